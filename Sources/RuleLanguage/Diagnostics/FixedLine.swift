/// Lines to paste instead of a mistake.
extension DiagnosticLog {
  /// A help line with the source line in which one stretch is replaced.
  func fixedLine(at position: FilePosition, length: Int, with replacement: String) -> [String] {
    let line = line(at: position).unicodeScalars
    guard position.column >= 1, position.column - 1 + length <= line.count else { return [] }
    let before = String(line.prefix(position.column - 1))
    let after = String(line.dropFirst(position.column - 1 + length))
    return ["write: " + Self.shown(before + replacement + after)]
  }

  /// A help line with the scalar in single quotes.
  func quotedLine(_ node: YAMLNode) -> [String] {
    fixedLine(
      at: node.position, length: tokenLength(node), with: Self.singleQuoted(node.text ?? ""))
  }

  /// A help line with everything from here to the end of the value in single quotes.
  func quotedLine(at position: FilePosition) -> [String] {
    let value = Self.plainValue(rest(at: position), inFlow: isInFlow(at: position))
    guard !value.isEmpty else { return [] }
    return fixedLine(
      at: position, length: value.unicodeScalars.count, with: Self.singleQuoted(value))
  }

  /// Whether a bracket is open before the position in its line.
  func isInFlow(at position: FilePosition) -> Bool {
    var depth = 0
    for scalar in line(at: position).unicodeScalars.prefix(position.column - 1) {
      if scalar == "[" || scalar == "{" { depth += 1 }
      if scalar == "]" || scalar == "}" { depth -= 1 }
    }
    return depth > 0
  }

  /// The text in single quotes as YAML wants it.
  static func singleQuoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }

  /// The value up to a comment, a line end or, inside brackets, the next comma.
  static func plainValue(_ rest: Substring.UnicodeScalarView, inFlow: Bool) -> String {
    var value = String.UnicodeScalarView()
    var previous: Unicode.Scalar = "x"
    for scalar in rest {
      if scalar == "#", previous == " " || previous == "\t" { break }
      if inFlow, ",]}".unicodeScalars.contains(scalar) { break }
      value.append(scalar)
      previous = scalar
    }
    while let last = value.last, last == " " || last == "\t" { value.removeLast() }
    return String(value)
  }

  /// A line without its indent and with nothing invisible.
  private static func shown(_ line: String) -> String {
    let visible = line.unicodeScalars.filter { !InvisibleCharacter.isZeroWidth($0) }
    return String(
      String.UnicodeScalarView(
        visible.drop { InvisibleCharacter.isBlank($0) || $0 == "\t" }))
  }
}
