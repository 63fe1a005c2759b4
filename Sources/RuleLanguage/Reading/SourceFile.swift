/// One file of a rules folder as it was read.
package struct SourceFile: Sendable {
  /// Path inside the rules folder, with `/`, such as `packs/lightning.yaml`.
  package var path: String
  package var bytes: [UInt8]
  /// The lines without their ends; ill-formed bytes are shown as U+FFFD.
  package let lines: [String]
  /// The text without byte-order mark; nil when the bytes are not UTF-8.
  package let text: String?

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    text = String(validating: content, as: UTF8.self)
    lines = SourceFile.lines(of: content)
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The line with this number, counted from 1; empty past the end.
  package func line(_ number: Int) -> String {
    lines.indices.contains(number - 1) ? lines[number - 1] : ""
  }

  /// The name without folders and ending.
  package var stem: String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return String(name) }
    return String(name[..<dot])
  }

  /// Splits where YAML splits (LF, CR LF, CR), so that its line numbers fit.
  private static func lines(of bytes: ArraySlice<UInt8>) -> [String] {
    var lines: [String] = []
    var start = bytes.startIndex
    var index = start
    while index < bytes.endIndex {
      let byte = bytes[index]
      guard byte == 0x0A || byte == 0x0D else {
        index += 1
        continue
      }
      lines.append(String(decoding: bytes[start..<index], as: UTF8.self))
      let isPair = byte == 0x0D && index + 1 < bytes.endIndex && bytes[index + 1] == 0x0A
      index += isPair ? 2 : 1
      start = index
    }
    if start < bytes.endIndex {
      lines.append(String(decoding: bytes[start...], as: UTF8.self))
    }
    return lines
  }
}
