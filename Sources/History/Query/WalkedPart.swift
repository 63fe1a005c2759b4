internal import GRDB

/// The part of the index a search walks along.
enum WalkedPart: Equatable {
  /// The marks of one label or rule.
  case mark(Int64)
  /// The orders of one value of a column that has an index.
  case column(String, Int64)
  /// The orders that wait for a person.
  case review
  /// The order or orders of a text or of a number: few, and found at once.
  case digest, number
  /// All orders by their time.
  case time

  /// The part with the fewest orders on the way to the oldest asked for.
  static func rarest(
    _ sought: SoughtOrders, _ filter: OrderFilter, after mark: PageMark?, _ database: Database
  ) throws -> WalkedPart {
    if filter.orderNumber != nil { return .number }
    if filter.sha256 != nil { return .digest }
    var parts = sought.marks.map { WalkedPart.mark($0) }
    if filter.needsReview == true { parts.append(.review) }
    // A county has no index of its own.
    parts += sought.places.filter { $0.kind != .county }.map {
      .column($0.kind.rawValue, $0.number)
    }
    if let rulesets = sought.rulesets, rulesets.count == 1 {
      parts.append(.column("ruleset", rulesets[0]))
    }
    // Of a long list of labels a few are looked into: looking takes time too.
    parts = Array(parts.prefix(8))
    guard parts.count > 1 else { return parts.first ?? .time }
    let from = filter.from?.seconds ?? 0
    let last = min((filter.until?.seconds ?? .max) - 1, mark?.at ?? .max)
    let reaches = try parts.map { try $0.reach(from: from, to: last, database) }
    return parts[reaches.indices.min { reaches[$0] < reaches[$1] } ?? 0]
  }

  /// How far back its newest orders reach, as many of each part: what is rare of late reaches furthest.
  ///
  /// Below all times when there are fewer than that, the fewest first.
  private func reach(from: Int, to last: Int, _ database: Database) throws -> Int {
    let looked = 2_000
    let source = "FROM \(source) WHERE \(condition) AND at >= ? AND at <= ?"
    let arguments: StatementArguments = StatementArguments(self.arguments) + [from, last]
    let at = try Int.fetchOne(
      database, sql: "SELECT at \(source) ORDER BY at DESC LIMIT 1 OFFSET \(looked - 1)",
      arguments: arguments)
    if let at { return at }
    let count = try Int.fetchOne(database, sql: "SELECT count(*) \(source)", arguments: arguments)
    return (count ?? 0) - looked
  }

  // MARK: SQL

  private var source: String {
    if case .mark = self { return "marks" }
    return "orders INDEXED BY \(index)"
  }

  /// The index of `orders`.
  var index: String {
    switch self {
    case .column(let column, _): "orders_\(column)"
    case .review: "orders_review"
    case .digest: "orders_sha"
    case .number: "orders_number"
    case .mark, .time: "orders_at"
    }
  }

  private var condition: String {
    switch self {
    case .mark: "name = ?"
    case .column(let column, _): "\(column) = ?"
    // A constant, so that the partial index may be used.
    case .review: "review = 1"
    case .digest, .number, .time: "1"
    }
  }

  private var arguments: [any DatabaseValueConvertible] {
    switch self {
    case .mark(let number), .column(_, let number): [number]
    default: []
    }
  }
}
