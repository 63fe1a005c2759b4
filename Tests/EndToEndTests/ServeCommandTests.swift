import Foundation
import Glibc
import TestSupport
import Testing

/// A daemon on a real folder, from the first file to SIGTERM.
@Suite(.timeLimit(.minutes(5)))
struct ServeCommandTests {
  @Test("a file dropped becomes a result, and its source lies in the archive")
  func one() async throws {
    let served = try ServedFolder()
    let daemon = try await served.serve()
    try served.drop("工单 1.txt", "打雷以后家里停电了")
    #expect(try await served.waitForResults(1))
    #expect(try served.results() == ["工单 1.txt.json"])
    let envelope = try served.envelope(named: "工单 1.txt.json")
    #expect(envelope["specversion"] as? String == "1.0")
    #expect(envelope["subject"] as? String == "工单 1.txt")
    #expect(envelope["source"] as? String == "/suqiu/main")
    #expect((envelope["id"] as? String)?.count == 26)
    let result = try served.result(of: "工单 1.txt")
    #expect(result.intent?.id == "fault_repair")
    #expect(result.causeIds == ["lightning"])
    daemon.send(SIGTERM)
    #expect(try await daemon.waitForExit(seconds: 30) == 0)
    #expect(try served.archived() == ["工单 1.txt"])
    #expect(try served.names(served.inbox).isEmpty)
    #expect(try served.underWay().isEmpty)
  }

  @Test("1,000 files dropped while it runs become 1,000 results")
  func thousand() async throws {
    let served = try ServedFolder()
    let daemon = try await served.serve()
    for number in 0..<1_000 {
      try served.drop("\(number).txt", number % 2 == 0 ? "停电\(number)" : "投诉\(number)")
    }
    #expect(try await served.waitForResults(1_000, seconds: 120))
    let expected = (0..<1_000).map { "\($0).txt.json" }.sorted()
    #expect(try served.results() == expected)
    daemon.send(SIGTERM)
    #expect(try await daemon.waitForExit(seconds: 30) == 0)
    #expect(try served.archived().count == 1_000)
    #expect(try served.names(served.quarantine).isEmpty)
    for number in stride(from: 0, to: 1_000, by: 97) {
      let result = try served.result(of: "\(number).txt")
      #expect(result.topicIds == (number % 2 == 0 ? ["outage"] : []))
      #expect(result.intent?.id == (number % 2 == 0 ? nil : "complaint"))
    }
  }

  @Test("SIGTERM and SIGINT end it with 0 and nothing half done", arguments: [SIGTERM, SIGINT])
  func stop(signal: Int32) async throws {
    let served = try ServedFolder()
    let daemon = try await served.serve()
    for number in 0..<300 { try served.drop("\(number).txt", "停电") }
    _ = try await served.waitForResults(20)
    daemon.send(signal)
    #expect(try await daemon.waitForExit(seconds: 60) == 0)
    let results = try served.results().count
    let waiting = try served.names(served.inbox).count
    #expect(results + waiting == 300)
    #expect(try served.underWay().isEmpty)
    #expect(try served.archived().count == results)
    #expect(try served.events().last?["event"] as? String == "stopped")
    // The rest is done by the next one.
    #expect(try await served.once().status == 0)
    #expect(try served.results().count == 300)
  }

  @Test("kill -9 in the middle of work loses nothing and doubles nothing")
  func kill() async throws {
    let served = try ServedFolder()
    for _ in 0..<3 {
      let before = try served.results().count
      let daemon = try await served.serve()
      for number in 0..<100 { try served.drop("\(before)-\(number).txt", "停电") }
      _ = try await served.waitForResults(before + 30)
      daemon.send(SIGKILL)
      #expect(try await daemon.waitForExit(seconds: 30) == 128 + SIGKILL)
      #expect(try await served.once().status == 0)
      #expect(try served.results().count == before + 100)
    }
    #expect(try served.results().count == 300)
    #expect(try served.archived().count == 300)
    #expect(try served.underWay().isEmpty)
  }

  @Test("a name that is taken gets the id into its result, and both results stay")
  func taken() async throws {
    let served = try ServedFolder()
    try served.drop("a.txt", "停电")
    #expect(try await served.once().status == 0)
    let first = FileManager.default.contents(atPath: served.outbox + "/a.txt.json")
    try served.drop("a.txt", "投诉")
    #expect(try await served.once().status == 0)
    let names = try served.results()
    #expect(names.count == 2)
    #expect(names.contains("a.txt.json"))
    #expect(FileManager.default.contents(atPath: served.outbox + "/a.txt.json") == first)
    let second = try #require(names.first { $0 != "a.txt.json" })
    let id = try served.envelope(named: second)["id"] as? String
    #expect(second == "a.txt.\(id ?? "").json")
  }

