/// Shows diagnostics to people, with the line they are about.
package struct DiagnosticRenderer: Sendable {
  private let files: [String: SourceFile]
  private let root: String
  private let isColoured: Bool

  /// `root` is put before the paths; colour only where a terminal wants it.
  package init(sources: [SourceFile], root: String = "", isColoured: Bool = false) {
    files = Dictionary(sources.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    self.root = root
    self.isColoured = isColoured
  }

  package init(_ reading: RuleReading, isColoured: Bool = false) {
    self.init(sources: reading.sources, root: reading.root, isColoured: isColoured)
  }

  /// All of them, with a blank line between.
  package func text(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { text($0) }.joined(separator: "\n")
  }

  /// One, ending in a line end.
  package func text(_ diagnostic: Diagnostic) -> String {
    let colour = diagnostic.severity == .error ? "31" : "33"
    let head = paint("\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]", colour)
    var lines = ["\(head): \(diagnostic.message)"]
    var indent = ""
    if let position = diagnostic.position {
      indent = String(repeating: " ", count: "\(position.line)".count + 1)
      lines += place(diagnostic, at: position, indent: indent)
    }
    for note in diagnostic.notes { lines.append(remark("note", note, indent: indent)) }
    for help in diagnostic.help { lines.append(remark("help", help, indent: indent)) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The path as people know it: `Rules/packs/lightning.yaml`.
  package func path(_ position: FilePosition) -> String {
    root.isEmpty ? position.file : root + "/" + position.file
  }

  private func place(
    _ diagnostic: Diagnostic, at position: FilePosition, indent: String
  ) -> [String] {
    let number = " \(position.line) "
    let arrow = String(repeating: " ", count: max(1, indent.count)) + paint("-->", "36")
    var lines = [
      arrow + " \(path(position)):\(position.line):\(position.column)", indent + " |",
    ]
    let source = files[position.file]?.line(position.line) ?? ""
    let shown = ShownLine(
      source, column: position.column, length: max(1, diagnostic.length))
    lines.append(number + "| " + shown.text)
    let carets = paint(String(repeating: "^", count: shown.caretCount), "31")
    let mark = diagnostic.mark.isEmpty ? "" : " " + diagnostic.mark
    lines.append(
      indent + " | " + String(repeating: " ", count: shown.caretColumn) + carets + mark)
    return lines
  }

  private func remark(_ kind: String, _ text: String, indent: String) -> String {
    let margin = indent.isEmpty ? " " : indent
    return "\(margin) = \(kind): "
      + text.replacing("\n", with: "\n" + margin + String(repeating: " ", count: kind.count + 5))
  }

  private func paint(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[1;\(code)m\(text)\u{1B}[0m" : text
  }
}
