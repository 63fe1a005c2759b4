/// Rows of cells: splits them (RFC 4180), maps the columns by their names, composes the text.
struct DelimitedTable {
  /// Rows looked at for the names of the columns; titles and notes may stand above them.
  private static let mostHeadRows = 5
  /// The same in a workbook, where whole cover letters stand above the table.
  private static let mostHeadRowsOfSheets = 40

  private enum Column {
    case text
    /// A field of the layouts, with its name as written, which goes before the value.
    case field(name: [UInt8], isOrderNumber: Bool)
    case id
    case other
  }

  private let tables: LayoutTables
  private let mostHeadRows: Int
  private let orderNumber: Int32
  private var delimiter: UInt8
  private var isDelimiterKnown: Bool
  /// Rows met before the names of the columns.
  private(set) var headRows = 0
  private var columns: [Column] = []
  private var hasText = false
  /// The cells' bytes without quotation marks, one after the other.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  init(kind: BatchKind, tables: LayoutTables) {
    self.tables = tables
    mostHeadRows = kind == .sheets ? Self.mostHeadRowsOfSheets : Self.mostHeadRows
    orderNumber = tables.fieldNames.firstIndex(of: "order_no").map { Int32($0) } ?? -2
    delimiter = kind == .tsv ? 0x09 : 0x2C
    isDelimiterKnown = kind != .csv
  }

  var hasColumns: Bool { !columns.isEmpty }
  var mayComeLater: Bool { headRows < mostHeadRows }
  var isBlank: Bool { bytes.allSatisfy { $0 <= 0x20 } }

  // MARK: Cells

  /// Cuts a row into cells; false when a quotation mark is never closed.
  mutating func split(_ row: [UInt8], from start: Int, to end: Int) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    var end = end
    if end > start, row[end - 1] == 0x0A { end -= 1 }
    if end > start, row[end - 1] == 0x0D { end -= 1 }
    if !isDelimiterKnown { guessDelimiter(row, start, end) }
    var place = start
    while true {
      if place < end, row[place] == 0x22 {
        guard quoted(row, &place, end) else { return false }
      }
      while place < end, row[place] != delimiter {
        bytes.append(row[place])
        place += 1
      }
      ends.append(bytes.count)
      guard place < end else { return true }
      place += 1
    }
  }

  /// A cell in quotation marks, where a doubled mark is one; the place ends behind the last mark.
  private mutating func quoted(_ row: [UInt8], _ place: inout Int, _ end: Int) -> Bool {
    place += 1
    while place < end {
      if row[place] != 0x22 {
        bytes.append(row[place])
        place += 1
      } else if place + 1 < end, row[place + 1] == 0x22 {
        bytes.append(0x22)
        place += 2
      } else {
        place += 1
        return true
      }
    }
    return false
  }

  private mutating func guessDelimiter(_ row: [UInt8], _ start: Int, _ end: Int) {
    var best = 0
    for candidate in [0x2C, 0x3B, 0x09] as [UInt8] {
      let count = row[start..<end].count { $0 == candidate }
      if count > best {
        best = count
        delimiter = candidate
      }
    }
  }

  private func cell(_ number: Int) -> ArraySlice<UInt8> {
    guard number < ends.count else { return [] }
    var cell = bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
    while let first = cell.first, first <= 0x20 { cell.removeFirst() }
    while let last = cell.last, last <= 0x20 { cell.removeLast() }
    return cell
  }

  // MARK: Columns

  /// Takes the row just split as the names of the columns when it looks like that.
  mutating func readColumns() -> Bool {
    headRows += 1
    let found = ends.indices.map { column(named: cell($0)) }
    var named = 0
    var ids = 0
    for case .field in found { named += 1 }
    for case .id in found { ids += 1 }
    hasText = found.contains { if case .text = $0 { true } else { false } }
    let isTable = named >= 2 || (named == 1 && (ids > 0 || ends.count == 1))
    guard hasText || isTable else { return false }
    columns = found
    isDelimiterKnown = true
    return true
  }

  private func column(named cell: ArraySlice<UInt8>) -> Column {
    let name = FoldTable.shared.foldedScalars(String(decoding: cell, as: UTF8.self))
    if name == Array("text".unicodeScalars.map(\.value))
      || name == Array("content".unicodeScalars.map(\.value))
    {
      return .text
    }
    if name == Array("id".unicodeScalars.map(\.value)) { return .id }
    guard
      let match = tables.fieldWords.longestMatch(in: name, endingAt: name.count, notBefore: 0),
      match.length == name.count
    else { return .other }
    let field = tables.fields[Int(match.value)].field
    return .field(name: Array(cell), isOrderNumber: field == orderNumber)
  }

  // MARK: Text

  /// Appends the id as a JSON string: the column `id`, else the first order number.
  func appendId(to id: inout [UInt8]) {
    var best: ArraySlice<UInt8> = []
    for (number, column) in columns.enumerated() {
      switch column {
      case .id where !cell(number).isEmpty:
        JSONQuoting.append(cell(number), to: &id)
        return
      case .field(_, isOrderNumber: true) where best.isEmpty: best = cell(number)
      default: break
      }
    }
    if !best.isEmpty { JSONQuoting.append(best, to: &id) }
  }

  /// Appends the text column, or else one line `name：value` for each field that has a value.
  ///
  /// - Returns: whether there was any text.
  func appendText(to text: inout [UInt8]) -> Bool {
    for (number, column) in columns.enumerated() {
      let value = cell(number)
      if value.isEmpty { continue }
      switch column {
      case .text:
        text.append(contentsOf: value)
        return true
      case .field(let name, _) where !hasText:
        if !text.isEmpty { text.append(0x0A) }
        text.append(contentsOf: name)
        text.append(contentsOf: [0xEF, 0xBC, 0x9A])  // ：
        text.append(contentsOf: value)
      default: break
      }
    }
    return !text.isEmpty
  }
}
