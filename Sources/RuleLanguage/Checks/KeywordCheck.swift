/// Looks at the words of one list together: doubles, and words that hold another.
struct KeywordCheck {
  /// A word with the place of its line.
  struct Word {
    var text: String
    var position: FilePosition
  }

  let log: DiagnosticLog

  init(log: DiagnosticLog) { self.log = log }

  func check(_ words: [Word], list: String) {
    var first: [String: FilePosition] = [:]
    var unique: [Word] = []
    for word in words {
      if let earlier = first[word.text] {
        let place = self.place(of: word, isSecond: earlier == word.position)
        log.report(
          .duplicateKeyword, "`\(word.text)` stands twice in the list `\(list)`",
          at: place, length: word.text.unicodeScalars.count, mark: "again",
          notes: ["first in line \(earlier.line)"], help: ["delete one"])
      } else {
        first[word.text] = word.position
        unique.append(word)
      }
    }
    checkContained(unique, among: Set(first.keys), list: list)
  }

  /// One warning a list: a long list would otherwise bury every other message.
  private func checkContained(_ words: [Word], among known: Set<String>, list: String) {
    var found: [(word: Word, inner: String)] = []
    for word in words {
      if let inner = inner(of: word.text, among: known) { found.append((word, inner)) }
    }
    guard let head = found.first else { return }
    let examples = found.prefix(4).map { "`\($0.word.text)` holds `\($0.inner)`" }
    let rest = found.count > 4 ? ", and \(found.count - 4) more" : ""
    log.report(
      .containedKeyword,
      "\(found.count == 1 ? "a word" : "\(found.count) words") of the list `\(list)` "
        + "\(found.count == 1 ? "holds" : "hold") another word of it",
      at: place(of: head.word, isSecond: false), length: head.word.text.unicodeScalars.count,
      mark: "holds `\(head.inner)`",
      notes: [
        examples.joined(separator: ", ") + rest,
        "the shorter word is found wherever the longer one stands",
      ], help: ["keep the shorter word only, or make it longer"])
  }

  /// The first other word that stands inside this one.
  private func inner(of text: String, among known: Set<String>) -> String? {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count > 1 else { return nil }
    for length in 1..<scalars.count {
      for start in 0...(scalars.count - length) {
        let part = String(String.UnicodeScalarView(scalars[start..<start + length]))
        if known.contains(part) { return part }
      }
    }
    return nil
  }

  /// The place of the word itself inside its line, as far as it can be told.
  private func place(of word: Word, isSecond: Bool) -> FilePosition {
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
