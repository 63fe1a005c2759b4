import Foundation
import TestSupport
import Testing

/// `suqiu check`, and what broken rules do to the other commands.
@Suite(.timeLimit(.minutes(3)))
struct CheckCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func check(_ fixture: RuleFixture, _ more: String...) async throws -> Program.Outcome {
    try fixture.write(into: folder)
    return try await Program.run(["check", "Rules"] + more, in: folder)
  }

  private static let sound = RuleFixture(
    RuleFixture.rule(
      "t.a", gives: "topic: outage", when: "any: [停电]",
      more: "hit:", "  - 家里停电了", "miss:", "  - 家里没有停电"))

  @Test("a broken folder is told with place, reason and cure; the status is 1")
  func broken() async throws {
    let outcome = try await check(
      RuleFixture(RuleFixture.rule("t.a", gives: "cause: lightening", when: "any: [雷击]")))
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("error[unknown-label]"))
    #expect(outcome.text.contains("Rules/packs/t.yaml:7:"), "\(outcome.text)")
    #expect(outcome.text.contains("^^^^^^^^^^"))
    #expect(outcome.text.contains("help: did you mean `lightning`?"))
    #expect(!outcome.output.contains(0x1B), "colour without a terminal")
  }

  @Test("all mistakes are told in one reading")
  func several() async throws {
    let outcome = try await check(
      RuleFixture(
        RuleFixture.rule("t.a", gives: "cause: lightening", when: "any: [雷击]"),
        RuleFixture.rule("t.b", gives: "topic: outage", when: "anny: [停电]"),
        RuleFixture.rule("t.c", gives: "topic: outage", when: "any: [$没有的表]")))
    for code in ["unknown-label", "unknown-key", "unknown-list"] {
      #expect(outcome.text.contains("error[\(code)]"), "\(outcome.text)")
    }
  }

  @Test("a pattern PCRE2 refuses is told at its place")
  func pattern() async throws {
    let outcome = try await check(
      RuleFixture(RuleFixture.rule("t.a", gives: "topic: outage", when: "regex: '停(电'")))
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("error[bad-pattern]"))
    #expect(outcome.text.contains("Rules/packs/t.yaml:9:"), "\(outcome.text)")
  }

  @Test("an example that fails is a finding, with the test that stopped it")
  func example() async throws {
    let outcome = try await check(
      RuleFixture(
        RuleFixture.rule(
          "t.a", gives: "cause: lightning", when: "any: [雷击]",
          more: "hit:", "  - 担心雷击", "miss:", "  - 遭到雷击")))
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("does not fire on its `hit`"))
    #expect(outcome.text.contains("supposed"))
    #expect(outcome.text.contains("fires on its `miss`"))
  }

  @Test("a sound folder is status 0 with its numbers")
  func sound() async throws {
    let outcome = try await check(Self.sound)
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("1 rules, 2 examples: 0 errors"))
  }

  @Test("warnings do not count unless --strict")
  func strict() async throws {
    let fixture = RuleFixture(RuleFixture.rule("t.a", gives: "topic: outage", when: "any: [停电]"))
    #expect(try await check(fixture).status == 0)
    #expect(try await check(fixture, "--strict").status == 1)
  }

  @Test("--format json is one JSON value", arguments: [["--format", "json"], ["--json"]])
  func json(_ option: [String]) async throws {
    try RuleFixture(RuleFixture.rule("t.a", gives: "cause: lightening", when: "any: [雷击]"))
      .write(into: folder)
    let outcome = try await Program.run(["check", "Rules"] + option, in: folder)
    #expect(outcome.status == 1)
    _ = try JSONSerialization.jsonObject(with: Data(outcome.output))
    #expect(outcome.text.contains("unknown-label"))
  }

  @Test("a folder that is not there is status 2")
  func missing() async throws {
    let outcome = try await Program.run(["check", "nowhere"], in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("nowhere"))
  }

  @Test("classify does not run on broken rules: status 2 and where the fault is")
  func classify() async throws {
    try RuleFixture(RuleFixture.rule("t.a", gives: "cause: lightening", when: "any: [雷击]"))
      .write(into: folder)
    let outcome = try await Program.run(
      ["classify", "--rules", "Rules"], in: folder, input: Array("停电".utf8))
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("packs/t.yaml:7:"))
  }
}
