/// Which styles of cells show a number as a date: part `xl/styles.xml`.
final class CellStyles: XMLListener {
  /// For each style a cell may name.
  private(set) var isDate: [Bool] = []
  private var dateFormats: Set<Int> = []
  private var isInCellStyles = false

  func begin(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "numFmt":
      guard let id = attributes["numFmtId"].flatMap({ Int($0) }),
        let code = attributes["formatCode"], Self.showsDate(code)
      else { return }
      dateFormats.insert(id)
    case "cellXfs": isInCellStyles = true
    case "xf" where isInCellStyles:
      let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      isDate.append(Self.isBuiltInDate(id) || dateFormats.contains(id))
    default: break
    }
  }

  func end(_ name: String) {
    if name == "cellXfs" { isInCellStyles = false }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  /// The dates among the formats without a code; 27–36 and 50–58 are the Chinese ones.
  private static func isBuiltInDate(_ id: Int) -> Bool {
    switch id {
    case 14...22, 27...36, 45...47, 50...58: true
    default: false
    }
  }

  /// Whether a code such as `yyyy"年"m"月"` shows parts of a date, outside quotations and brackets.
  private static func showsDate(_ code: String) -> Bool {
    var isQuoted = false
    var isBracketed = false
    for letter in code.lowercased() {
      switch letter {
      case "\"": isQuoted.toggle()
      case "[": isBracketed = true
      case "]": isBracketed = false
      case "y", "m", "d", "h", "s": if !isQuoted && !isBracketed { return true }
      default: break
      }
    }
    return false
  }
}
