/// A half-open range of Unicode code points in the decoded original text of one order.
package struct TextSpan: Hashable, Sendable {
  /// The first code point, counted from 0.
  package var start: Int
  /// One past the last code point.
  package var end: Int

  package init(start: Int, end: Int) {
    precondition(start <= end, "a span may not end before it starts")
    self.start = start
    self.end = end
  }

  /// The number of code points covered.
  package var count: Int { end - start }

  /// Whether the other span lies wholly inside this one.
  package func contains(_ other: TextSpan) -> Bool { start <= other.start && other.end <= end }

  /// Whether the two spans share a code point.
  package func overlaps(_ other: TextSpan) -> Bool { start < other.end && other.start < end }
}
