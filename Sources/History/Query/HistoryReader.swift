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
  ///
  /// With a bound the page may come short, even empty, before the end: then it says how far the
  /// search came, and goes on from there.
  package func orders(
    _ filter: OrderFilter = OrderFilter(), after mark: PageMark? = nil, limit: Int = 50,
    within bound: SearchBound? = nil
  ) throws(HistoryFailure) -> OrderPage {
    try reading { database in
      var page = OrderPage()
      let sql = try FilterSQL(filter, dimension: nil, after: mark, database)
      guard !sql.isEmpty else { return page }
      var found: [PageMark] = []
      var walk = OrderWalk(sql, within: bound)
      let stop = try walk.run(after: mark, database) { order in
        found.append(order)
        return found.count <= limit
      }
      page.orders = try Self.records(found.prefix(limit).map(\.order), database)
      if found.count > limit {
        page.next = found.dropLast().last
      } else if let stop {
        page.next = stop
        if found.count < limit { page.searchedTo = DeskTime(stop.at) }
      }
      return page
    }
  }

  /// The records of these orders, newest first.
  private static func records(_ orders: [Int64], _ database: Database) throws -> [OrderRecord] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT o.*, w.rules, w.shadow, w.quotes
          FROM orders o NOT INDEXED CROSS JOIN words w ON w.seq = o.seq
          WHERE o.seq IN (\(orders.map(String.init).joined(separator: ",")))
          ORDER BY o.at DESC, o.seq DESC
        """)
    let names = try RecordRows(database)
    return rows.map { names.record($0) }
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
    _ filter: OrderFilter = OrderFilter(), atMost most: Int = .max
  ) throws(HistoryFailure) -> Int {
    try reading { database in
      let sql = try FilterSQL(filter, dimension: nil, database)
      return sql.isEmpty ? 0 : try Self.count(sql, atMost: most, database)
    }
  }

  private static func count(_ sql: FilterSQL, atMost most: Int, _ database: Database) throws -> Int
  {
    let from = "\(sql.source(withOrder: false)) \(sql.all.text)"
    return try Int.fetchOne(
      database,
      sql: "SELECT count(*) FROM (SELECT 1 FROM \(from) LIMIT \(min(most, Int(Int32.max))))",
      arguments: StatementArguments(sql.all.arguments)) ?? 0
  }

  /// As many orders as a bounded look finds, and whether there are no more.
  package func count(
    _ filter: OrderFilter, atMost most: Int, within bound: SearchBound
  ) throws(HistoryFailure) -> (orders: Int, isAll: Bool) {
    try reading { database in
      let sql = try FilterSQL(filter, dimension: nil, database)
      guard !sql.isEmpty else { return (0, true) }
      guard !sql.tests.conditions.isEmpty else {
        let orders = try Self.count(sql, atMost: most, database)
        return (orders, orders < most)
      }
      var orders = 0
      var walk = OrderWalk(sql, within: bound)
      let stop = try walk.run(after: nil, database) { _ in
        orders += 1
        return orders < most
      }
      return (orders, stop == nil && orders < most)
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
            FROM \(sql.source(withOrder: needsOrder)) \(sql.all.text)
            GROUP BY \(columns.joined(separator: ", "))
          """, arguments: StatementArguments(sql.all.arguments))
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
