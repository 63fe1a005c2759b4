import Glibc
import Pipeline
import Synchronization
import Testing

/// The wall clock dates, and decides nothing.
@Suite("Clocks and order")
struct ClockTests {
  /// `seq` of every result, in the order of the archive's ids.
  private func sequences(_ house: SpoolHouse) -> [String] {
    house.results.compactMap { name in
      let text = house.text("\(house.outbox)/\(name)")
      guard let mark = text.firstRange(of: "\"seq\":\"") else { return nil }
      return String(text[mark.upperBound...].prefix { $0 != "\"" })
    }
  }

  @Test("a wall clock that jumps a day and a year, back and forth, holds nothing up")
  func jumps() async throws {
    let house = try SpoolHouse()
    let offset = Mutex<Int64>(0)
    let clocks = Clocks(wall: { Clocks.today + offset.withLock { $0 } })
    var settings = house.settings
    settings.readiness.quiet = 50
    try await house.serving(house.daemon(settings, clocks: clocks)) { _ in
      var count = 0
      for days in [0, 1, -1, 400, 0] as [Int64] {
        offset.withLock { $0 = days * 86_400_000 }
        for number in 1...10 { try house.drop("renamed\(days)-\(count)-\(number)", "order") }
        try house.write("\(house.inbox)/written\(days)-\(count)", "order")
        count += 11
        await eventually("all have results at \(days) days", within: 20) { [count] in
          house.results.count == count
        }
      }
    }
    #expect(house.archived.count == 55)
    #expect(Set(house.archived.map { $0.prefix(26) }).count == 55)
    #expect(house.visible("\(house.spool)/archive").count == 4)
    #expect(house.underWay == [])
  }

  @Test("seq rises with each claim, also within a millisecond and over a clock set back a little")
  func sequence() async throws {
    let house = try SpoolHouse()
    let start = Clocks.today
    let calls = Mutex<Int64>(0)
    // Every fourth reading is 300 ms early, the rest stand still.
    let clocks = Clocks(
      wall: {
        calls.withLock {
          $0 += 1
          return $0 % 4 == 0 ? start - 300 : start
        }
      })
    try house.makeFolders()
    for number in 100...299 { try house.drop("\(number)", "order") }
    _ = try house.daemon(clocks: clocks).runOnce()
    let published = house.events.all.compactMap { event -> String? in
      if case .published(let id, _, _, _, _) = event { "\(id.sequence)" } else { nil }
    }
    #expect(published.count == 200)
    #expect(published == published.sorted() && Set(published).count == 200)
    #expect(published.allSatisfy { $0.count == 16 })
    #expect(sequences(house).sorted() == published)
  }

  @Test("a redo of the same order carries the same seq")
  func redone() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    let held = "01K3A0000000000000000000AB~a.txt"
    try house.write("\(house.spool)/work/main/\(held)", "停电")
    #expect(try house.daemon().runOnce().published == 1)
    let first = sequences(house)
    #expect(first.count == 1)
    for name in house.results { unlink("\(house.outbox)/\(name)") }
    try house.write("\(house.spool)/work/main/\(held)", "停电")
    #expect(try house.daemon().runOnce().published == 1)
    #expect(sequences(house) == first)
  }
}
