/// `\b` beside Han: between two Han letters there is no word boundary, so it never holds there.
enum WordBoundary {
  static func check(_ pattern: String, node: YAMLNode, log: DiagnosticLog) {
    let scalars = Array(pattern.unicodeScalars)
    var index = 0
    while index + 1 < scalars.count {
      guard scalars[index] == "\\" else {
        index += 1
        continue
      }
      if scalars[index + 1] == "b", isBesideHan(scalars, at: index) {
        report(scalars, at: index, node: node, log: log)
        return
      }
      index += 2
    }
  }

  private static func isBesideHan(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    let before = scalars[..<index].last { !"()?:|".unicodeScalars.contains($0) }
    let after = scalars[(index + 2)...].first { !"()?:|".unicodeScalars.contains($0) }
    return [before, after].contains { $0.map(isHan) ?? false }
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    (0x3400...0x9FFF).contains(scalar.value) || (0x20000...0x323AF).contains(scalar.value)
  }

  private static func report(
    _ scalars: [Unicode.Scalar], at index: Int, node: YAMLNode, log: DiagnosticLog
  ) {
    var place = log.textPosition(node)
    place.column += index
    let kept = String(String.UnicodeScalarView(scalars[..<index] + scalars[(index + 2)...]))
    let cleaned = kept.replacing("\\b", with: "")
    log.report(
      .wordBoundary, "`\\b` beside a Han character", at: place, length: 2,
      mark: "never holds inside Chinese text",
      notes: ["Han characters are letters to PCRE2, and words are not parted by blanks"],
      help: log.fixedLine(
        at: node.position, length: log.tokenLength(node),
        with: DiagnosticLog.singleQuoted(cleaned))
        + ["to shut out longer words use a lookaround such as `(?<!防)雷击`, or `not_in:`"])
  }
}
