/// What is refused before YAML looks at a file, because YAML would misread it without a word.
enum FileTraps {
  /// Whether the file may be parsed; what is wrong with it is reported.
  static func admit(_ source: SourceFile, log: DiagnosticLog) -> Bool {
    let start = FilePosition(file: source.path, line: 1, column: 1)
    guard source.bytes.count <= YAMLFile.maximumBytes else {
      log.report(
        .tooLarge, "the file is larger than 1 MiB", at: start,
        help: ["split the pack, or move words to `lists/*.txt`"])
      return false
    }
    guard source.text != nil else {
      reportNotUTF8(source, log: log)
      return false
    }
    var isSound = true
    var blocks = BlockScalarTracker()
    for (index, line) in source.lines.enumerated() {
      let isInBlock = blocks.isInside(line)
      let position = FilePosition(file: source.path, line: index + 1, column: 1)
      if reportControl(line, at: position, isInBlock: isInBlock, log: log) { isSound = false }
      guard !isInBlock else { continue }
      if reportWideBlank(line, at: position, log: log) { isSound = false }
      if reportWideColon(line, at: position, log: log) { isSound = false }
    }
    return isSound
  }

  /// The same for a plain list of words, where only bytes and control characters can go wrong.
  static func admitText(_ source: SourceFile, log: DiagnosticLog) -> Bool {
    guard source.text != nil else {
      reportNotUTF8(source, log: log)
      return false
    }
    return true
  }

  /// Reports bytes that are not UTF-8 at the first of them.
  static func reportNotUTF8(_ source: SourceFile, log: DiagnosticLog) {
    let index = source.lines.firstIndex { $0.unicodeScalars.contains("\u{FFFD}") } ?? 0
    let scalars = source.lines.isEmpty ? "".unicodeScalars : source.lines[index].unicodeScalars
    let column = scalars.prefix { $0 != "\u{FFFD}" }.count + 1
    log.report(
      .notUTF8, "the file is not UTF-8",
      at: FilePosition(file: source.path, line: index + 1, column: column),
      mark: "first byte that is no UTF-8",
      notes: looksLikeGBK(source.bytes)
        ? ["it looks like GBK, what Windows editors call ANSI"] : [],
      help: ["请另存为 UTF-8 (save the file again as UTF-8)"])
  }

  /// Whether the bytes above ASCII come in pairs as GBK has them.
  private static func looksLikeGBK(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while index < bytes.count {
      guard bytes[index] >= 0x80 else {
        index += 1
        continue
      }
      guard bytes[index] != 0x80, bytes[index] != 0xFF, index + 1 < bytes.count,
        bytes[index + 1] >= 0x30, bytes[index + 1] != 0x7F
      else { return false }
      index += 2
    }
    return true
  }

  /// Control characters, and line ends only YAML knows.
  private static func reportControl(
    _ line: String, at position: FilePosition, isInBlock: Bool, log: DiagnosticLog
  ) -> Bool {
    for (column, scalar) in line.unicodeScalars.enumerated()
    where InvisibleCharacter.isControl(scalar) {
      var place = position
      place.column = column + 1
      log.report(
        .controlCharacter, "\(InvisibleCharacter.name(scalar)) in a rule file", at: place,
        mark: "nobody can see it", help: ["delete the character and type the place again"])
      return true
    }
    return false
  }

  /// U+3000 or U+00A0 where YAML needs plain spaces: indent, behind `-`, behind `key:`.
  private static func reportWideBlank(
    _ line: String, at position: FilePosition, log: DiagnosticLog
  ) -> Bool {
    let scalars = Array(line.unicodeScalars)
    guard let first = scalars.firstIndex(where: { !isBlank($0) }), scalars[first] != "#" else {
      return false
    }
    var stretch = scalars[..<first].firstIndex(where: isWideBlank).map { $0..<first }
    if stretch == nil { stretch = wideBlankBehindMark(scalars, from: first) }
    guard let stretch else { return false }
    var place = position
    place.column = stretch.lowerBound + 1
    let wide = scalars[stretch].first(where: isWideBlank) ?? "\u{3000}"
    // One full-width space looks like two plain ones.
    let spaces = scalars[stretch].map { $0 == "\u{3000}" ? "  " : " " }.joined()
    let isIndent = stretch.upperBound == first
    log.report(
      .wideIndent, "\(InvisibleCharacter.name(wide)) where YAML needs plain spaces", at: place,
      length: stretch.count, mark: isIndent ? "this indent" : "this blank",
      notes: ["YAML takes it for a letter of the word beside it"],
      help: isIndent
        ? [
          "write: " + String(repeating: "·", count: spaces.count) + shown(scalars[first...])
            + "   (· is one plain space)"
        ]
        : log.fixedLine(at: place, length: stretch.count, with: " "))
    return true
  }

  /// A wide blank right behind `-` or `key:`.
  private static func wideBlankBehindMark(
    _ scalars: [Unicode.Scalar], from first: Int
  ) -> Range<Int>? {
    var index = first
    while index + 1 < scalars.count, scalars[index] == "-", scalars[index + 1] == " " {
      index += 1
      while index < scalars.count, scalars[index] == " " { index += 1 }
    }
    guard index < scalars.count else { return nil }
    if scalars[index] == "-" {
      index += 1
    } else {
      let first = index
      while index < scalars.count, isKeyLetter(scalars[index]) { index += 1 }
      guard index > first, index < scalars.count, scalars[index] == ":" else { return nil }
      index += 1
    }
    guard index < scalars.count, isWideBlank(scalars[index]) else { return nil }
    let end = scalars[index...].firstIndex { !isBlank($0) } ?? scalars.count
    return index..<end
  }

  /// `name：` with a key we know: inside a list of lines YAML would glue it to the line before.
  private static func reportWideColon(
    _ line: String, at position: FilePosition, log: DiagnosticLog
  ) -> Bool {
    let scalars = Array(line.unicodeScalars)
    var start = 0
    while start < scalars.count, scalars[start] == " " || scalars[start] == "-" { start += 1 }
    var end = start
    while end < scalars.count, isKeyLetter(scalars[end]) { end += 1 }
    guard end > start, end < scalars.count, scalars[end] == "：",
      KnownKeys.all.contains(String(String.UnicodeScalarView(scalars[start..<end])))
    else { return false }
    var place = position
    place.column = end + 1
    WideColon.report(at: place, log: log)
    return true
  }

  private static func shown(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  private static func isKeyLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || (scalar.isASCII && scalar.properties.isAlphabetic)
  }

  private static func isWideBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar != " " && InvisibleCharacter.isBlank(scalar)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || isWideBlank(scalar)
  }
}
