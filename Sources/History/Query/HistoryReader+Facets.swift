internal import GRDB

extension HistoryReader {
  /// A label as results wrote it.
  package struct LabelName: Equatable, Sendable {
    package var key: String
    package var zh: String
    /// The group of a cause; else empty.
    package var group: String
  }

  /// Every label the index has seen, sorted by key; attribute values have no Chinese name there.
  package func labels() throws(HistoryFailure) -> [LabelName] {
    try reading { database in
      try Row.fetchAll(
        database, sql: "SELECT name, zh, grp FROM names WHERE kind = 'label' ORDER BY name"
      ).map { LabelName(key: $0[0], zh: $0[1], group: $0[2]) }
    }
  }

  /// Names for a choice of filters: units, cities, counties, halls, rules or rule sets.
  package func names(of dimension: Dimension) throws(HistoryFailure) -> [String] {
    let kind: HistorySchema.Kind
    switch dimension {
    case .unit: kind = .unit
    case .city: kind = .city
    case .county: kind = .county
    case .hall: kind = .hall
    case .rule: kind = .rule
    case .shadowRule: kind = .shadow
    case .ruleset: kind = .ruleset
    default: return []
    }
    return try reading { database in
      try String.fetchAll(
        database, sql: "SELECT name FROM names WHERE kind = ? ORDER BY name",
        arguments: [kind.rawValue])
    }
  }

  /// The times of the first and last order; nil when the index is empty.
  package func span() throws(HistoryFailure) -> ClosedRange<DeskTime>? {
    try reading { database in
      guard let first = try Int.fetchOne(database, sql: "SELECT min(at) FROM orders"),
        let last = try Int.fetchOne(database, sql: "SELECT max(at) FROM orders")
      else { return nil }
      return DeskTime(first)...DeskTime(last)
    }
  }

  /// The time of the last order of a rule, shadow rule or label; nil when there is none.
  package func last(of dimension: Dimension, _ name: String) throws(HistoryFailure) -> DeskTime? {
    let kind = dimension.marks?.kind ?? .label
    return try reading { database in
      let at = try Int.fetchOne(
        database,
        sql: """
          SELECT at FROM marks WHERE name = (SELECT id FROM names WHERE kind = ? AND name = ?)
            ORDER BY at DESC LIMIT 1
          """, arguments: [kind.rawValue, name])
      return at.map { DeskTime($0) }
    }
  }

  /// Every order in it, by id: two indexes of one archive give the same.
  package func all() throws(HistoryFailure) -> [OrderRecord] {
    var all: [OrderRecord] = []
    var mark: PageMark?
    repeat {
      let page = try orders(after: mark, limit: 1_000)
      all += page.orders
      mark = page.next
    } while mark != nil
    return all.sorted { $0.id < $1.id }
  }
}
