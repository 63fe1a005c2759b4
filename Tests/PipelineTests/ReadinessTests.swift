import Glibc
import Pipeline
import Testing

/// When a file counts as complete.
@Suite("Readiness", .serialized)
struct ReadinessTests {
  private func settings(_ house: SpoolHouse) -> Settings {
    var settings = house.settings
    settings.readiness.quiet = 150
    settings.readiness.linkQuiet = 200
    settings.readiness.busyRetry = 30
    return settings
  }

  @Test("a file renamed in is taken at once, whatever the quiet time")
  func renamed() async throws {
    let house = try SpoolHouse()
    var settings = house.settings
    settings.readiness.quiet = 60_000
    settings.readiness.linkQuiet = 60_000
    try await house.serving(house.daemon(settings)) { _ in
      try house.drop("a.txt", "order")
      await eventually("it is published", within: 5) { house.results == ["a.txt.json"] }
    }
  }

  @Test("a slow writer is waited for, and its result is of the whole text")
  func slowWriter() async throws {
    let house = try SpoolHouse()
    try await house.serving(house.daemon(settings(house))) { _ in
      let writer = open("\(house.inbox)/slow.txt", O_WRONLY | O_CREAT, 0o644)
      for _ in 1...20 {
        #expect(write(writer, "停电", 6) == 6)
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(house.results == [])
      // Silent, but not closed: longer than the quiet time.
      try await Task.sleep(for: .milliseconds(400))
      #expect(house.results == [])
      close(writer)
      await eventually("it is published") { house.results == ["slow.txt.json"] }
    }
    let day = try #require(house.visible("\(house.spool)/archive").first)
    let source = try #require(house.archived.first)
    #expect(house.text("\(house.spool)/archive/\(day)/\(source)").utf8.count == 120)
  }

  @Test("a file that is written to after the rename is waited for in work")
  func renamedWhileOpen() async throws {
    let house = try SpoolHouse()
    try await house.serving(house.daemon(settings(house))) { _ in
      let writer = open("\(house.root)/outside", O_WRONLY | O_CREAT, 0o644)
      #expect(rename("\(house.root)/outside", "\(house.inbox)/a.txt") == 0)
      #expect(write(writer, "one", 3) == 3)
      try await Task.sleep(for: .milliseconds(200))
      #expect(house.results == [])
      #expect(write(writer, "two", 3) == 3)
      close(writer)
      await eventually("it is published") { house.results == ["a.txt.json"] }
    }
    let day = try #require(house.visible("\(house.spool)/archive").first)
    let source = try #require(house.archived.first)
    #expect(house.text("\(house.spool)/archive/\(day)/\(source)") == "onetwo")
  }

  @Test("a file appended to in pieces by many writers is taken when they are quiet")
  func pieces() async throws {
    let house = try SpoolHouse()
    var settings = settings(house)
    // Long, so that a machine busy with other tests does not make the writer look quiet.
    settings.readiness.quiet = 1_500
    try await house.serving(house.daemon(settings)) { _ in
      for _ in 1...5 {
        let writer = open("\(house.inbox)/a.txt", O_WRONLY | O_CREAT | O_APPEND, 0o644)
        #expect(write(writer, "x", 1) == 1)
        close(writer)
        try await Task.sleep(for: .milliseconds(30))
      }
      await eventually("it is published") { house.results == ["a.txt.json"] }
    }
    let day = try #require(house.visible("\(house.spool)/archive").first)
    let source = try #require(house.archived.first)
    #expect(house.text("\(house.spool)/archive/\(day)/\(source)") == "xxxxx")
  }

  @Test("a Maildir-style link is taken once its first name is gone")
  func linkAndUnlink() async throws {
    let house = try SpoolHouse()
    try await house.serving(house.daemon(settings(house))) { _ in
      try house.write("\(house.root)/tmp", "order")
      #expect(link("\(house.root)/tmp", "\(house.inbox)/a.txt") == 0)
      #expect(unlink("\(house.root)/tmp") == 0)
      await eventually("it is published") { house.results == ["a.txt.json"] }
    }
  }

  @Test("with markers, a file waits for its marker, and the marker goes")
  func markers() async throws {
    let house = try SpoolHouse()
    var settings = settings(house)
    settings.readiness.markerSuffix = ".done"
    try await house.serving(house.daemon(settings)) { _ in
      try house.drop("a.txt", "order")
      try await Task.sleep(for: .milliseconds(150))
      #expect(house.results == [])
      try house.drop("a.txt.done", "")
      await eventually("it is published") { house.results == ["a.txt.json"] }
      await eventually("the marker is gone") { house.names(house.inbox) == [] }
    }
  }

  @Test("files that lay there before the start are taken, oldest first")
  func before() async throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    for (age, name) in ["c", "a", "b"].enumerated() {
      try house.write("\(house.inbox)/\(name)", "order")
      var times = [
        timespec(tv_sec: 1_000 + age, tv_nsec: 0), timespec(tv_sec: 1_000 + age, tv_nsec: 0),
      ]
      #expect(utimensat(AT_FDCWD, "\(house.inbox)/\(name)", &times, 0) == 0)
    }
    try await house.serving(house.daemon(settings(house))) { _ in
      await eventually("all are published") { house.results.count == 3 }
    }
    let order = house.events.all.compactMap { event -> String? in
      if case .published(_, let name, _, _, _) = event { "\(name)" } else { nil }
    }
    #expect(order == ["c", "a", "b"])
  }
}
