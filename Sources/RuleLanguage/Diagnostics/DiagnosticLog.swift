/// Collects what one reading finds wrong; the readers share it and never throw.
final class DiagnosticLog {
  private(set) var diagnostics: [Diagnostic] = []
  private let files: [String: SourceFile]
  private var reportedOnce: Set<String> = []
  /// How the folder is called in messages.
  let root: String

  init(sources: [SourceFile], root: String) {
    files = Dictionary(sources.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    self.root = root
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  func report(
    _ code: DiagnosticCode, _ message: String, at position: FilePosition?, length: Int = 1,
    mark: String = "", notes: [String] = [], help: [String] = []
  ) {
    diagnostics.append(
      Diagnostic(
        code, message, at: position, length: length, mark: mark, notes: notes, help: help))
  }

  /// Marks the whole token of the node.
  func report(
    _ code: DiagnosticCode, _ message: String, at node: YAMLNode, mark: String = "",
    notes: [String] = [], help: [String] = []
  ) {
    report(
      code, message, at: node.position, length: tokenLength(node), mark: mark, notes: notes,
      help: help)
  }

  /// The first of its code in a file only.
  func reportOnce(
    _ code: DiagnosticCode, _ message: String, at position: FilePosition, help: [String] = []
  ) {
    guard isFirst("\(code.rawValue) \(position.file)") else { return }
    report(code, message, at: position, help: help)
  }

  /// Whether this key is asked for the first time in this reading.
  func isFirst(_ key: String) -> Bool { reportedOnce.insert(key).inserted }

  /// All, by file and place; what concerns the folder comes first.
  var sorted: [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      guard let first = a.position, let second = b.position else {
        return (a.position == nil ? 0 : 1, left.offset) < (b.position == nil ? 0 : 1, right.offset)
      }
      if first.file != second.file {
        return Array(first.file.utf8).lexicographicallyPrecedes(Array(second.file.utf8))
      }
      return (first.line, first.column, left.offset) < (second.line, second.column, right.offset)
    }.map(\.element)
  }

  // MARK: Source text

  /// The line a position lies in.
  func line(at position: FilePosition) -> String {
    files[position.file]?.line(position.line) ?? ""
  }

  /// The line from the position on.
  func rest(at position: FilePosition) -> Substring.UnicodeScalarView {
    line(at: position)[...].unicodeScalars.dropFirst(position.column - 1)
  }

  /// How many code points of its first line a scalar takes; 1 for lists and tables.
  func tokenLength(_ node: YAMLNode) -> Int {
    guard case .text(let text, let style) = node.content else { return 1 }
    let rest = rest(at: node.position)
    switch style {
    case .block: return 1
    case .plain:
      let count = text.unicodeScalars.count
      if rest.starts(with: text.unicodeScalars) { return max(1, count) }
      return max(1, rest.count)
    case .singleQuoted, .doubleQuoted: return quotedLength(rest, isDouble: style == .doubleQuoted)
    }
  }

  /// Where the text of a scalar begins: behind the quote, or the first line of a block.
  func textPosition(_ node: YAMLNode) -> FilePosition {
    var position = node.position
    switch node.style {
    case .singleQuoted, .doubleQuoted: position.column += 1
    case .block:
      position.line += 1
      position.column = 1 + line(at: position).unicodeScalars.prefix { $0 == " " }.count
    case .plain, nil: break
    }
    return position
  }

  /// Where a key stands at the beginning of a line of a file.
  func findKey(_ key: String, in file: String) -> FilePosition? {
    guard let source = files[file] else { return nil }
    for (index, line) in source.lines.enumerated() {
      let indent = line.unicodeScalars.prefix { $0 == " " }.count
      if line.unicodeScalars.dropFirst(indent).starts(with: (key + ":").unicodeScalars) {
        return FilePosition(file: file, line: index + 1, column: indent + 1)
      }
    }
    return nil
  }

  /// Where a word stands in the lines from `start` on, behind the key `key`.
  func find(_ word: String, after start: FilePosition, below key: String) -> FilePosition? {
    guard let source = files[start.file] else { return nil }
    var isBelow = false
    let letters = Array(word.unicodeScalars)
    for number in start.line...max(start.line, source.lines.count) {
      let scalars = Array(source.line(number).unicodeScalars)
      isBelow = isBelow || source.line(number).contains(key + ":")
      guard isBelow else { continue }
      for column in scalars.indices where scalars[column...].starts(with: letters) {
        return FilePosition(file: start.file, line: number, column: column + 1)
      }
    }
    return nil
  }

  private func quotedLength(_ rest: Substring.UnicodeScalarView, isDouble: Bool) -> Int {
    let quote: Unicode.Scalar = isDouble ? "\"" : "'"
    var length = 1
    var isEscaped = false
    let inner = Array(rest.dropFirst())
    var index = 0
    while index < inner.count {
      length += 1
      let scalar = inner[index]
      index += 1
      if isEscaped {
        isEscaped = false
      } else if isDouble, scalar == "\\" {
        isEscaped = true
      } else if scalar == quote {
        guard !isDouble, index < inner.count, inner[index] == quote else { return length }
        isEscaped = true
      }
    }
    return length
  }
}