  @Test("the log is JSON, one event a line, and holds no word of an order nor a file name")
  func log() async throws {
    let served = try ServedFolder()
    let daemon = try await served.serve()
    try served.drop("张三.txt", "停电秘密")
    #expect(try await served.waitForResults(1))
    daemon.send(SIGTERM)
    _ = try await daemon.waitForExit(seconds: 30)
    let events = try served.events()
    #expect(events.contains { $0["event"] as? String == "ready" })
    #expect(events.contains { $0["event"] as? String == "published" })
    let text = "\(events)"
    #expect(!text.contains("秘密"))
    #expect(!text.contains("张三"))
  }

  @Test("--once takes what is there and leaves, also when there is nothing")
  func once() async throws {
    let served = try ServedFolder()
    let empty = try await served.once()
    #expect(empty.status == 0)
    try served.drop("a.txt", "停电")
    try served.drop("b.txt", "")
    let full = try await served.once()
    #expect(full.status == 0)
    #expect(full.output.isEmpty)
    #expect(try served.results() == ["a.txt.json", "b.txt.json"])
    #expect(try served.result(of: "b.txt").review.why == ["no_intent", "too_short"])
  }

  @Test("folders that are missing are made")
  func folders() async throws {
    let folder = try TemporaryFolder()
    try RuleFixture.endToEnd.write(into: folder)
    let outcome = try await Program.run(["serve", "--once"], in: folder)
    #expect(outcome.status == 0)
    for name in ["spool/inbox", "outbox"] {
      #expect(FileManager.default.fileExists(atPath: folder.path + "/" + name), "\(name)")
    }
  }

  @Test("a start with broken rules and no good ones before is status 2 and says where the fault is")
  func brokenRules() async throws {
    let served = try ServedFolder(
      RuleFixture(RuleFixture.rule("t.a", gives: "cause: lightening", when: "any: [雷击]")))
    try served.drop("a.txt", "停电")
    let outcome = try await served.once()
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("packs/t.yaml:7:"))
    #expect(try served.names(served.inbox) == ["a.txt"])
  }

  @Test("rules broken after a good start: the last good ones go on, and staff can read why")
  func lastGood() async throws {
    let served = try ServedFolder()
    let daemon = try await served.serve()
    try served.folder.write("format: rules/1\nnonsense\n", to: "Rules/packs/t.yaml")
    let notice = served.folder.path + "/spool/规则状态.txt"
    let isTold = try await eventually(within: 30) {
      ((try? String(contentsOfFile: notice, encoding: .utf8)) ?? "").contains("packs/t.yaml")
    }
    #expect(isTold)
    try served.drop("a.txt", "停电")
    #expect(try await served.waitForResults(1))
    #expect(try served.result(of: "a.txt").topicIds == ["outage"])
    daemon.send(SIGTERM)
    #expect(try await daemon.waitForExit(seconds: 30) == 0)
    // A new start meets the broken folder and uses what worked last.
    try served.drop("b.txt", "停电")
    #expect(try await served.once().status == 0)
    #expect(try served.result(of: "b.txt").topicIds == ["outage"])
  }

  @Test("rules saved while it runs hold for the next order", arguments: [true, false])
  func reload(byHangup: Bool) async throws {
    let served = try ServedFolder()
    let daemon = try await served.serve()
    try RuleFixture(RuleFixture.rule("t.b", gives: "topic: bill", when: "any: [停电]"))
      .write(into: served.folder)
    if byHangup { daemon.send(SIGHUP) }
    let isAccepted = try await eventually(within: 30) {
      try served.events().count { $0["event"] as? String == "rules_accepted" } >= 2
    }
    #expect(isAccepted)
    try served.drop("a.txt", "停电")
    #expect(try await served.waitForResults(1))
    #expect(try served.result(of: "a.txt").topicIds == ["bill"])
    daemon.send(SIGTERM)
    #expect(try await daemon.waitForExit(seconds: 30) == 0)
  }

  @Test(
    "an address that is not loopback is refused with a way out",
    arguments: ["0.0.0.0:8095", "192.168.1.5:80", "[::]:80"])
  func listen(_ address: String) async throws {
    let served = try ServedFolder()
    let outcome = try await served.once("--listen", address)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("reverse proxy"))
  }
}
