import Glibc
import Pipeline
import Testing

/// The daemon dies, or one call fails, at every system call it makes on the spool in turn.
@Suite("Faults at every system call")
struct CrashTests {
  private let names = ["a.txt", "b.txt", "c.txt", String(repeating: "x", count: 250)]

  /// A spool with four orders, one of them with a name too long to follow its id.
  private func house() throws -> SpoolHouse {
    let house = try SpoolHouse()
    try house.makeFolders()
    for name in names { try house.write("\(house.inbox)/\(name)", "order \(name)") }
    return house
  }

  /// Runs once with nothing wrong and counts the calls.
  private func callsOfACleanRun() throws -> Int {
    let plan = FaultPlan { _, _ in nil }
    let house = try house()
    #expect(try house.daemon(files: plan.files).runOnce().published == 4)
    return plan.calls
  }

  /// What must hold after the next start, whatever happened before it.
  private func checkWhole(_ house: SpoolHouse, _ when: String) {
    #expect(hasOneResultEach(house), "\(when): \(house.results)")
    for name in house.results {
      let text = house.text("\(house.outbox)/\(name)")
      #expect(text.hasPrefix("{") && text.hasSuffix("}\n"), "\(when): \(name) is torn")
    }
    #expect(house.archived.count == 4, "\(when)")
    #expect(house.underWay == [], "\(when)")
    #expect(house.names(house.inbox) == [], "\(when)")
  }

  /// One result each: the long name is cut, so only its beginning can be told.
  private func hasOneResultEach(_ house: SpoolHouse) -> Bool {
    let results = house.results
    return results.count == 4
      && Set(results.map { $0.hasPrefix("xxx") ? "x" : $0 })
        == ["a.txt.json", "b.txt.json", "c.txt.json", "x"]
  }

  @Test("dead from the n-th call on, torn writes included: one result each, none torn")
  func crash() async throws {
    for number in 1...(try callsOfACleanRun()) {
      let house = try house()
      let plan = FaultPlan { _, count in
        count == number ? .torn(EIO) : count > number ? .fail(EIO) : nil
      }
      _ = try? house.daemon(files: plan.files).runOnce()
      _ = try house.daemon().runOnce()
      checkWhole(house, "dead at call \(number)")
      // The other tests have the same few threads.
      await Task.yield()
    }
  }

  @Test("dead twice: the recovery may die too")
  func crashInRecovery() async throws {
    for number in stride(from: 1, through: try callsOfACleanRun(), by: 7) {
      for second in stride(from: 1, through: 60, by: 5) {
        let house = try house()
        for limit in [number, second] {
          let plan = FaultPlan { _, count in
            count == limit ? .torn(EIO) : count > limit ? .fail(EIO) : nil
          }
          _ = try? house.daemon(files: plan.files).runOnce()
        }
        _ = try house.daemon().runOnce()
        checkWhole(house, "dead at call \(number), then at \(second)")
        await Task.yield()
      }
    }
  }

  @Test(
    "one call fails once: whole after the next start",
    arguments: [ENOSPC, EIO, EMFILE, EROFS, EACCES, EDQUOT])
  func oneError(code: Int32) async throws {
    for number in 1...(try callsOfACleanRun()) {
      let house = try house()
      let plan = FaultPlan { call, count in
        // Reading as such may refuse a file, rightly; its own tests look at that.
        guard count == number, call != .read, call != .open, call != .stat else { return nil }
        return .torn(code)
      }
      _ = try? house.daemon(files: plan.files).runOnce()
      _ = try house.daemon().runOnce()
      checkWhole(house, "error \(code) at call \(number)")
      await Task.yield()
    }
  }

  @Test("a rename is done and its answer lost, as on NFS: nothing is lost, nothing doubled")
  func lostAnswer() async throws {
    for number in 1...(try callsOfACleanRun()) {
      let house = try house()
      let plan = FaultPlan { call, count in
        count == number && call == .rename ? .answerLost(ENOENT) : nil
      }
      _ = try? house.daemon(files: plan.files).runOnce()
      _ = try house.daemon().runOnce()
      checkWhole(house, "answer lost at call \(number)")
      await Task.yield()
    }
  }

  @Test("one call fails while it serves: it goes on by itself", arguments: [ENOSPC, EROFS, EMFILE])
  func serving(code: Int32) async throws {
    for number in stride(from: 1, through: 100, by: 4) {
      let house = try SpoolHouse()
      let plan = FaultPlan(armed: false) { call, count in
        switch call {
        // A failed sync ends the process; a failed reading may be the file's own fault.
        case .syncFileSystem, .sync, .read, .open, .stat: nil
        default: count == number ? .torn(code) : nil
        }
      }
      var settings = house.settings
      // A file whose claim met the fault is found again by the next scan.
      settings.times.scan = 50
      settings.readiness.quiet = 10
      try await house.serving(house.daemon(settings, files: plan.files)) { _ in
        plan.begin()
        for name in names { try house.drop(name, "order \(name)") }
        await eventually("everything is published, error at \(number)") {
          hasOneResultEach(house) && house.archived.count == 4
        }
      }
      checkWhole(house, "error \(code) at call \(number)")
    }
  }
}
