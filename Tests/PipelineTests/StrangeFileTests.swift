import Glibc
import Pipeline
import Testing

/// What is not a plain file of reasonable size, and what cannot be read.
@Suite("Strange files")
struct StrangeFileTests {
  /// A spool with one good order, so that every test sees the others go on.
  private func house() throws -> SpoolHouse {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.write("\(house.inbox)/good.txt", "order")
    return house
  }

  private func runTwice(_ house: SpoolHouse) throws {
    _ = try house.daemon().runOnce()
    #expect(house.results == ["good.txt.json"])
  }

  @Test("a folder stays in place and is told of")
  func folder() throws {
    let house = try house()
    try #require(mkdir("\(house.inbox)/folder", 0o755) == 0)
    try runTwice(house)
    #expect(house.visible(house.inbox) == ["folder"])
    #expect(
      house.events.contains { if case .leftInPlace("folder", _, _) = $0 { true } else { false } })
  }

  @Test("a pipe stays in place and blocks nobody")
  func pipe() throws {
    let house = try house()
    try #require(mkfifo("\(house.inbox)/pipe", 0o644) == 0)
    try runTwice(house)
    #expect(house.visible(house.inbox) == ["pipe"])
  }

  @Test("a device stays in place and is never read", .enabled(if: geteuid() == 0))
  func device() throws {
    let house = try house()
    // 1, 5: /dev/zero, which would never end.
    try #require(mknod("\(house.inbox)/zero", S_IFCHR | 0o644, 1 << 8 | 5) == 0)
    try runTwice(house)
    #expect(house.visible(house.inbox) == ["zero"])
    #expect(house.events.contains { if case .leftInPlace = $0 { true } else { false } })
  }

  @Test("a socket stays in place and is never opened")
  func socket() throws {
    let house = try house()
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array("\(house.inbox)/socket".utf8)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    let end = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(end) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let code = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(end, $0, size) }
    }
    try #require(code == 0, "bind: \(errno)")
    try runTwice(house)
    #expect(house.visible(house.inbox) == ["socket"])
  }

  @Test("a link stays in place, whatever it points at")
  func link() throws {
    let house = try house()
    try #require(symlink("/etc/passwd", "\(house.inbox)/link") == 0)
    try #require(symlink("nowhere", "\(house.inbox)/dangling") == 0)
    try runTwice(house)
    #expect(house.visible(house.inbox) == ["dangling", "link"])
  }

  @Test("what stays in place is told of once, not with every scan")
  func once() async throws {
    let house = try house()
    try #require(mkdir("\(house.inbox)/folder", 0o755) == 0)
    var settings = house.settings
    settings.times.scan = 20
    try await house.serving(house.daemon(settings)) { _ in
      await eventually("the good one is published") { house.results.count == 1 }
    }
    #expect(house.events.count { if case .leftInPlace = $0 { true } else { false } } == 1)
  }

  @Test("a file with two names is refused, with a reason people can act on")
  func hardLink() throws {
    let house = try house()
    try house.write("\(house.root)/secret", "secret")
    try #require(Glibc.link("\(house.root)/secret", "\(house.inbox)/linked.txt") == 0)
    try runTwice(house)
    #expect(house.visible("\(house.spool)/quarantine") == ["linked.txt", "linked.txt.why.txt"])
    let why = house.text("\(house.spool)/quarantine/linked.txt.why.txt")
    for part in ["what", "where", "why", "fix", "hard_link"] { #expect(why.contains(part)) }
  }

  @Test("a file that is too large is refused by its size alone")
  func tooLarge() throws {
    let house = try house()
    try house.write("\(house.inbox)/huge.txt", "")
    try #require(truncate("\(house.inbox)/huge.txt", 1 << 40) == 0)
    try runTwice(house)
    #expect(house.visible("\(house.spool)/quarantine") == ["huge.txt", "huge.txt.why.txt"])
    #expect(house.text("\(house.spool)/quarantine/huge.txt.why.txt").contains("too_large"))
  }

  @Test("the same name refused twice is kept twice")
  func refusedTwice() throws {
    let house = try house()
    for _ in 1...2 {
      try house.write("\(house.inbox)/huge.txt", "")
      try #require(truncate("\(house.inbox)/huge.txt", 5 << 20) == 0)
      _ = try house.daemon().runOnce()
    }
    #expect(house.visible("\(house.spool)/quarantine").count == 4)
  }

  @Test("a file that cannot be read is refused")
  func unreadable() throws {
    let house = try house()
    try house.write("\(house.inbox)/bad.txt", "order")
    // Root reads everything, so the system's answer is put in its place.
    let plan = FaultPlan { call, _ in call == .read ? .fail(EACCES) : nil }
    _ = try house.daemon(files: plan.files).runOnce()
    #expect(house.results == [])
    #expect(house.visible("\(house.spool)/quarantine").count == 4)
    #expect(house.text("\(house.spool)/quarantine/bad.txt.why.txt").contains("unreadable"))
  }

  @Test("a file that may not be moved is told of once, left, and tried again")
  func unmovable() async throws {
    let house = try SpoolHouse()
    let plan = FaultPlan(armed: false) { call, _ in call == .rename ? .fail(EPERM) : nil }
    var settings = house.settings
    settings.times.scan = 20
    settings.readiness.quiet = 20
    try await house.serving(house.daemon(settings, files: plan.files)) { _ in
      plan.begin()
      try house.drop("a.txt", "order")
      await eventually("it is told of") {
        house.events.contains { if case .cannotClaim = $0 { true } else { false } }
      }
      #expect(house.visible(house.inbox) == ["a.txt"])
      try await Task.sleep(for: .milliseconds(200))
      plan.mend()
      await eventually("it is published") { house.results == ["a.txt.json"] }
    }
    #expect(house.events.count { if case .cannotClaim = $0 { true } else { false } } == 1)
  }
}
