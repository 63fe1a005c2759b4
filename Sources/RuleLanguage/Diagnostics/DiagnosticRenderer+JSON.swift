/// The same fields for programs.
extension DiagnosticRenderer {
  /// One JSON array, a diagnostic a line, in the order given.
  package func json(_ diagnostics: [Diagnostic]) -> String {
    guard !diagnostics.isEmpty else { return "[]\n" }
    return "[\n" + diagnostics.map { "  " + json($0) }.joined(separator: ",\n") + "\n]\n"
  }

  /// One diagnostic as a JSON object on one line.
  package func json(_ diagnostic: Diagnostic) -> String {
    var fields = [
      #""severity":\#(quoted(diagnostic.severity.rawValue))"#,
      #""code":\#(quoted(diagnostic.code.rawValue))"#,
      #""message":\#(quoted(diagnostic.message))"#,
    ]
    if let position = diagnostic.position {
      fields += [
        #""file":\#(quoted(path(position)))"#, #""line":\#(position.line)"#,
        #""column":\#(position.column)"#, #""length":\#(diagnostic.length)"#,
      ]
    }
    if !diagnostic.mark.isEmpty { fields.append(#""mark":\#(quoted(diagnostic.mark))"#) }
    fields.append(#""notes":[\#(diagnostic.notes.map(quoted).joined(separator: ","))]"#)
    fields.append(#""help":[\#(diagnostic.help.map(quoted).joined(separator: ","))]"#)
    return "{" + fields.joined(separator: ",") + "}"
  }

  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\u{0}"..."\u{1F}":
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
