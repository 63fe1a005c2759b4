/// Reads an `.xlsx` workbook in a file as CSV, sheet after sheet, in pieces.
///
/// Memory is the shared texts, of at most 256 MiB, and a piece of a sheet.
package struct Workbook: ~Copyable {
  /// What `next` gives.
  package enum Step: Equatable, Sendable {
    /// Whole rows were appended.
    case rows
    /// The rows to come belong to another sheet.
    case sheet
    case end
  }

  /// Bytes of XML parsed at once.
  ///
  /// A few of them can name long texts, so it is not much.
  private static let pieceSize = 8 << 10

  private var archive: ZipArchive
  private var sheets: [String] = []
  private let strings = SharedStrings()
  private let styles = CellStyles()
  private let isFrom1904: Bool
  private var piece = [UInt8](repeating: 0, count: Self.pieceSize)
  private var rows: SheetRows?
  private var parser: XMLPush?
  private var part = ""
  /// Bytes of rows that may still be given: short references can stand for long texts.
  private var left = ZipArchive.mostBytes

  /// Opens the workbook and reads everything but its sheets; the descriptor stays the caller's.
  package init(descriptor: Int32) throws(WorkbookRefusal) {
    var archive = try ZipArchive(descriptor: descriptor)
    let list = SheetList()
    let targets = PartTargets()
    guard try Self.read("xl/workbook.xml", of: &archive, to: list),
      try Self.read("xl/_rels/workbook.xml.rels", of: &archive, to: targets)
    else { throw .notAWorkbook }
    _ = try Self.read("xl/styles.xml", of: &archive, to: styles)
    _ = try Self.read("xl/sharedStrings.xml", of: &archive, to: strings)
    sheets = list.relations.compactMap { targets.parts[$0] }.reversed()
    isFrom1904 = list.isFrom1904
    self.archive = archive
  }

  /// Reads a part to its end; false when there is none.
  private static func read(
    _ name: String, of archive: inout ZipArchive, to listener: any XMLListener
  ) throws(WorkbookRefusal) -> Bool {
    guard try archive.open(name) else { return false }
    let parser = XMLPush(listener)
    var piece = [UInt8](repeating: 0, count: pieceSize)
    while true {
      let count = try archive.read(into: &piece)
      let isRead = piece.withUnsafeBytes {
        parser.push(UnsafeRawBufferPointer(rebasing: $0[..<count]))
      }
      guard isRead else { throw .broken(part: name) }
      if let strings = listener as? SharedStrings, strings.isOverfull {
        throw .tooManyStrings(limit: SharedStrings.mostBytes)
      }
      if count == 0 { return true }
    }
  }

  /// Appends the next rows as CSV in UTF-8.
  package mutating func next(into csv: inout [UInt8]) throws(WorkbookRefusal) -> Step {
    guard let rows, let parser else { return try nextSheet() }
    while true {
      let count = try archive.read(into: &piece)
      let isRead = piece.withUnsafeBytes {
        parser.push(UnsafeRawBufferPointer(rebasing: $0[..<count]))
      }
      guard isRead else { throw .broken(part: part) }
      if count == 0 { self.rows = nil }
      if !rows.csv.isEmpty {
        left -= rows.csv.count
        guard left >= 0 else { throw .tooLarge(limit: ZipArchive.mostBytes) }
        csv.append(contentsOf: rows.csv)
        rows.csv.removeAll(keepingCapacity: true)
        return .rows
      }
      if count == 0 { return try nextSheet() }
    }
  }

  private mutating func nextSheet() throws(WorkbookRefusal) -> Step {
    guard let name = sheets.popLast() else { return .end }
    guard try archive.open(name) else { throw .broken(part: name) }
    let rows = SheetRows(strings: strings, styles: styles, isFrom1904: isFrom1904)
    self.rows = rows
    parser = XMLPush(rows)
    part = name
    return .sheet
  }
}
