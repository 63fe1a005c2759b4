import Glibc
import Pipeline
import Testing

/// Trouble that is no file's fault: the daemon waits, says why, and goes on by itself.
@Suite("Pauses")
struct PauseTests {
  struct Trouble: Sendable, CustomTestStringConvertible {
    let call: SystemCall
    let code: Int32
    let expected: String

    var testDescription: String { "\(call.rawValue) fails with \(code): \(expected)" }
  }

  @Test(
    "nothing is lost or refused, and work goes on when the trouble is over",
    arguments: [
      Trouble(call: .write, code: ENOSPC, expected: "disk_full"),
      Trouble(call: .write, code: EDQUOT, expected: "quota_used_up"),
      Trouble(call: .create, code: ENOSPC, expected: "disk_full"),
      Trouble(call: .create, code: EROFS, expected: "read_only"),
      Trouble(call: .create, code: EACCES, expected: "denied"),
      Trouble(call: .create, code: EMFILE, expected: "too_many_open_files"),
      Trouble(call: .create, code: EIO, expected: "failing"),
      Trouble(call: .rename, code: EROFS, expected: "read_only"),
      Trouble(call: .open, code: EMFILE, expected: "too_many_open_files"),
    ])
  func pauses(trouble: Trouble) async throws {
    let house = try SpoolHouse()
    let plan = FaultPlan(armed: false) { call, _ in
      call == trouble.call ? .fail(trouble.code) : nil
    }
    try await house.serving(house.daemon(files: plan.files)) { daemon in
      plan.begin()
      for number in 1...5 { try house.drop("\(number).txt", "order") }
      await eventually("it pauses") { daemon.board.current.paused?.code == trouble.expected }
      #expect(daemon.board.current.state == .paused)
      #expect(daemon.board.current.paused?.sentence.hasPrefix("paused: ") == true)
      #expect(house.results == [])
      #expect(house.visible("\(house.spool)/quarantine") == [])
      plan.mend()
      await eventually("it goes on") { house.results.count == 5 }
      await eventually("it says so") { daemon.board.current.paused == nil }
    }
    #expect(house.archived.count == 5)
    #expect(house.underWay == [])
    let reasons = house.events.all.compactMap {
      if case .paused(let reason) = $0 { reason } else { nil }
    }
    #expect(Set(reasons).count == reasons.count, "each reason is told once")
  }

