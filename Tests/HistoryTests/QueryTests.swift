import Foundation
import History
import TestSupport
import Testing

@Suite("The index and its questions")
struct QueryTests {
  let folder: TemporaryFolder
  let records: [OrderRecord]
  let store: HistoryStore
  let reader: HistoryReader

  init() throws {
    folder = try TemporaryFolder()
    records = InventedHistory.records(600, seed: 9)
    store = try HistoryStore(path: folder.path + "/index.sqlite")
    try InventedHistory.add(records, to: store)
    reader = try HistoryReader(path: store.path)
  }

  private func ids(_ filter: OrderFilter) throws -> [String] {
    try reader.orders(filter, limit: 1_000).orders.map(\.id)
  }

  /// The ids a plain look through all records gives, newest first.
  private func plainly(_ isWanted: (OrderRecord) -> Bool) -> Set<String> {
    Set(records.filter(isWanted).map(\.id))
  }

  @Test("what goes in comes out again, whole")
  func whole() throws {
    let out = try reader.orders(limit: 1_000).orders
    #expect(out.sorted { $0.id < $1.id } == records.sorted { $0.id < $1.id })
    #expect(try reader.order(id: records[7].id) == records[7])
    #expect(try reader.order(id: "nobody") == nil)
  }

  @Test("every filter finds what a look through all records finds")
  func filters() throws {
    var filter = OrderFilter()
    filter.labels = ["cause:lightning"]
    #expect(try Set(ids(filter)) == plainly { $0.causes.contains { $0.key == "cause:lightning" } })
    filter.labels = ["cause:lightning", "cause:tree", "channel:unknown"]
    #expect(
      try Set(ids(filter))
        == plainly {
          $0.causes.map(\.key) == ["cause:lightning", "cause:tree"]
            && $0.attributes["channel"] == "unknown"
        })
    filter = OrderFilter()
    filter.labels = ["channel:hall"]
    filter.unit = "第3供电所"
    #expect(
      try Set(ids(filter))
        == plainly { $0.attributes["channel"] == "hall" && $0.place.unit == "第3供电所" })
    filter = OrderFilter()
    filter.needsReview = true
    filter.city = "城市4"
    #expect(
      try Set(ids(filter)) == plainly { !$0.reviewReasons.isEmpty && $0.place.city == "城市4" })
    filter = OrderFilter(
      fromDay: DeskTime(day: "2025-01-01"), toDay: DeskTime(day: "2025-03-31"))
    filter.rules = ["pack0.rule5"]
    #expect(
      try Set(ids(filter))
        == plainly {
          $0.rules.contains("pack0.rule5")
            && ("2025-01-01"..."2025-03-31").contains($0.time.dayText)
        })
    filter = OrderFilter()
    filter.sha256 = String(records[5].sha256.prefix(12))
    #expect(try ids(filter) == [records[5].id])
    filter = OrderFilter()
    filter.ruleset = records[0].ruleset
    #expect(try Set(ids(filter)) == plainly { $0.ruleset == records[0].ruleset })
    filter = OrderFilter()
    filter.labels = ["cause:nobody_knows"]
    #expect(try ids(filter) == [] && reader.count(filter) == 0)
  }

  @Test("what waits for a person comes newest first, in pages that join without a gap")
  func waiting() throws {
    let expected = records.filter { !$0.reviewReasons.isEmpty }.sorted {
      ($1.time.seconds, $1.id) < ($0.time.seconds, $0.id)
    }
    var found: [HistoryReader.WaitingOrder] = []
    while true {
      let page = try reader.waiting(after: found.last?.mark, limit: 7)
      found += page
      if page.count < 7 { break }
    }
    #expect(Set(found.map(\.id)) == Set(expected.map(\.id)) && found.count == expected.count)
    #expect(found.first?.id == expected.first?.id && found.first?.sha256 == expected.first?.sha256)
    let from = expected[expected.count / 2].time
    let newer = try reader.waiting(from: from, limit: 1_000)
    #expect(newer.count == expected.filter { $0.time >= from }.count)
  }

  @Test("pages follow each other from the newest to the oldest, none lost, none twice")
  func pages() throws {
    var filter = OrderFilter()
    filter.labels = ["intent:inquiry"]
    var seen: [String] = []
    var mark: PageMark?
    repeat {
      let page = try reader.orders(filter, after: mark, limit: 7)
      seen += page.orders.map(\.id)
      mark = page.next.flatMap { PageMark($0.text) }
    } while mark != nil
    #expect(try seen == ids(filter))
    #expect(try seen.count == reader.count(filter) && Set(seen).count == seen.count)
    #expect(try reader.count(filter, atMost: 10) == 10)
  }

  @Test("counts agree with counting by hand, crossed or not")
  func counts() throws {
    for count in try reader.counts(by: [.cause]) {
      #expect(count.orders == records.count { $0.causes.contains { $0.key == count.key } })
    }
    let crossed = try reader.counts(by: [.cause, .attribute("channel"), .week])
    #expect(crossed.reduce(0) { $0 + $1.orders } == records.reduce(0) { $0 + $1.causes.count })
    let one = try #require(crossed.first)
    #expect(
      one.orders
        == records.count { record in
          record.causes.contains { $0.key == one.keys[0] }
            && "channel:\(record.attributes["channel"] ?? "")" == one.keys[1]
            && String(record.time.weekStart) == one.keys[2]
        })
    var filter = OrderFilter()
    filter.labels = ["cause:lightning"]
    let days = try reader.counts(by: [.day], filter)
    #expect(try days.reduce(0) { $0 + $1.orders } == reader.count(filter))
    #expect(try reader.counts(by: [.unit]).reduce(0) { $0 + $1.orders } == records.count)
  }

  @Test("the same file added twice counts once")
  func twice() throws {
    let before = try reader.all()
    try InventedHistory.add(records, to: store)
    #expect(try reader.all() == before)
  }

  @Test("what is taken out leaves no trace in any question")
  func removal() throws {
    let gone = records.filter { $0.archiveDay < "2025-06-01" }
    for record in gone { try store.remove([record.id], of: record.archiveDay) }
    let other = try HistoryStore(path: folder.path + "/other.sqlite")
    try InventedHistory.add(records.filter { $0.archiveDay >= "2025-06-01" }, to: other)
    let left = try HistoryReader(path: other.path)
    #expect(try reader.all() == left.all())
    #expect(try reader.counts(by: [.rule, .day]) == left.counts(by: [.rule, .day]))
    #expect(try reader.counts(by: [.cause]) == left.counts(by: [.cause]))
  }

  @Test("orders the archive has let go of keep labels and times and lose their words")
  func letGo() throws {
    let record = records[3]
    try store.letGo([record.id], of: record.archiveDay)
    let kept = try #require(try reader.order(id: record.id))
    #expect(kept.causes == record.causes && kept.time == record.time)
    #expect(kept.quotes == [] && kept.file == "")
    #expect(try !store.claims(of: record.archiveDay).contains(record.id))
  }

  @Test("a broken file and one of another version are begun anew")
  func broken() throws {
    let path = try folder.write("this is no database, and long enough to be taken for one", to: "b")
    #expect(throws: HistoryFailure.self) { try HistoryReader(path: path) }
    let store = try HistoryStore(path: path)
    try InventedHistory.add(Array(records.prefix(3)), to: store)
    #expect(try HistoryReader(path: path).count() == 3)
  }

  @Test("a reader notices that its index was deleted")
  func deleted() throws {
    #expect(reader.isCurrent)
    try FileManager.default.removeItem(atPath: store.path)
    #expect(!reader.isCurrent)
    let failure = #expect(throws: HistoryFailure.self) { try HistoryReader(path: store.path) }
    #expect(failure.map { "\($0)" }?.contains("`suqiu index`") == true)
  }
}
