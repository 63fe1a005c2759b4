/// A word list: one meaning a line.
struct WordList: Sendable {
  /// Without `$`.
  var name: String
  var meanings: [Meaning]
  /// Its words with their places, for the checks.
  var words: [ListedWord] = []

  /// Adds a meaning that stands at this place.
  mutating func add(_ meaning: Meaning, at position: FilePosition) {
    let number = meanings.count
    meanings.append(meaning)
    words += meaning.words.map { ListedWord(text: $0, meaning: number, position: position) }
  }
}
