/// The full-width colon a Chinese input method types behind a key.
enum WideColon {
  /// Reports the colon at this place with the line as it should be.
  static func report(at position: FilePosition, log: DiagnosticLog) {
    let rest = log.rest(at: position).dropFirst()
    let isLast = rest.allSatisfy { $0 == " " }
    let replacement = isLast || rest.first == " " ? ":" : ": "
    log.report(
      .fullWidthColon, "a full-width colon `：` behind a key", at: position,
      mark: "type `:` and a space",
      notes: ["YAML knows only the half-width colon; with `：` the line is one long word"],
      help: log.fixedLine(at: position, length: 1, with: replacement))
  }

  /// The place of a colon that makes `word：` of a short first word in this line.
  static func place(in line: String, file: String, number: Int) -> FilePosition? {
    let scalars = Array(line.unicodeScalars)
    var start = 0
    while start < scalars.count, scalars[start] == " " || scalars[start] == "-" { start += 1 }
    guard let colon = scalars[start...].firstIndex(of: "："), colon > start, colon - start <= 20
    else { return nil }
    let word = scalars[start..<colon]
    guard word.allSatisfy({ $0 == "_" || $0.properties.isAlphabetic }) else { return nil }
    return FilePosition(file: file, line: number, column: colon + 1)
  }
}
