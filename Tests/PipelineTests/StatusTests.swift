import Glibc
import Matching
import Pipeline
import TestSupport
import Testing

/// `suqiu status`: what another process learns of a daemon, its end included.
@Suite("Status")
struct StatusTests {
  @Test("a daemon that works says so, and its lock proves it")
  func working() async throws {
    let house = try SpoolHouse()
    try await house.serving { _ in
      try house.drop("a.txt", "order")
      await eventually("the status counts it") {
        (try? SpoolReport(spool: house.spool))?.instances[0].status.counts.published == 1
      }
      let report = try SpoolReport(spool: house.spool)
      #expect(report.isWorking)
      #expect(report.instances.map(\.isAlive) == [true])
      #expect(report.text.hasPrefix("main: w"))
      #expect(report.text.contains("1 results, 0 files refused"))
      #expect(report.text.contains("sha256:test"))
      #expect(report.json.hasPrefix(#"{"running":true,"waiting":0,"instances":[{"alive":true,"#))
    }
  }

  @Test("a daemon that stopped is not running, and the files that wait are counted now")
  func stopped() throws {
    let house = try SpoolHouse()
    _ = try house.daemon().runOnce()
    try house.drop("a.txt", "order")
    let report = try SpoolReport(spool: house.spool)
    #expect(!report.isWorking && !report.instances[0].isDead)
    #expect(report.text.contains("not running; stopped at"))
    #expect(report.text.contains("1 waiting, nobody takes them"))
  }

  @Test("a daemon that died is told as such, with what to do")
  func dead() throws {
    let house = try SpoolHouse()
    _ = try house.daemon().runOnce()
    let path = "\(house.spool)/status.json"
    let text = house.text(path)
    try #require(text.contains("\"stopped\""))
    try house.write(path, text.replacing("\"stopped\"", with: "\"working\""))
    let report = try SpoolReport(spool: house.spool)
    #expect(report.instances[0].isDead)
    #expect(report.text.contains("it was working at"))
    #expect(report.text.contains("start it again: nothing is lost"))
  }

  @Test("a paused daemon runs and does not work; its sentence is shown")
  func paused() async throws {
    let house = try SpoolHouse()
    try await house.serving { _ in
      #expect(rmdir(house.inbox) == 0)
      await eventually("the status says so") {
        (try? SpoolReport(spool: house.spool))?.instances[0].status.state == "paused"
      }
      let report = try SpoolReport(spool: house.spool)
      #expect(!report.isWorking)
      #expect(report.instances[0].isAlive)
      #expect(report.text.contains("  paused: the inbox is missing; mount it"))
    }
  }

  @Test(
    "each paused state is a plain sentence that says what to do",
    arguments: [
      (PauseReason.diskFull(.outbox), "the disk of the outbox is full; free some space"),
      (.noInodes(.spool), "the disk of the spool has no room for more files; remove some"),
      (
        .quotaUsedUp(.archive),
        "the quota on the disk of the archive is used up; raise it or free space"
      ),
      (.readOnly(.outbox), "the outbox is read-only; mount it writable again"),
      (.denied(.inbox), "no permission to write to the inbox; give this user rights on it"),
      (.missing(.inbox), "the inbox is missing; mount it, or create it with mkdir"),
      (
        .tooManyOpenFiles, "too many open files on this machine; close some or raise LimitNOFILE"
      ),
      (
        .outboxFull(files: 3, limit: 2),
        "3 results wait in the outbox, the limit is 2; start what collects them"
      ),
      (
        .failing(.quarantine, .rename, EIO),
        "the quarantine fails (rename: Input/output error (EIO)); look into the system's log"
      ),
    ])
  func sentences(reason: PauseReason, sentence: String) async throws {
    let house = try SpoolHouse()
    try await house.serving { daemon in
      await eventually("it has written its first status") {
        (try? SpoolReport(spool: house.spool))?.isWorking == true
      }
      // Faults would keep it from writing this very file, so it is written here.
      var status = daemon.board.current
      status.state = .paused
      status.paused = reason
      let text = String(decoding: status.json(at: 0, processId: getpid()), as: UTF8.self)
      try house.write("\(house.spool)/status.json", text)
      let report = try SpoolReport(spool: house.spool)
      #expect(!report.isWorking)
      #expect(report.text.contains("main: paused since"))
      #expect(report.text.contains("\n  paused: \(sentence)\n"), "\(report.text)")
      #expect(report.json.contains("\"paused\":{\"code\":\"\(reason.code)\""))
    }
  }

