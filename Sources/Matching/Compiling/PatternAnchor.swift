/// A set of words of which one stands in every match of a pattern, so many code points behind its
/// beginning: where none stands, no match begins.
struct PatternAnchor: Sendable {
  var set: Int32
  var least: Int32
  var most: Int32
}
