internal import GRDB

/// A filter as SQL: the part of the index it walks along, and what else must hold.
struct FilterSQL {
  /// Conditions that all hold, and what their `?` stand for.
  struct Clause {
    fileprivate(set) var conditions: [String] = []
    fileprivate(set) var arguments: [any DatabaseValueConvertible] = []

    static func + (one: Clause, other: Clause) -> Clause {
      Clause(
        conditions: one.conditions + other.conditions, arguments: one.arguments + other.arguments)
    }

    /// `WHERE …`; empty without conditions.
    var text: String {
      conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    }

    /// 1 when all hold, else 0; stops at the first that does not.
    var verdict: String {
      conditions.isEmpty
        ? "1" : "CASE " + conditions.map { "WHEN NOT (\($0)) THEN 0 " }.joined() + "ELSE 1 END"
    }
  }

  /// Nothing can meet it: it names what the index has never seen.
  private(set) var isEmpty = false
  /// What the index finds at once, with no order between that does not fit.
  private(set) var walked = Clause()
  /// What each order on the way is asked.
  private(set) var tests = Clause()
  /// Whether a condition speaks of the order `o`.
  private var needsOrder = false
  private var index = "orders_at"
  /// The table alias that holds time, unit and review.
  private(set) var lead = "d"

  /// Of a dimension the numbers of its names are given: their marks are walked, and no other part.
  ///
  /// With a mark only orders before it are looked at, which may make another part the rarest.
  init(
    _ filter: OrderFilter, dimension: [Int64]?, after mark: PageMark? = nil, _ database: Database
  ) throws {
    guard let sought = try SoughtOrders(filter, database) else {
      isEmpty = true
      return
    }
    var part: WalkedPart?
    if let dimension {
      walk("d.name IN (\(dimension.map(String.init).joined(separator: ",")))")
    } else {
      let rarest = try WalkedPart.rarest(sought, filter, after: mark, database)
      part = rarest
      begin(rarest, filter)
    }
    if let from = filter.from { walk("\(lead).at >= ?", from.seconds) }
    if let until = filter.until { walk("\(lead).at < ?", until.seconds) }
    addTests(sought, filter, but: part)
  }

  private mutating func begin(_ part: WalkedPart, _ filter: OrderFilter) {
    if case .mark = part {} else { lead = "o" }
    index = part.index
    switch part {
    case .mark(let number): walk("d.name = ?", number)
    case .column(let column, let number): walk("o.\(column) = ?", number)
    // A constant, so that the partial index may be used.
    case .review: walk("o.review = 1")
    case .number: walk("o.number = ? AND o.number <> ''", filter.orderNumber ?? "")
    case .digest:
      let digits = Self.digits(filter.sha256 ?? "")
      // A range, so that the beginning of a digest walks the index too.
      walk("o.sha >= ? AND o.sha < ?", digits, digits + "g")
    case .time: break
    }
  }

  /// What the index does not answer by itself; what needs no other page of the file comes first.
  private mutating func addTests(
    _ sought: SoughtOrders, _ filter: OrderFilter, but part: WalkedPart?
  ) {
    if let needsReview = filter.needsReview, part != .review {
      test("\(lead).review = \(needsReview ? 1 : 0)")
    }
    for (kind, number) in sought.places where part != .column(kind.rawValue, number) {
      if kind == .unit, lead == "d" {
        test("d.unit = ?", number)
      } else {
        testOrder("o.\(kind.rawValue) = ?", number)
      }
    }
    for (column, number) in sought.values { testOrder("o.\(column) = ?", number) }
    if let sha256 = filter.sha256, part != .digest {
      let digits = Self.digits(sha256)
      testOrder("o.sha >= ? AND o.sha < ?", digits, digits + "g")
    }
    if let number = filter.orderNumber, part != .number {
      testOrder("o.number = ? AND o.number <> ''", number)
    }
    if let rulesets = sought.rulesets, part != .column("ruleset", rulesets[0]) {
      testOrder("o.ruleset IN (\(rulesets.map(String.init).joined(separator: ",")))")
    }
    for mark in sought.marks where part != .mark(mark) {
      test(
        """
        EXISTS (SELECT 1 FROM marks x
          WHERE x.name = ? AND x.at = \(lead).at AND x.seq = \(lead).seq)
        """, mark)
    }
  }

  private static func digits(_ sha256: String) -> String {
    sha256.lowercased().replacing("sha256:", with: "")
  }

  private mutating func walk(_ condition: String, _ values: any DatabaseValueConvertible...) {
    walked.conditions.append(condition)
    walked.arguments += values
  }

  private mutating func test(_ condition: String, _ values: any DatabaseValueConvertible...) {
    tests.conditions.append(condition)
    tests.arguments += values
  }

  private mutating func testOrder(_ condition: String, _ values: any DatabaseValueConvertible...) {
    tests.conditions.append(condition)
    tests.arguments += values
    needsOrder = true
  }

  // MARK: What comes of it

  /// What follows `FROM`, for a query that needs columns of the order or not.
  func source(withOrder: Bool) -> String {
    guard lead == "d" else { return "orders o INDEXED BY \(index)" }
    // Not a comma: the walk along the marks comes first.
    return withOrder || needsOrder ? "marks d CROSS JOIN orders o ON o.seq = d.seq" : "marks d"
  }

  /// Everything that must hold.
  var all: Clause { walked + tests }

  /// Where orders before the mark stand, as ranges of the walked index; all orders are one range.
  ///
  /// First those of the mark's own second, then the older ones: of both at once SQLite would read
  /// the whole second again, which a long file may fill.
  func ranges(before mark: PageMark?) -> [Clause] {
    guard let mark else { return [walked] }
    let ranges = [
      Clause(
        conditions: ["\(lead).at = ?", "\(lead).seq < ?"], arguments: [mark.at, mark.order]),
      Clause(conditions: ["\(lead).at < ?"], arguments: [mark.at]),
    ]
    return ranges.map { walked + $0 }
  }
}