  @Test("refused rules are told with the whole report")
  func refused() async throws {
    let house = try SpoolHouse()
    let folder = "\(house.root)/Rules"
    try #require(mkdir(folder, 0o755) == 0)
    try house.write("\(folder)/rules.txt", "one")
    try await house.serving(house.daemon(rules: TestRules.reading(house, folder: folder))) { _ in
      try house.write("\(folder)/rules.txt", "broken")
      await eventually("the status says so") {
        (try? SpoolReport(spool: house.spool))?.text.contains("error[test]: broken") == true
      }
      #expect(try SpoolReport(spool: house.spool).isWorking)
    }
  }

  @Test("a rule that keeps meeting its limits is switched off, and log and status name it")
  func breaker() async throws {
    let house = try SpoolHouse()
    let slow = RuleFixture.rule("t.slow", gives: "topic: outage", when: "regex: '(?:a+)+b'")
    let engine = try RuleFixture(slow).engine()
    let rules = RulesSource(folder: "/nowhere") { _ in .accepted(engine) }
    try house.makeFolders()
    for number in 1...6 {
      try house.drop("\(number).txt", String(repeating: "a", count: 60) + "cab")
    }
    _ = try house.daemon(rules: rules).runOnce()
    #expect(house.events.contains { $0 == .ruleSwitchedOff(rule: "t.slow") })
    let results = (1...6).map { house.text("\(house.outbox)/\($0).txt.json") }
    #expect(results.count { $0.contains(#""why":"limit""#) } == 5)
    #expect(results.count { $0.contains(#""why":"breaker""#) } == 1)
    let report = try SpoolReport(spool: house.spool)
    #expect(report.text.contains("t.slow"))
    #expect(report.json.contains(#""switched_off":["t.slow"]"#))
  }

  @Test("two daemons are told apart; one that left is not told of while the other works")
  func two() async throws {
    let house = try SpoolHouse()
    let second = house.daemon()
    try await house.serving { _ in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await second.run() }
        await eventually("both write") {
          (try? SpoolReport(spool: house.spool))?.instances.count(where: \.isAlive) == 2
        }
        let report = try SpoolReport(spool: house.spool)
        #expect(report.instances.map(\.status.instance) == ["main", "main-2"])
        second.stop()
        try await group.waitForAll()
      }
      #expect(!(try SpoolReport(spool: house.spool)).text.contains("main-2"))
    }
  }

  @Test("a spool nobody ever served, and one that is not there, are told apart")
  func none() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    #expect(throws: SpoolReport.Failure.noStatus(path: house.spool)) {
      try SpoolReport(spool: house.spool)
    }
    #expect(throws: SpoolReport.Failure.folder(path: "/nowhere", SystemFailure(.open, ENOENT))) {
      try SpoolReport(spool: "/nowhere")
    }
    try house.write("\(house.spool)/status.json", "{}")
    #expect(throws: SpoolReport.Failure.unreadable(path: house.spool)) {
      try SpoolReport(spool: house.spool)
    }
  }

  @Test("a log line of refused rules holds the first error and the number, not the report")
  func shortLine() {
    let report = "error[a]: first\n  --> x.yaml:3\n\nerror[b]: second\n  --> y.yaml:4"
    let line = PipelineEvent.rulesRefused(report: report).line(at: 0, showsNames: false)
    #expect(line.hasSuffix(#""message":"error[a]: first","errors":2}"#))
    let failed = PipelineEvent.failed("\(PipelineFailure.noRules(report: report))")
    #expect(!failed.line(at: 0, showsNames: false).contains("second"))
  }
}
