/// The lists a rule can name: its pack's own, then the shared ones.
struct ListScope {
  var own: [String: WordList] = [:]
  var shared: [String: WordList] = [:]

  /// The list with this name, without `$`.
  func list(_ name: String) -> WordList? { own[name] ?? shared[name] }

  var names: [String] { Array(own.keys) + Array(shared.keys) }
}
