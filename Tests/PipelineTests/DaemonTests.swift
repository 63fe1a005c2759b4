import Glibc
import Pipeline
import Testing

@Suite("The daemon")
struct DaemonTests {
  @Test("a thousand files dropped while it runs become a thousand results")
  func thousand() async throws {
    let house = try SpoolHouse()
    try await house.serving { _ in
      for number in 1...1_000 { try house.drop("order-\(number).txt", "客户来电 \(number)") }
      await eventually("all are published") { house.results.count == 1_000 }
      #expect(Set(house.results) == Set((1...1_000).map { "order-\($0).txt.json" }))
    }
    #expect(house.archived.count == 1_000)
    #expect(house.underWay == [])
    #expect(house.names(house.inbox) == [])
  }

  @Test("a file that is renamed in gets a result that names its claim")
  func one() async throws {
    let house = try SpoolHouse()
    try await house.serving { _ in
      try house.drop("a.txt", "停电了")
      await eventually("it is published") { house.results == ["a.txt.json"] }
    }
    let source = try #require(house.archived.first)
    let id = String(source.prefix(26))
    #expect(house.text("\(house.outbox)/a.txt.json").contains(id))
    #expect(source == "\(id)~a.txt")
  }

  @Test("the archive keeps the same result beside its source")
  func archiveCopy() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.drop("a.txt", "停电了")
    #expect(try house.daemon().runOnce().published == 1)
    let day = try #require(house.visible("\(house.spool)/archive").first)
    let id = String(try #require(house.archived.first).prefix(26))
    let copy = house.text("\(house.spool)/archive/\(day)/\(id).json")
    #expect(!copy.isEmpty)
    #expect(copy == house.text("\(house.outbox)/a.txt.json"))
  }

  @Test("an empty file is an order too")
  func empty() async throws {
    let house = try SpoolHouse()
    try await house.serving { _ in
      try house.drop("empty.txt", "")
      await eventually("it is published") { house.results == ["empty.txt.json"] }
    }
  }

  @Test("the same name again gets a second result beside the first")
  func sameName() async throws {
    let house = try SpoolHouse()
    try await house.serving { _ in
      try house.drop("a.txt", "one")
      await eventually("the first is published") { house.results == ["a.txt.json"] }
      let first = house.text("\(house.outbox)/a.txt.json")
      try house.drop("a.txt", "two")
      await eventually("the second is published") { house.results.count == 2 }
      #expect(house.text("\(house.outbox)/a.txt.json") == first)
      let second = try #require(house.results.first { $0 != "a.txt.json" })
      #expect(second.hasPrefix("a.txt.") && second.hasSuffix(".json") && second.count == 37)
    }
  }

  @Test("the status file tells what it does")
  func status() async throws {
    let house = try SpoolHouse()
    try await house.serving { daemon in
      try house.drop("a.txt", "one")
      await eventually("the status counts it") {
        house.text("\(house.spool)/status.json").contains("\"published\":1")
      }
      await eventually("the metrics count it") {
        house.text("\(house.spool)/metrics.prom")
          .contains("suqiu_published_total{instance=\"main\"} 1")
      }
      #expect(daemon.board.current.counts.published == 1)
      #expect(daemon.board.current.rules.digest == "sha256:test")
    }
    #expect(house.text("\(house.spool)/status.json").hasPrefix("{\"state\":\"stopped\""))
  }

  @Test("once takes what is there, and leaves what somebody still writes")
  func once() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.write("\(house.inbox)/ready.txt", "one")
    let writer = open("\(house.inbox)/busy.txt", O_WRONLY | O_CREAT, 0o644)
    defer { close(writer) }
    let counts = try house.daemon().runOnce()
    #expect(counts.published == 1)
    #expect(house.results == ["ready.txt.json"])
    #expect(house.visible(house.inbox) == ["busy.txt"])
    #expect(house.underWay == [])
  }

  @Test("once with nothing to do does nothing")
  func onceEmpty() throws {
    let house = try SpoolHouse()
    #expect(try house.daemon().runOnce() == WorkCounts())
    #expect(house.results == [])
  }

  @Test("several daemons share one inbox, and each file is taken once", arguments: [2, 4])
  func instances(count: Int) async throws {
    let house = try SpoolHouse()
    let others = (2...count).map { _ in house.daemon() }
    try await house.serving { _ in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for other in others { group.addTask { try await other.run() } }
        await eventually("all are ready") {
          house.events.count { if case .ready = $0 { true } else { false } } == count
        }
        for number in 1...200 { try house.drop("order-\(number).txt", "\(number)") }
        await eventually("all are published") { house.results.count == 200 }
        for other in others { other.stop() }
        try await group.waitForAll()
      }
    }
    #expect(Set(house.results) == Set((1...200).map { "order-\($0).txt.json" }))
    #expect(house.archived.count == 200)
  }

  @Test("a spool that cannot be made ends the start with a sentence")
  func noSpool() async throws {
    let house = try SpoolHouse()
    try house.write("\(house.root)/file", "")
    let daemon = house.daemon(Settings(spool: "\(house.root)/file/spool", outbox: house.outbox))
    await #expect(throws: PipelineFailure.self) { try await daemon.run() }
    #expect(house.events.contains { if case .failed = $0 { true } else { false } })
  }
}
