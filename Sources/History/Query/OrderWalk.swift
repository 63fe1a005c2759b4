internal import GRDB

/// How far one search may look before it says where it stopped.
package enum SearchBound: Equatable, Sendable {
  /// Orders looked at, found or not.
  case orders(Int)
  case time(Duration)
}

/// A walk from the newest order to the oldest past everything the index cannot leave out by itself.
struct OrderWalk {
  private let sql: FilterSQL
  private let bound: SearchBound?
  private let began = ContinuousClock.now
  private var looked = 0

  /// Without a bound it goes to the end.
  init(_ sql: FilterSQL, within bound: SearchBound?) {
    self.sql = sql
    self.bound = bound
  }

  /// Gives each order found until the taker wants no more.
  ///
  /// Returns the last order looked at when the bound ended it: what comes after it was not looked
  /// at, and at least one order was.
  mutating func run(
    after mark: PageMark?, _ database: Database, _ take: (PageMark) -> Bool
  ) throws -> PageMark? {
    for range in sql.ranges(before: mark) {
      let rows = try Row.fetchCursor(
        database, sql: statement(range), arguments: StatementArguments(arguments(range)))
      while let row = try rows.next() {
        let place = PageMark(at: row[0], order: row[1])
        looked += 1
        if row[2] == 1, !take(place) { return nil }
        if isOver { return place }
      }
    }
    return nil
  }

  private var isOver: Bool {
    switch bound {
    case nil: false
    case .orders(let most): looked >= most
    // Reading the clock costs as much as looking at some orders.
    case .time(let most): looked % 8 == 0 && ContinuousClock.now - began >= most
    }
  }

  /// With a bound orders that do not fit come out too, or the walk could not be ended at one.
  private func statement(_ range: FilterSQL.Clause) -> String {
    let lead = sql.lead
    let verdict = bound == nil ? "1" : sql.tests.verdict
    let clause = bound == nil ? range + sql.tests : range
    return """
      SELECT \(lead).at, \(lead).seq, \(verdict) FROM \(sql.source(withOrder: false)) \(clause.text)
        ORDER BY \(lead).at DESC, \(lead).seq DESC
      """
  }

  private func arguments(_ range: FilterSQL.Clause) -> [any DatabaseValueConvertible] {
    // In the order of the `?`: the verdict stands before the range.
    bound == nil ? range.arguments + sql.tests.arguments : sql.tests.arguments + range.arguments
  }
}