  @Test("a disk that fails to write back ends the process, and the next start redoes the batch")
  func syncFails() async throws {
    let house = try SpoolHouse()
    let plan = FaultPlan(armed: false) { call, _ in call == .syncFileSystem ? .fail(EIO) : nil }
    let daemon = house.daemon(files: plan.files)
    await #expect(throws: PipelineFailure.sync(SystemFailure(.syncFileSystem, EIO))) {
      try await house.serving(daemon) { _ in
        plan.begin()
        try house.drop("a.txt", "order")
        await eventually("it fails") {
          house.events.contains { if case .failed = $0 { true } else { false } }
        }
      }
    }
    #expect(house.results == [])
    #expect(try house.daemon().runOnce().published == 1)
    #expect(house.results == ["a.txt.json"])
  }

  @Test("too little free room stops the intake before the disk is full")
  func floor() async throws {
    let house = try SpoolHouse()
    var settings = house.settings
    settings.limits.freeBytes = .max
    try await house.serving(house.daemon(settings)) { daemon in
      try house.drop("a.txt", "order")
      await eventually("it pauses") { daemon.board.current.paused == .diskFull(.outbox) }
      #expect(house.visible(house.inbox) == ["a.txt"])
    }
  }

  @Test("too few free inodes stop the intake too, and say that it is not bytes that lack")
  func inodeFloor() async throws {
    let house = try SpoolHouse()
    var settings = house.settings
    settings.limits.freeInodes = .max
    try await house.serving(house.daemon(settings)) { daemon in
      try house.drop("a.txt", "order")
      await eventually("it pauses") { daemon.board.current.paused == .noInodes(.outbox) }
      #expect(house.visible(house.inbox) == ["a.txt"])
    }
  }

  @Test("what cannot be finished keeps the rest in the inbox: never more than a batch is claimed")
  func backPressure() async throws {
    let house = try SpoolHouse()
    var settings = house.settings
    settings.limits.batchFiles = 4
    let plan = FaultPlan(armed: false) { call, _ in call == .create ? .fail(ENOSPC) : nil }
    try await house.serving(house.daemon(settings, files: plan.files)) { daemon in
      plan.begin()
      for number in 1...40 { try house.drop("\(number).txt", "order") }
      await eventually("it pauses") { daemon.board.current.paused != nil }
      // Long enough for several tries.
      try await Task.sleep(for: .milliseconds(300))
      #expect(house.visible("\(house.spool)/work/main").count <= 4)
      #expect(house.visible(house.inbox).count >= 36)
      plan.mend()
      await eventually("it goes on") { house.results.count == 40 }
    }
  }

  @Test("a full outbox stops the intake until downstream collects")
  func outboxFull() async throws {
    let house = try SpoolHouse()
    var settings = house.settings
    settings.limits.outboxFiles = 2
    settings.limits.batchFiles = 1
    try await house.serving(house.daemon(settings)) { daemon in
      for number in 1...3 { try house.drop("\(number).txt", "order") }
      await eventually("it pauses") {
        daemon.board.current.paused == .outboxFull(files: 2, limit: 2)
      }
      #expect(house.results.count == 2)
      for name in house.results { unlink("\(house.outbox)/\(name)") }
      await eventually("the third comes") { house.results.count == 1 }
    }
  }

  @Test("an outbox that is taken away is waited for, and nothing is lost")
  func outboxGone() async throws {
    let house = try SpoolHouse()
    try await house.serving { daemon in
      #expect(rename(house.outbox, "\(house.root)/elsewhere") == 0)
      await eventually("it pauses") { daemon.board.current.paused == .missing(.outbox) }
      await eventually("the status says so, of a daemon that lives") {
        guard let report = try? SpoolReport(spool: house.spool) else { return false }
        return report.instances[0].isAlive
          && report.text.contains("  paused: the outbox is missing; mount it, or create it")
      }
      try house.drop("a.txt", "order")
      #expect(mkdir(house.outbox, 0o755) == 0)
      await eventually("it goes on") { house.results == ["a.txt.json"] }
      await eventually("it says so") {
        (try? SpoolReport(spool: house.spool))?.isWorking == true
      }
    }
  }

  @Test("an inbox that is removed is told of, not made, and used again when it is back")
  func inboxGone() async throws {
    let house = try SpoolHouse()
    try await house.serving { daemon in
      #expect(rmdir(house.inbox) == 0)
      await eventually("it pauses") { daemon.board.current.paused == .missing(.inbox) }
      #expect(access(house.inbox, F_OK) != 0)
      #expect(mkdir(house.inbox, 0o755) == 0)
      try house.drop("a.txt", "order")
      await eventually("it goes on") { house.results == ["a.txt.json"] }
      await eventually("it says so") { daemon.board.current.paused == nil }
    }
  }

  @Test("an inbox that is replaced between two looks is followed")
  func inboxReplaced() async throws {
    let house = try SpoolHouse()
    try await house.serving { _ in
      #expect(rename(house.inbox, "\(house.root)/old") == 0)
      #expect(mkdir(house.inbox, 0o755) == 0)
      try house.drop("a.txt", "order")
      await eventually("it is found") { house.results == ["a.txt.json"] }
    }
  }

  @Test("once ends with the reason instead of waiting")
  func once() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.write("\(house.inbox)/a.txt", "order")
    let plan = FaultPlan { call, _ in call == .write ? .fail(ENOSPC) : nil }
    #expect(throws: PipelineFailure.paused(.diskFull(.outbox))) {
      try house.daemon(files: plan.files).runOnce()
    }
    #expect(try house.daemon().runOnce().published == 1)
  }
}
