/// `\p{Han}` without an end: it takes 、 and 。 too, so the repeat leaves its sentence.
enum HanMarks {
  private static let name = "\\p{Han}"

  static func check(_ pattern: String, node: YAMLNode, log: DiagnosticLog) {
    guard let range = pattern.ranges(of: name).first(where: { isEndless($0, in: pattern) }) else {
      return
    }
    var place = log.textPosition(node)
    place.column += pattern[..<range.lowerBound].unicodeScalars.count
    let mended = pattern.replacing(name, with: "\\p{sc:Han}")
    log.report(
      .hanMarks, "`\\p{Han}` also takes 、 and 。", at: place, length: name.count,
      mark: "runs on into the next sentence",
      notes: ["PCRE2 counts the marks Chinese is written with among its characters"],
      help: log.fixedLine(
        at: node.position, length: log.tokenLength(node),
        with: DiagnosticLog.singleQuoted(mended)))
  }

  /// Whether the class, or the brackets it stands in, repeats without an upper end.
  private static func isEndless(_ range: Range<String.Index>, in pattern: String) -> Bool {
    var rest = pattern[range.upperBound...]
    let before = pattern[..<range.lowerBound]
    if let open = before.lastIndex(of: "["), !before[open...].contains("]"),
      let close = rest.firstIndex(of: "]")
    {
      rest = rest[rest.index(after: close)...]
    }
    return rest.hasPrefix("*") || rest.hasPrefix("+")
      || rest.prefixMatch(of: /\{[0-9]+,\}/) != nil
  }
}
