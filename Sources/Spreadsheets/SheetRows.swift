/// The rows of one sheet as CSV, as its XML comes in.
final class SheetRows: XMLListener {
  /// The last column spreadsheet programs know is XFD.
  private static let mostColumns = 16_384

  /// Whole rows read and not yet taken.
  var csv: [UInt8] = []

  private let strings: SharedStrings
  private let styles: CellStyles
  private let isFrom1904: Bool

  private enum CellType { case number, shared, text, boolean }
  private var type = CellType.number
  private var isDate = false
  private var value: [UInt8] = []
  private var isValue = false
  private var isReading = false
  /// Columns of the row written so far, and the one of the cell.
  private var written = 0
  private var column = 0

  init(strings: SharedStrings, styles: CellStyles, isFrom1904: Bool) {
    self.strings = strings
    self.styles = styles
    self.isFrom1904 = isFrom1904
  }

  func begin(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "row":
      written = 0
      column = 0
    case "c": beginCell(attributes)
    case "rPh": isReading = true
    // Of an inline text `t`, of everything else `v`; a formula is none.
    case "v", "t": isValue = !isReading
    default: break
    }
  }

  func end(_ name: String) {
    switch name {
    case "v", "t": isValue = false
    case "rPh": isReading = false
    case "c": endCell()
    case "row": csv.append(0x0A)
    default: break
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isValue { value.append(contentsOf: bytes) }
  }

  private func beginCell(_ attributes: XMLAttributes) {
    value.removeAll(keepingCapacity: true)
    column = attributes["r"].flatMap { Self.column(of: $0) } ?? column + 1
    isDate = false
    switch attributes["t"] {
    case "s": type = .shared
    case "inlineStr", "str", "e", "d": type = .text
    case "b": type = .boolean
    default:
      type = .number
      let style = attributes["s"].flatMap { Int($0) } ?? 0
      isDate = styles.isDate.indices.contains(style) && styles.isDate[style]
    }
  }

  private func endCell() {
    guard column > written, column <= Self.mostColumns, !value.isEmpty else { return }
    let commas = written == 0 ? column - 1 : column - written
    csv.append(contentsOf: repeatElement(0x2C, count: commas))
    written = column
    switch type {
    case .shared:
      let number = Int(String(decoding: value, as: UTF8.self)) ?? -1
      CellText.append(strings.text(number), toCSV: &csv)
    case .text:
      CellText.unescape(&value)
      CellText.append(value, toCSV: &csv)
    case .boolean: CellText.append((value == [0x31] ? "TRUE" : "FALSE").utf8, toCSV: &csv)
    case .number: CellText.append(number(), toCSV: &csv)
    }
  }

  private func number() -> [UInt8] {
    guard isDate, let serial = Double(String(decoding: value, as: UTF8.self)),
      let text = SerialDate.text(serial, isFrom1904: isFrom1904)
    else { return CellText.number(value) }
    return Array(text.utf8)
  }

  /// The column of a reference such as AB12, counted from 1.
  private static func column(of reference: String) -> Int? {
    var column = 0
    for letter in reference.utf8 {
      guard (0x41...0x5A).contains(letter & 0xDF), column <= mostColumns else { break }
      column = column * 26 + Int(letter & 0xDF) - 0x40
    }
    return column > 0 ? column : nil
  }
}
