import History
import TestSupport
import Testing

@Suite("A search that may look at a few orders at a time")
struct BoundedSearchTests {
  let folder: TemporaryFolder
  let records: [OrderRecord]
  let store: HistoryStore
  let reader: HistoryReader

  init() throws {
    folder = try TemporaryFolder()
    var records = InventedHistory.records(300, seed: 4)
    for number in records.indices {
      // The orders of long files: very many of one second, and some of the seconds next to it.
      let drop = DeskTime(day: "2025-02-03") ?? DeskTime(0)
      if number % 3 == 0 { records[number].time = drop }
      if number % 3 == 1 { records[number].time = DeskTime(drop.seconds + number % 5 - 2) }
      records[number].topics.append(
        .init(key: number % 2 == 0 ? "topic:even" : "topic:odd", zh: "主题", score: 1))
      if number % 50 == 0 { records[number].place.city = "稀城" }
      if number % 7 == 0 { records[number].place.hall = "城南厅" }
    }
    self.records = records
    store = try HistoryStore(path: folder.path + "/index.sqlite")
    try InventedHistory.add(records, to: store)
    reader = try HistoryReader(path: store.path)
  }

  /// The ids a plain look through all records gives, the newest first, the last come first.
  private func plainly(_ isWanted: (OrderRecord) -> Bool) -> [String] {
    records.filter(isWanted).sorted { ($0.time, $0.id) > ($1.time, $1.id) }.map(\.id)
  }

  private typealias Search = (
    name: String, change: @Sendable (inout OrderFilter) -> Void,
    isWanted: @Sendable (OrderRecord) -> Bool
  )

  private static func has(_ record: OrderRecord, _ topic: String) -> Bool {
    record.topics.contains { $0.key == topic }
  }

  private static let searches: [Search] = [
    ("everything", { _ in }, { _ in true }),
    (
      "labels that never meet", { $0.labels = ["topic:odd", "topic:even"] }, { _ in false }
    ),
    (
      "a label and a city", { ($0.labels, $0.city) = (["topic:even"], "城市4") },
      { has($0, "topic:even") && $0.place.city == "城市4" }
    ),
    (
      "a label and a city that never meet", { ($0.labels, $0.city) = (["topic:odd"], "稀城") },
      { has($0, "topic:odd") && $0.place.city == "稀城" }
    ),
    (
      "a hall and a value most orders have",
      { ($0.hall, $0.labels) = ("城南厅", ["channel:unknown", "topic:odd"]) },
      {
        $0.place.hall == "城南厅" && $0.attributes["channel"] == "unknown" && has($0, "topic:odd")
      }
    ),
    (
      "what waits for a person in a unit", { ($0.needsReview, $0.unit) = (true, "第3供电所") },
      { !$0.reviewReasons.isEmpty && $0.place.unit == "第3供电所" }
    ),
    (
      "what does not wait, from a day on",
      { ($0.needsReview, $0.from) = (false, DeskTime(day: "2025-02-03")) },
      { $0.reviewReasons.isEmpty && $0.time.dayText >= "2025-02-03" }
    ),
    (
      "a rule, a label and no hall",
      { ($0.rules, $0.labels, $0.hall) = (["pack0.rule5"], ["topic:even"], "") },
      { $0.rules.contains("pack0.rule5") && has($0, "topic:even") && $0.place.hall.isEmpty }
    ),
  ]

  @Test(
    "page by page finds what a plain look through all records finds, in its order, none lost or twice",
    arguments: searches.indices, [1, 2, 5, 64, 1_000])
  func whole(_ place: Int, _ most: Int) throws {
    let search = Self.searches[place]
    var filter = OrderFilter()
    search.change(&filter)
    var seen: [String] = []
    var mark: PageMark?
    var pages = 0
    repeat {
      let page = try reader.orders(filter, after: mark, limit: 4, within: .orders(most))
      #expect(page.orders.count <= min(4, most))
      // Whoever is told to go on from a page that is not full is told why, and nobody else.
      #expect((page.searchedTo != nil) == (page.next != nil && page.orders.count < 4))
      seen += page.orders.map(\.id)
      mark = page.next.flatMap { PageMark($0.text) }
      pages += 1
    } while mark != nil && pages <= records.count + 1
    #expect(mark == nil && seen == plainly(search.isWanted), "\(search.name)")
    #expect(try reader.orders(filter, limit: 1_000).orders.map(\.id) == seen, "\(search.name)")
  }

  @Test("the condition with the fewest orders is walked, whichever of label, place or review it is")
  func rarest() throws {
    var filter = OrderFilter()
    filter.labels = ["topic:odd"]
    filter.city = "稀城"
    let few = plainly { $0.place.city == "稀城" }.count
    // One more than there are: the search comes to its end within them.
    #expect(try reader.orders(filter, within: .orders(few + 1)) == OrderPage())
    filter = OrderFilter()
    filter.city = "城市4"
    filter.needsReview = true
    let waiting = plainly { !$0.reviewReasons.isEmpty }.count
    #expect(try reader.orders(filter, within: .orders(waiting + 1)).next == nil)
  }

  @Test("of two conditions with very many orders the one that is rarer of late is walked")
  func rarer() throws {
    let other = try HistoryStore(path: folder.path + "/many.sqlite")
    let many = (0..<4_100).map { number in
      var record = OrderRecord()
      record.id = "\(10_000 + number)"
      record.time = DeskTime(1_700_000_000 + number)
      record.topics = [.init(key: "topic:all", zh: "主题", score: 1)]
      if number % 2 == 0 { record.place.hall = "城南厅" }
      return record
    }
    try other.add([.init(day: "2025-01-01", claim: "1", records: many)])
    var filter = OrderFilter()
    filter.labels = ["topic:all"]
    filter.hall = "城南厅"
    let page = try HistoryReader(path: other.path).orders(filter, limit: 50, within: .orders(50))
    #expect(page.orders.count == 50 && page.searchedTo == nil)
  }

  @Test("an order number or a digest is found at once, whatever else is asked")
  func direct() throws {
    var numbered = records[1]
    numbered.id = "numbered"
    numbered.orderNumber = "95598-1"
    try InventedHistory.add([numbered], to: store)
    var filter = OrderFilter()
    filter.labels = ["topic:odd"]
    filter.orderNumber = "95598-1"
    let found = try reader.orders(filter, within: .orders(2))
    #expect(found.orders == [numbered] && found.next == nil)
    filter = OrderFilter()
    filter.labels = ["topic:even"]
    filter.sha256 = records[8].sha256
    #expect(try reader.orders(filter, within: .orders(2)).orders == [records[8]])
  }

  @Test("a bounded count is right when it says it is all, and never too many")
  func count() throws {
    for search in Self.searches {
      var filter = OrderFilter()
      search.change(&filter)
      let right = plainly(search.isWanted).count
      for most in [1, 10, 1_000] {
        let (orders, isAll) = try reader.count(filter, atMost: 500, within: .orders(most))
        #expect(isAll ? orders == right : orders <= right, "\(search.name)")
      }
      let (_, isAll) = try reader.count(filter, atMost: 500, within: .orders(1_000))
      #expect(isAll, "\(search.name)")
    }
  }

  @Test("a mark nobody made finds nothing or something, and breaks nothing")
  func strange() throws {
    var filter = OrderFilter()
    filter.labels = ["topic:odd", "cause:tree"]
    for text in ["9223372036854775807-9223372036854775807", "0-0", "1-9223372036854775807"] {
      _ = try reader.orders(filter, after: PageMark(text), within: .orders(3))
    }
  }
}
