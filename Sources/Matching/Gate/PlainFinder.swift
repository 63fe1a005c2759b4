/// Finds words one by one: the slow twin of `LiteralTrie`, in the same order.
enum PlainFinder {
  static func scan(
    _ scalars: [UInt32], for words: [[UInt32]], into found: inout Occurrences
  ) {
    var places: [(start: Int, end: Int, term: Int32)] = []
    for (term, word) in words.enumerated() where word.count <= scalars.count {
      for start in 0...(scalars.count - word.count)
      where scalars[start..<(start + word.count)].elementsEqual(word) {
        places.append((start, start + word.count, Int32(term)))
      }
    }
    places.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    for place in places { found.append(term: place.term, start: place.start, end: place.end) }
  }
}
