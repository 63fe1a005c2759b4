internal import GRDB

/// A filter as SQL: the mark it walks along, and what else must hold.
struct FilterSQL {
  /// Nothing can meet it: it names what the index has never seen.
  private(set) var isEmpty = false
  /// The rarest label or rule of the filter, whose marks are walked.
  private(set) var driver: Int64?
  /// The index of `orders` to walk along when there is no such mark.
  private(set) var index = "orders_at"
  private(set) var conditions: [String] = []
  private(set) var arguments: [any DatabaseValueConvertible] = []
  /// Whether a condition speaks of the order `o`.
  private(set) var needsOrder = false
  private let walksDimension: Bool

  /// The table alias that holds time, unit and review.
  var lead: String { driver != nil || walksDimension ? "d" : "o" }

  /// Of a dimension the numbers of its names are given: their marks are walked, not a driver's.
  init(_ filter: OrderFilter, dimension: [Int64]?, _ database: Database) throws {
    walksDimension = dimension != nil
    var marks: [Int64] = []
    var columns: [(attribute: String, number: Int64)] = []
    for (kind, names) in [(HistorySchema.Kind.label, filter.labels), (.rule, filter.rules)] {
      for name in names {
        guard let number = try Self.number(kind, name, database) else {
          isEmpty = true
          return
        }
        let parts = name.split(separator: ":").map(String.init)
        if kind == .label, parts.count == 2, HistorySchema.quietValues.contains(parts[1]) {
          columns.append((parts[0], number))
        } else {
          marks.append(number)
        }
      }
    }
    if let dimension {
      add("d.name IN (\(dimension.map(String.init).joined(separator: ",")))")
    } else if !marks.isEmpty {
      let rarest = try Self.rarest(marks, filter, database)
      driver = marks.remove(at: rarest)
      add("d.name = ?", driver ?? 0)
    }
    addTimes(filter)
    for mark in marks {
      add(
        """
        EXISTS (SELECT 1 FROM marks x
          WHERE x.name = ? AND x.at = \(lead).at AND x.seq = \(lead).seq)
        """, mark)
    }
    for column in columns where HistorySchema.attributes.contains(column.attribute) {
      addOrder("o.\(column.attribute) = ?", column.number)
    }
    try addPlaces(filter, database)
    addDigests(filter)
    try addRuleset(filter, database)
  }

  private mutating func addTimes(_ filter: OrderFilter) {
    if let from = filter.from { add("\(lead).at >= ?", from.seconds) }
    if let until = filter.until { add("\(lead).at < ?", until.seconds) }
    if let needsReview = filter.needsReview {
      if lead == "o", needsReview { index = "orders_review" }
      // A constant, so that the partial index may be used.
      add("\(lead).review = \(needsReview ? 1 : 0)")
      if lead == "o" { needsOrder = true }
    }
  }

  private mutating func addPlaces(_ filter: OrderFilter, _ database: Database) throws {
    let places: [(HistorySchema.Kind, String?, String?)] = [
      (.county, filter.county, nil), (.city, filter.city, "orders_city"),
      (.hall, filter.hall, "orders_hall"), (.unit, filter.unit, "orders_unit"),
    ]
    for (kind, name, ownIndex) in places {
      guard let name else { continue }
      guard let number = name.isEmpty ? 0 : try Self.number(kind, name, database) else {
        isEmpty = true
        return
      }
      if kind == .unit, lead == "d" {
        add("d.unit = ?", number)
      } else {
        addOrder("o.\(kind.rawValue) = ?", number)
      }
      if lead == "o", let ownIndex { index = ownIndex }
    }
  }

  private mutating func addDigests(_ filter: OrderFilter) {
    if let sha256 = filter.sha256 {
      let digits = sha256.lowercased().replacing("sha256:", with: "")
      // A range, so that the beginning of a digest walks the index too.
      addOrder("o.sha >= ? AND o.sha < ?", digits, digits + "g")
      if lead == "o" { index = "orders_sha" }
    }
    if let number = filter.orderNumber {
      addOrder("o.number = ? AND o.number <> ''", number)
      if lead == "o" { index = "orders_number" }
    }
  }

  private mutating func addRuleset(_ filter: OrderFilter, _ database: Database) throws {
    guard let ruleset = filter.ruleset else { return }
    let digest = ruleset.hasPrefix("sha256:") ? ruleset : "sha256:" + ruleset
    let numbers = try Int64.fetchAll(
      database,
      sql: "SELECT id FROM names WHERE kind = 'ruleset' AND name >= ? AND name < ?",
      arguments: [digest, digest + "g"])
    guard !numbers.isEmpty else {
      isEmpty = true
      return
    }
    addOrder("o.ruleset IN (\(numbers.map(String.init).joined(separator: ",")))")
    if lead == "o", index == "orders_at", numbers.count == 1 { index = "orders_ruleset" }
  }

  private mutating func add(_ condition: String, _ values: any DatabaseValueConvertible...) {
    conditions.append(condition)
    arguments += values
  }

  private mutating func addOrder(_ condition: String, _ values: any DatabaseValueConvertible...) {
    conditions.append(condition)
    arguments += values
    needsOrder = true
  }

  /// What follows `FROM`, for a query that needs columns of the order or not.
  func source(withOrder: Bool) -> String {
    guard lead == "d" else { return "orders o INDEXED BY \(index)" }
    // Not a comma: the walk along the marks comes first.
    return withOrder || needsOrder ? "marks d CROSS JOIN orders o ON o.seq = d.seq" : "marks d"
  }

  var whereClause: String {
    conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
  }

  static func number(
    _ kind: HistorySchema.Kind, _ name: String, _ database: Database
  ) throws -> Int64? {
    try Int64.fetchOne(
      database, sql: "SELECT id FROM names WHERE kind = ? AND name = ?",
      arguments: [kind.rawValue, name])
  }

  /// The mark with the fewest orders, as far as a short look tells.
  private static func rarest(
    _ marks: [Int64], _ filter: OrderFilter, _ database: Database
  ) throws -> Int {
    guard marks.count > 1 else { return 0 }
    var sizes: [Int] = []
    for mark in marks {
      let size = try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM (SELECT 1 FROM marks WHERE name = ? AND at >= ? AND at < ? LIMIT 5000)
          """,
        arguments: [mark, filter.from?.seconds ?? 0, filter.until?.seconds ?? Int.max])
      sizes.append(size ?? 0)
    }
    return sizes.indices.min { sizes[$0] < sizes[$1] } ?? 0
  }
}
