import Foundation
import TestSupport
import Testing

/// `suqiu diff`, `suqiu suggest` and corrections by dragging, with the built program.
@Suite(.timeLimit(.minutes(3)))
struct WorkbenchCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try RuleFixture.endToEnd.write(into: folder)
    try folder.write("打雷后停电", to: "orders/a.txt")
    try folder.write("家里停电", to: "orders/b.txt")
  }

  private func run(_ arguments: String...) async throws -> Program.Outcome {
    try await Program.run(arguments, in: folder)
  }

  private func git(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "git \(arguments)")
  }

  private func narrowed(_ name: String = "Rules") throws {
    try RuleFixture(
      RuleFixture.rule("t.outage", gives: "topic: outage", when: "any: [停电, 没电]"),
      RuleFixture.rule("t.complaint", gives: "intent: complaint", when: "any: [投诉]")
    ).write(into: folder, as: name)
  }

  @Test("two folders: what is removed is told, and the status is 1")
  func folders() async throws {
    try narrowed("New")
    let outcome = try await run("diff", "Rules", "New", "--on", "orders")
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("rules: 1 taken out (t.lightning)"), "\(outcome.text)")
    #expect(outcome.text.contains("cause:lightning 雷击  1 order"))
    #expect(outcome.text.contains("a.txt: «打雷»后停电"))
    let same = try await run("diff", "Rules", "Rules", "--on", "orders")
    #expect(same.status == 0, "\(same.errors)")
    #expect(same.text.contains("none of them comes out differently"))
  }

  @Test(
    "the status says what --fail-on asks for",
    arguments: [("any", 1), ("removed", 1), ("worse", 0), ("never", 0)] as [(String, Int32)])
  func failOn(_ what: String, _ status: Int32) async throws {
    try narrowed("New")
    let outcome = try await run("diff", "Rules", "New", "--on", "orders", "--fail-on", what)
    #expect(outcome.status == status)
  }

  @Test("a revision against the folder as it stands, as JSON and as a page")
  func revision() async throws {
    try git("init", "-q")
    try git("add", "Rules")
    try git("commit", "-q", "-m", "rules")
    try narrowed()
    let outcome = try await run(
      "diff", "HEAD", "--rules", "Rules", "--on", "orders", "--format", "json")
    #expect(outcome.status == 1, "\(outcome.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any]
    #expect(json?["schema"] as? String == "diff/1.0")
    #expect(json?["removed"] as? Int == 2)
    let page = try await run(
      "diff", "HEAD", "--rules", "Rules", "--on", "orders", "--format", "html", "--fail-on", "never"
    )
    #expect(page.text.hasPrefix("<!doctype html>") && page.text.contains("<mark>打雷</mark>后停电"))
    let unknown = try await run("diff", "nowhere", "--rules", "Rules", "--on", "orders")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("neither a folder nor a revision"), "\(unknown.errors)")
  }

  @Test("the archive of a daemon is a corpus")
  func archive() async throws {
    let served = try ServedFolder()
    for name in ["a.txt", "b.txt"] { try served.drop(name, "打雷后停电") }
    _ = try await served.once()
    try RuleFixture(
      RuleFixture.rule("t.outage", gives: "topic: outage", when: "any: [停电, 没电]")
    ).write(into: served.folder, as: "New")
    let outcome = try await Program.run(
      ["diff", "Rules", "New", "--on", "spool/archive", "--days", "3"], in: served.folder)
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("2 orders, 2 come out differently"), "\(outcome.text)")
  }

  @Test("no orders, or none that can be read, is status 2 with the reason")
  func noOrders() async throws {
    #expect(try await run("diff", "Rules", "Rules").status == 2)
    let missing = try await run("diff", "Rules", "Rules", "--on", "nowhere")
    #expect(missing.status == 2 && missing.errors.contains("there is no file or folder nowhere"))
    try folder.write("{}", to: "bad.jsonl")
    let bad = try await run("diff", "Rules", "Rules", "--on", "bad.jsonl")
    #expect(bad.status == 2 && bad.errors.contains("bad.jsonl:1: not an order"), "\(bad.errors)")
  }

  @Test("phrases of unclassified orders come with a rule to paste")
  func suggest() async throws {
    var lines = ""
    for number in 0..<60 {
      let text = number % 3 == 0 ? "第\(number)户光猫掉线" : "第\(number)户投诉停电"
      lines += "{\"id\":\"\(number)\",\"text\":\"\(text)\"}\n"
    }
    try folder.write(lines, to: "week.jsonl")
    let outcome = try await run("suggest", "--rules", "Rules", "--on", "week.jsonl")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.contains("UNCLASSIFIED"))
    #expect(outcome.text.contains("would tag 20, would disturb 0"), "\(outcome.text)")
    #expect(outcome.text.contains("- any: [户光猫掉线]"))
  }

  @Test("a drag shows in the reviewed precision within a minute, and a second one changes nothing")
  func drag() async throws {
    let served = try ServedFolder()
    let daemon = try await served.serve()
    try served.drop("a.txt", "打雷测试公司停电")
    #expect(try await served.waitForResults(1))
    let target = served.folder.path + "/spool/feedback/误判/t.lightning"
    for _ in 1...2 {
      try FileManager.default.copyItem(
        atPath: served.outbox + "/a.txt.json", toPath: target + "/a.txt.json")
      let isTaken = try await eventually(within: 60) {
        try FileManager.default.contentsOfDirectory(atPath: target).isEmpty
      }
      #expect(isTaken)
      let review = try await Program.run(
        ["eval", "--feedback", "spool/feedback/cases.jsonl", "--min-reviewed", "1"],
        in: served.folder)
      #expect(review.status == 0, "\(review.errors)")
      let row = review.text.split(separator: "\n").first { $0.hasPrefix("t.lightning") }
      #expect(
        row?.split(separator: " ").map(String.init) == ["t.lightning", "0.000", "1", "0", "1"])
    }
    let card = try await Program.run(
      ["rules", "--card", "t.lightning", "--rules", "Rules", "--format", "json"],
      in: served.folder)
    let json = try JSONSerialization.jsonObject(with: Data(card.output)) as? [String: Any]
    #expect(json?["reviewed"] as? Int == 1, "\(card.text)\(card.errors)")
    #expect(json?["wrong"] as? Int == 1)
    daemon.send(15)
    #expect(try await daemon.waitForExit(seconds: 30) == 0)
  }

  @Test("a saved change shows what it does in the notice beside the inbox")
  func preview() async throws {
    let served = try ServedFolder()
    try served.drop("a.txt", "打雷后停电")
    _ = try await served.once()
    let daemon = try await served.serve()
    try RuleFixture(
      RuleFixture.rule("t.outage", gives: "topic: outage", when: "any: [停电, 没电]")
    ).write(into: served.folder)
    let notice = served.folder.path + "/spool/规则状态.txt"
    let isTold = try await eventually(within: 60) {
      try String(contentsOfFile: notice, encoding: .utf8).contains("试了 1 张工单，1 张的结果会变")
    }
    #expect(isTold, "\((try? String(contentsOfFile: notice, encoding: .utf8)) ?? "")")
    #expect(try String(contentsOfFile: notice, encoding: .utf8).contains("少打 雷击 1 张"))
    daemon.send(15)
    #expect(try await daemon.waitForExit(seconds: 30) == 0)
  }
}
