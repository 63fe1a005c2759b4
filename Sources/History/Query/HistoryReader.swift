internal import GRDB
internal import Glibc

/// The index for those who ask: report, cards, console.
///
/// Reads only; safe beside the writer.
package final class HistoryReader: Sendable {
  package let path: String
  private let queue: DatabaseQueue
  private let identity: UInt64

  package init(path: String) throws(HistoryFailure) {
    self.path = path
    guard let identity = Self.identity(of: path) else { throw .missing(path: path) }
    self.identity = identity
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      configuration.prepareDatabase { database in
        try database.execute(sql: "PRAGMA cache_size = -32000; PRAGMA mmap_size = 268435456")
      }
      queue = try DatabaseQueue(path: path, configuration: configuration)
      let version = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
      guard version == HistorySchema.version else {
        throw HistoryFailure.unusable(path: path, why: "it is of version \(version)")
      }
    } catch {
      throw HistoryFailure(error, path: path)
    }
  }

  /// Whether the index is still the file under its path; open a new reader when it is not.
  package var isCurrent: Bool { Self.identity(of: path) == identity }

  private static func identity(of path: String) -> UInt64? {
    var facts = stat()
    return stat(path, &facts) == 0 ? UInt64(facts.st_ino) : nil
  }

  func reading<Answer>(_ body: (Database) throws -> Answer) throws(HistoryFailure) -> Answer {
    do { return try queue.read(body) } catch { throw HistoryFailure(error, path: path) }
  }

  // MARK: Orders

  /// A page of orders, newest first.
  package func orders(
    _ filter: OrderFilter = OrderFilter(), after mark: PageMark? = nil, limit: Int = 50
  ) throws(HistoryFailure) -> OrderPage {
    try reading { database in
      var page = OrderPage()
      let sql = try FilterSQL(filter, dimension: nil, database)
      guard !sql.isEmpty else { return page }
      var conditions = sql.conditions
      var arguments = sql.arguments
      if let mark {
        conditions.append("(\(sql.lead).at, \(sql.lead).seq) < (?, ?)")
        arguments += [mark.at, mark.order]
      }
      let clause = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT o.*, w.rules, w.shadow, w.quotes
            FROM (SELECT \(sql.lead).at AS at, \(sql.lead).seq AS seq
                    FROM \(sql.source(withOrder: false)) \(clause)
                    ORDER BY \(sql.lead).at DESC, \(sql.lead).seq DESC LIMIT \(limit + 1)) p
            CROSS JOIN orders o ON o.seq = p.seq CROSS JOIN words w ON w.seq = p.seq
            ORDER BY p.at DESC, p.seq DESC
          """, arguments: StatementArguments(arguments))
      let names = try RecordRows(database)
      page.orders = rows.prefix(limit).map { names.record($0) }
      if rows.count > limit, let last = rows.dropLast().last {
        page.next = PageMark(at: last["at"], order: last["seq"])
      }
      return page
    }
  }

  /// One order by its id; nil when the index does not have it.
  package func order(id: String) throws(HistoryFailure) -> OrderRecord? {
    try reading { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT o.*, w.rules, w.shadow, w.quotes FROM orders o JOIN words w USING(seq)
            WHERE o.id = ?
          """, arguments: [id])
      guard let row else { return nil }
      return try RecordRows(database).record(row)
    }
  }

  // MARK: Counting

  /// How many orders there are; counts no further than the bound, as pages say "1000+".
  package func count(
    _ filter: OrderFilter = OrderFilter(), atMost bound: Int = .max
  ) throws(HistoryFailure) -> Int {
    try reading { database in
      let sql = try FilterSQL(filter, dimension: nil, database)
      guard !sql.isEmpty else { return 0 }
      let from = "\(sql.source(withOrder: false)) \(sql.whereClause)"
      return try Int.fetchOne(
        database,
        sql: "SELECT count(*) FROM (SELECT 1 FROM \(from) LIMIT \(min(bound, Int(Int32.max))))",
        arguments: StatementArguments(sql.arguments)) ?? 0
    }
  }

  /// Counts orders by one dimension or several, of which at most one is a label axis or the rules.
  ///
  /// An order counts once for each of its values. Sorted by the keys.
  package func counts(
    by dimensions: [Dimension], _ filter: OrderFilter = OrderFilter()
  ) throws(HistoryFailure) -> [Count] {
    precondition(
      dimensions.filter { $0.marks != nil }.count <= 1, "two label axes cannot be crossed")
    return try reading { database in
      var walked: [Int64]?
      if let marks = dimensions.compactMap(\.marks).first {
        walked = try Self.numbers(marks.kind, beginningWith: marks.prefix, database)
      }
      let sql = try FilterSQL(filter, dimension: walked, database)
      guard !sql.isEmpty else { return [] }
      let columns = dimensions.map { $0.expression(time: "\(sql.lead).at") }
      let needsOrder = dimensions.contains { $0.marks == nil && !$0.isTime }
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT count(*), \(columns.joined(separator: ", "))
            FROM \(sql.source(withOrder: needsOrder)) \(sql.whereClause)
            GROUP BY \(columns.joined(separator: ", "))
          """, arguments: StatementArguments(sql.arguments))
      let names = try NameList(database)
      return rows.map { row in
        let keys = dimensions.enumerated().map { place, dimension in
          let value: Int64 = row[place + 1]
          return dimension.isNamed ? names.name(value) : String(value)
        }
        return Count(keys: keys, orders: row[0])
      }.sorted { $0.keys.lexicographicallyPrecedes($1.keys) }
    }
  }

  private static func numbers(
    _ kind: HistorySchema.Kind, beginningWith prefix: String, _ database: Database
  ) throws -> [Int64] {
    try Int64.fetchAll(
      database,
      sql: "SELECT id FROM names WHERE kind = ? AND substr(name, 1, ?) = ?",
      arguments: [kind.rawValue, prefix.count, prefix])
  }
}
