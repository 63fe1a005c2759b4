/// Looks at the words of one list together: doubles, and words that hold a word of another meaning.
struct KeywordCheck {
  let log: DiagnosticLog

  /// Warns of words that stand twice.
  func checkDoubles(_ list: WordList) {
    var first: [String: FilePosition] = [:]
    for word in list.words {
      guard let earlier = first[word.text] else {
        first[word.text] = word.position
        continue
      }
      log.report(
        .duplicateKeyword, "`\(word.text)` stands twice in the list `\(list.name)`",
        at: place(of: word, isSecond: earlier == word.position),
        length: word.text.unicodeScalars.count, mark: "again",
        notes: ["first in line \(earlier.line)"], help: ["delete one"])
    }
  }

  /// Warns of words that hold a word of another meaning, where meanings are counted.
  ///
  /// One warning a list: a long list would otherwise bury every other message.
  func checkContained(_ list: WordList) {
    guard let position = list.words.first?.position,
      log.isFirst("contained \(position.file) \(list.name)")
    else { return }
    let known = Dictionary(
      list.words.map { ($0.text, $0.meaning) }, uniquingKeysWith: { first, _ in first })
    var found: [(word: ListedWord, inner: String)] = []
    for word in list.words {
      if let inner = inner(of: word, among: known) { found.append((word, inner)) }
    }
    guard let head = found.first else { return }
    let examples = found.prefix(4).map { "`\($0.word.text)` holds `\($0.inner)`" }
    let rest = found.count > 4 ? ", and \(found.count - 4) more" : ""
    let (subject, verb) = found.count == 1 ? ("a word", "holds") : ("\(found.count) words", "hold")
    log.report(
      .containedKeyword, "\(subject) of the list `\(list.name)` \(verb) a word of another meaning",
      at: place(of: head.word, isSecond: false), length: head.word.text.unicodeScalars.count,
      mark: "holds `\(head.inner)`",
      notes: [
        examples.joined(separator: ", ") + rest,
        "one place in an order then counts as two meanings",
      ], help: ["put both in one line, as one meaning: `停电 | 停电了`"])
  }

  /// The first word of another meaning that stands inside this one.
  private func inner(of word: ListedWord, among known: [String: Int]) -> String? {
    let scalars = Array(word.text.unicodeScalars)
    guard scalars.count > 1 else { return nil }
    for length in 1..<scalars.count {
      for start in 0...(scalars.count - length) {
        let part = String(String.UnicodeScalarView(scalars[start..<start + length]))
        if let meaning = known[part], meaning != word.meaning { return part }
      }
    }
    return nil
  }

  /// The place of the word itself inside its line, as far as it can be told.
  private func place(of word: ListedWord, isSecond: Bool) -> FilePosition {
    let rest = Array(log.rest(at: word.position))
    let letters = Array(word.text.unicodeScalars)
    var place = word.position
    var skip = isSecond
    for start in rest.indices where rest[start...].starts(with: letters) {
      let end = start + letters.count
      let isWhole =
        (start == 0 || " |'\"[,".unicodeScalars.contains(rest[start - 1]))
        && (end >= rest.count || " |'\"],#".unicodeScalars.contains(rest[end]))
      guard isWhole else { continue }
      if skip {
        skip = false
        continue
      }
      place.column += start
      break
    }
    return place
  }
}
