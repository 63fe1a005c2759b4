/// One word of `a | b | c` with its place.
struct KeywordPart {
  let text: Substring
  /// Of the part's first code point, blanks included.
  let place: FilePosition
  /// Whether the author quoted it, and so means every mark in it.
  let isQuoted: Bool
  let isProse: Bool
  let log: DiagnosticLog

  /// The word without blanks around it, or nil after reporting why it is none.
  func checked() -> String? {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.firstIndex(where: { !InvisibleCharacter.isBlank($0) }),
      let last = scalars.lastIndex(where: { !InvisibleCharacter.isBlank($0) })
    else {
      log.report(
        .emptyKeyword, "an empty keyword", at: place, mark: "nothing stands here",
        notes: ["an empty word would be found everywhere"], help: ["delete one `|`"])
      return nil
    }
    let word = scalars[first...last]
    var start = place
    start.column += first
    if !isQuoted, !isProse || log.isInFlow(at: start),
      let comma = word.firstIndex(where: { $0 == "，" || $0 == "、" })
    {
      reportComma(word, at: start, comma: comma - first)
      return nil
    }
    let string = String(String.UnicodeScalarView(word))
    if word.count == 1, !isProse, !isQuoted {
      log.report(
        .shortKeyword, "the keyword `\(string)` has one character", at: start,
        mark: "found inside other words",
        help: ["use a longer word; or quote it, if it is meant: '\(string)'"])
    }
    return string
  }

  private func reportComma(
    _ word: ArraySlice<Unicode.Scalar>, at start: FilePosition, comma: Int
  ) {
    let written = String(String.UnicodeScalarView(word))
    let isInFlow = log.isInFlow(at: start)
    let separator = isInFlow ? ", " : " | "
    // At an edge the mark parts nothing: it is meant, and quotes say so.
    let isEdge = comma == 0 || comma == word.count - 1
    let mended =
      isEdge
      ? DiagnosticLog.singleQuoted(written)
      : written.replacing("，", with: separator).replacing("、", with: separator)
    var place = start
    place.column += comma
    log.report(
      .wideComma, "`\(written)` is one keyword with a full-width comma in it", at: place,
      mark: isInFlow ? "type `,` and a space" : "one word to YAML",
      notes: ["text is matched as written, comma included; quote the word if that is meant"],
      help: log.fixedLine(at: start, length: word.count, with: mended))
  }
}
