import Foundation
import TestSupport
import Testing

/// Flags, variables and `suqiu.yaml`, and what `suqiu doctor` makes of them.
@Suite(.timeLimit(.minutes(5)))
struct SettingsTests {
  private static let rules = Program.root + "/Scripts/torture/rules"

  /// Serves once; the names of the outbox folders that came to be.
  private func outboxes(
    file: String, variables: [String: String] = [:], flags: [String] = []
  ) async throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(file, to: "suqiu.yaml")
    let run = try await Program.run(
      ["serve", "--once", "--rules", Self.rules] + flags, in: folder, environment: variables)
    #expect(run.status == 0, "\(run.errors)")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("by-") }
  }

  @Test("a flag goes before its variable, that before the file, and that before the default")
  func precedence() async throws {
    let file = "outbox: by-file\n"
    let variables = ["SUQIU_OUTBOX": "by-variable"]
    #expect(try await outboxes(file: file) == ["by-file"])
    #expect(try await outboxes(file: file, variables: variables) == ["by-variable"])
    #expect(
      try await outboxes(file: file, variables: variables, flags: ["--outbox", "by-flag"])
        == ["by-flag"])
    #expect(try await outboxes(file: "# outbox: by-file\n") == [])
  }

  @Test("a misspelt key stops the start, with its place and the right word")
  func misspelt() async throws {
    let folder = try TemporaryFolder()
    try folder.write("spool: s\noutbux: o\n", to: "suqiu.yaml")
    let run = try await Program.run(["serve", "--once"], in: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains("suqiu.yaml:2:1"))
    #expect(run.errors.contains("did you mean `outbox`?"))
  }

  @Test("a bad value is told by the check of its flag, and where it stands")
  func badValue() async throws {
    let folder = try TemporaryFolder()
    try folder.write("quiet_ms: soon\n", to: "suqiu.yaml")
    let run = try await Program.run(["serve", "--once"], in: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains("--quiet-ms"))
    #expect(run.errors.contains("it stands in suqiu.yaml"))
  }

  @Test("every key of the shipped file is read when its comment is taken away")
  func shippedFile() async throws {
    let folder = try TemporaryFolder()
    let shipped = try String(
      contentsOfFile: Program.root + "/Packaging/suqiu.yaml", encoding: .utf8)
    let keys = shipped.split(separator: "\n").compactMap { line in
      line.wholeMatch(of: /# ([a-z_]+: \S.*)/).map { String($0.1) }
    }
    .filter { line in !line.contains("  before  ") }
    #expect(keys.count == 19)
    let settings = keys.filter { !$0.hasPrefix("rules:") } + ["rules: \(Self.rules)"]
    try folder.write(settings.joined(separator: "\n") + "\n", to: "suqiu.yaml")
    let run = try await Program.run(["serve", "--once"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test("doctor shows where a setting comes from, and finds a served folder fit")
  func doctor() async throws {
    let folder = try TemporaryFolder()
    try folder.write("outbox: by-file\nconsole: false\n", to: "suqiu.yaml")
    let arguments = ["--rules", Self.rules]
    let served = try await Program.run(["serve", "--once"] + arguments, in: folder)
    #expect(served.status == 0)
    let run = try await Program.run(["doctor"] + arguments, in: folder)
    #expect(run.status == 0, "\(run.text)")
    #expect(run.text.contains("by-file (suqiu.yaml)"))
    #expect(run.text.contains("done → archive"))
    #expect(run.text.contains("3 rules, 6 examples hold"))
    let left = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    #expect(left?.contains { $0.contains("doctor") } == false)
  }

  @Test("doctor finds broken rules and a file where a folder should be, and says what to do")
  func doctorFinds() async throws {
    let folder = try TemporaryFolder()
    try folder.write("no folder", to: "outbox")
    let run = try await Program.run(
      ["doctor", "--rules", "none", "--no-console", "--json"], in: folder)
    #expect(run.status == 1)
    let findings = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output)) as? [[String: String]])
    let failed = findings.filter { $0["state"] == "failure" }
    #expect(failed.map { $0["subject"] } == ["outbox", "rules"])
    #expect(failed.allSatisfy { $0["help"]?.isEmpty == false })
  }
}
