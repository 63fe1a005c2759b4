internal import GRDB

/// A filter with numbers for its names.
struct SoughtOrders {
  /// Labels and rules that have marks.
  private(set) var marks: [Int64] = []
  /// Values no mark tells, by the column that does.
  private(set) var values: [(column: String, number: Int64)] = []
  private(set) var places: [(kind: HistorySchema.Kind, number: Int64)] = []
  private(set) var rulesets: [Int64]?

  /// nil when the filter names what the index has never seen.
  init?(_ filter: OrderFilter, _ database: Database) throws {
    for (kind, names) in [(HistorySchema.Kind.label, filter.labels), (.rule, filter.rules)] {
      for name in names {
        guard let number = try Self.number(kind, name, database) else { return nil }
        let parts = name.split(separator: ":").map(String.init)
        if kind == .label, parts.count == 2, HistorySchema.quietValues.contains(parts[1]) {
          if HistorySchema.attributes.contains(parts[0]) { values.append((parts[0], number)) }
        } else {
          marks.append(number)
        }
      }
    }
    let named: [(HistorySchema.Kind, String?)] = [
      (.unit, filter.unit), (.hall, filter.hall), (.county, filter.county), (.city, filter.city),
    ]
    for case (let kind, let name?) in named {
      guard let number = name.isEmpty ? 0 : try Self.number(kind, name, database) else {
        return nil
      }
      places.append((kind, number))
    }
    if let ruleset = filter.ruleset {
      let digest = ruleset.hasPrefix("sha256:") ? ruleset : "sha256:" + ruleset
      let numbers = try Int64.fetchAll(
        database,
        sql: "SELECT id FROM names WHERE kind = 'ruleset' AND name >= ? AND name < ?",
        arguments: [digest, digest + "g"])
      guard !numbers.isEmpty else { return nil }
      rulesets = numbers
    }
  }

  private static func number(
    _ kind: HistorySchema.Kind, _ name: String, _ database: Database
  ) throws -> Int64? {
    try Int64.fetchOne(
      database, sql: "SELECT id FROM names WHERE kind = ? AND name = ?",
      arguments: [kind.rawValue, name])
  }
}
