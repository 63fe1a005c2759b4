/// Which orders are asked for; everything that is set must hold.
package struct OrderFilter: Equatable, Sendable {
  /// First moment, and the first moment that is too late; nil = no bound.
  package var from: DeskTime?
  package var until: DeskTime?
  /// Labels in written form, `cause:lightning` or `channel:hall`; all of them.
  package var labels: [String] = []
  /// Rules with evidence; all of them.
  package var rules: [String] = []
  package var unit: String?
  package var city: String?
  package var county: String?
  package var hall: String?
  /// Whether a person is asked for.
  package var needsReview: Bool?
  /// The digest of the rules, `sha256:…`, or its beginning.
  package var ruleset: String?
  /// The digest of the text in hex, or its beginning of at least eight digits.
  package var sha256: String?
  package var orderNumber: String?

  package init() {}

  /// The orders of whole days, both included.
  package init(fromDay: DeskTime?, toDay: DeskTime?) {
    from = fromDay
    until = toDay.map { DeskTime($0.seconds + DeskTime.day) }
  }

  package func with(label: String) -> OrderFilter {
    var filter = self
    filter.labels.append(label)
    return filter
  }
}

/// Where a page ended; pages go from the newest order to the oldest.
package struct PageMark: Equatable, Sendable {
  let at: Int
  let order: Int64

  init(at: Int, order: Int64) {
    self.at = at
    self.order = order
  }

  /// Reads the written form; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let at = Int(parts[0]), let order = Int64(parts[1]) else { return nil }
    self.init(at: at, order: order)
  }

  /// A short text for addresses of pages.
  package var text: String { "\(at)-\(order)" }
}

/// One page of orders, newest first.
package struct OrderPage: Equatable, Sendable {
  package var orders: [OrderRecord] = []
  /// Where the next page begins; nil at the end.
  package var next: PageMark?
  /// The time down to which all was looked at when a bound ended the search before the page was
  /// full; orders of that very second may still come.
  package var searchedTo: DeskTime?

  package init() {}
}
