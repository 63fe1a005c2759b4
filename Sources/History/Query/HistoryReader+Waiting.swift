internal import GRDB

extension HistoryReader {
  /// An order that waits for a person, with no more than what tells it from others.
  package struct WaitingOrder: Equatable, Sendable {
    package var id: String
    /// 64 hex digits over the bytes of its text.
    package var sha256: String
    /// Where it stands; the next page begins after it.
    package var mark: PageMark
  }

  /// The newest orders that wait for a person, walked along their own index.
  package func waiting(
    from: DeskTime? = nil, after mark: PageMark? = nil, limit: Int
  ) throws(HistoryFailure) -> [WaitingOrder] {
    try reading { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT id, sha, at, seq FROM orders INDEXED BY orders_review
            WHERE review = 1 AND at >= ? AND at <= ? AND (at, seq) < (?, ?)
            ORDER BY at DESC, seq DESC LIMIT ?
          """,
        arguments: [
          from?.seconds ?? Int.min, mark?.at ?? Int.max, mark?.at ?? Int.max,
          mark?.order ?? Int64.max, limit,
        ])
      return rows.map {
        WaitingOrder(id: $0[0], sha256: $0[1], mark: PageMark(at: $0[2], order: $0[3]))
      }
    }
  }
}
