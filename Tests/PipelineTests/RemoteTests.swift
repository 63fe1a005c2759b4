import Glibc
import Pipeline
import Testing

/// File systems other machines write to: no events, no leases to trust, looked at again and again.
@Suite("Polling")
struct RemoteTests {
  private func settings(_ house: SpoolHouse) -> Settings {
    var settings = house.settings
    settings.readiness.remoteQuiet = 300
    settings.readiness.remoteInterval = 50
    settings.readiness.remotePolls = 3
    return settings
  }

  @Test("a file is taken once it stayed the same through three looks")
  func quiet() async throws {
    let house = try SpoolHouse()
    let files = FileSystem(assumesRemote: true)
    try await house.serving(house.daemon(settings(house), files: files)) { daemon in
      #expect(daemon.board.current.mode == .polling)
      let dropped = ContinuousClock.now
      try house.drop("a.txt", "order")
      await eventually("it is published") { house.results == ["a.txt.json"] }
      #expect(ContinuousClock.now - dropped >= .milliseconds(300), "it was not waited for")
    }
    #expect(house.archived.count == 1)
  }

  @Test("a file that grows between the looks is waited for, though nobody here has it open")
  func growing() async throws {
    let house = try SpoolHouse()
    let files = FileSystem(assumesRemote: true)
    var settings = settings(house)
    settings.readiness.remoteQuiet = 1_500
    try await house.serving(house.daemon(settings, files: files)) { _ in
      for _ in 1...8 {
        let writer = open("\(house.inbox)/a.txt", O_WRONLY | O_CREAT | O_APPEND, 0o644)
        #expect(write(writer, "x", 1) == 1)
        close(writer)
        try await Task.sleep(for: .milliseconds(60))
      }
      await eventually("it is published") { house.results == ["a.txt.json"] }
    }
    let day = try #require(house.visible("\(house.spool)/archive").first)
    let source = try #require(house.archived.first)
    #expect(house.text("\(house.spool)/archive/\(day)/\(source)") == "xxxxxxxx")
  }

  @Test("with fsync, the whole file system is never asked for")
  func fsync() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.drop("a.txt", "order")
    var settings = house.settings
    settings.durability = .fsync
    let plan = FaultPlan { call, _ in call == .syncFileSystem ? .fail(ENOSYS) : nil }
    #expect(try house.daemon(settings, files: plan.files).runOnce().published == 1)
    #expect(house.archived.count == 1)
  }
}
