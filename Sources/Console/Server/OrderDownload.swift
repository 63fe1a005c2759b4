internal import Hummingbird
internal import Synchronization
internal import Workbench

/// The orders of a search as CSV, written as they are read: memory does not grow with them.
enum OrderDownload {
  /// Rows at most; a search that has more is narrowed by days.
  static let most = 100_000
  private static let pageSize = 500
  private static let mostAtOnce = 4
  private static let running = Atomic<Int>(0)

  static func response(_ desk: Desk, _ query: Query) -> Response {
    guard running.wrappingAdd(1, ordering: .relaxed).newValue <= mostAtOnce else {
      running.wrappingSubtract(1, ordering: .relaxed)
      return Answer.problem(.serviceUnavailable, "too many downloads at once; try again")
    }
    let held = Held()
    var answer = Answer.csv("", file: "orders.csv")
    answer.body = ResponseBody { writer in
      defer { withExtendedLifetime(held) {} }
      let head = "\u{FEFF}" + CSV.line(OrderTable.columns(query.language))
      try await writer.write(ByteBuffer(string: head))
      var mark: String?
      var left = most
      repeat {
        let page = await desk.orderTable(query, after: mark, limit: min(pageSize, left))
        guard !page.rows.isEmpty else { break }
        try await writer.write(ByteBuffer(string: page.rows.map { CSV.line($0) }.joined()))
        left -= page.rows.count
        mark = page.next
      } while mark != nil && left > 0
      try await writer.finish(nil)
    }
    return answer
  }

  /// Counts a download until nobody holds its response any more.
  private final class Held: Sendable {
    deinit { running.wrappingSubtract(1, ordering: .relaxed) }
  }
}
