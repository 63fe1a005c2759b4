/// A word list: one meaning a line.
struct WordList: Sendable {
  /// Without `$`.
  var name: String
  var meanings: [Meaning]
}

/// The lists a rule can name: its pack's own, then the shared ones.
struct ListScope {
  var own: [String: WordList] = [:]
  var shared: [String: WordList] = [:]

  /// The list with this name, without `$`.
  func list(_ name: String) -> WordList? { own[name] ?? shared[name] }

  var names: [String] { Array(own.keys) + Array(shared.keys) }
}
