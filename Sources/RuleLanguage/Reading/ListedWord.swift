/// A word of a list with the number of its meaning and the place of its line.
struct ListedWord: Sendable {
  var text: String
  var meaning: Int
  var position: FilePosition
}
