/// A word list: one meaning a line.
struct WordList: Sendable {
  /// Without `$`.
  var name: String
  var meanings: [Meaning]
}
