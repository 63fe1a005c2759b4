/// The words of a set, looked up the long way; for explanations and checks.
extension CompiledRules {
  /// The meanings of a set that are not among some others, in order of first word.
  func words(of set: Int32, except known: Set<Int32>) -> [Int32] {
    var seen = known
    return members(of: set).map(\.meaning).filter { seen.insert($0).inserted }
  }

  /// The folded words of a set.
  func spellings(of set: Int32) -> [[UInt32]] { members(of: set).map { words[$0.term] } }

  private func members(of set: Int32) -> [(term: Int, meaning: Int32)] {
    var found: [(term: Int, meaning: Int32)] = []
    for term in words.indices {
      for use in terms.setUses[terms.sets(of: term)] where use.set == set {
        found.append((term, use.meaning))
      }
    }
    return found
  }
}
