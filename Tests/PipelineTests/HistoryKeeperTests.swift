import Glibc
import History
import Pipeline
import Testing
import Transcripts

/// The history index beside the daemon.
@Suite("History index")
struct HistoryKeeperTests {
  private func keeper(_ house: SpoolHouse) -> HistoryKeeper {
    HistoryKeeper(spool: house.spool, reader: DocumentReader(layouts: Layouts()))
  }

  private func reader(_ house: SpoolHouse) throws -> HistoryReader {
    try HistoryReader(path: HistoryKeeper.path(inSpool: house.spool))
  }

  private func settings(_ house: SpoolHouse) -> Settings {
    var settings = house.settings
    settings.keepsHistory = true
    settings.times.historyGather = 20
    settings.times.historyIdle = 50
    return settings
  }

  @Test("one command builds it from the archive, and a second one finds nothing to do")
  func building() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    for number in 0..<7 { try house.drop("a\(number).txt", "第\(number)户停电了") }
    try house.drop("rows.jsonl", #"{"id":"1","text":"停电"}"# + "\n{]\n" + #"{"id":"2","text":"电费"}"#)
    _ = try house.daemon().runOnce()
    var steps: [Int] = []
    let outcome = try keeper(house).catchUp { done, all in
      steps.append(done)
      #expect(all == 8)
    }
    #expect(outcome.files == 8 && outcome.orders == 9 && steps.last == 8)
    let orders = try reader(house).orders().orders
    #expect(orders.count == 9 && orders.allSatisfy { !$0.archiveDay.isEmpty })
    #expect(Set(orders.map(\.row)) == [0, 1, 3])
    let before = try reader(house).all()
    #expect(try keeper(house).catchUp() == HistoryKeeper.Outcome())
    #expect(try keeper(house).catchUp(everything: true).orders == 9)
    #expect(try reader(house).all() == before)
  }

  @Test("deleted under load it is there again, and equal to one built from the archive")
  func deletedUnderLoad() async throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    let path = HistoryKeeper.path(inSpool: house.spool)
    try await house.serving(house.daemon(settings(house))) { _ in
      for number in 0..<240 {
        try house.drop("a\(number).txt", "第\(number)户停电了")
        if number % 60 == 45 {
          await eventually("there is an index") { access(path, F_OK) == 0 }
          // The log beside it stays: the next index must not take it for its own.
          #expect(unlink(path) == 0)
        }
        try await Task.sleep(for: .milliseconds(3))
      }
      await eventually("every order is in the index") {
        (try? HistoryReader(path: path).count()) == 240
      }
    }
    let kept = try reader(house).all()
    for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
    #expect(try keeper(house).catchUp().orders == 240)
    #expect(try reader(house).all() == kept)
    #expect(house.results.count == 240)
  }

  @Test("the end of the daemon is heard in the midst of indexing", arguments: 1...6)
  func stopping(_ round: Int) async throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    for number in 0..<(round * 100) { try house.drop("a\(number).txt", "停电了") }
    _ = try house.daemon().runOnce()
    var settings = settings(house)
    // Whoever misses the bell would rest for an hour.
    settings.times.historyIdle = 3_600_000
    let began = ContinuousClock.now
    try await house.serving(house.daemon(settings)) { _ in
      try await Task.sleep(for: .milliseconds(round * 15))
    }
    #expect(ContinuousClock.now - began < .seconds(30))
  }

  @Test("an index that cannot be written is told of once and keeps no order from its way")
  func unusable() async throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    // A folder in the place of the file.
    for path in ["\(house.spool)/history", "\(house.spool)/history/index.sqlite"] {
      #expect(mkdir(path, 0o755) == 0)
    }
    try await house.serving(house.daemon(settings(house))) { _ in
      for number in 0..<20 { try house.drop("a\(number).txt", "停电了") }
      await eventually("all are published") { house.results.count == 20 }
      await eventually("somebody says so") {
        house.events.contains { if case .historyUnavailable = $0 { true } else { false } }
      }
    }
  }

  @Test("words of orders leave with the archive; their labels and days stay")
  func retention() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.drop("a.txt", "停电了")
    _ = try house.daemon().runOnce()
    _ = try keeper(house).catchUp()
    let day = try #require(house.visible("\(house.spool)/archive").first)
    for name in house.names("\(house.spool)/archive/\(day)") {
      unlink("\(house.spool)/archive/\(day)/" + String(decoding: name, as: UTF8.self))
    }
    #expect(try keeper(house).catchUp().gone == 1)
    let order = try #require(try reader(house).orders().orders.first)
    #expect(order.archiveDay == day && order.file == "" && order.quotes == [])
    #expect(try keeper(house).catchUp() == HistoryKeeper.Outcome())
  }

  @Test("a spool without an archive is told of in words")
  func noArchive() throws {
    let house = try SpoolHouse()
    let failure = #expect(throws: HistoryKeeper.Failure.self) { try keeper(house).catchUp() }
    #expect(failure.map { "\($0)" }?.contains("--spool") == true)
  }
}
