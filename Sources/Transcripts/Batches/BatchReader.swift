/// Reads the orders of a batch file, fed in pieces of any size.
///
/// Hold: `append` bytes, `next` until it needs more, and after the last bytes `finish` and `next`
/// until the end. Memory is one piece and one row of at most 4 MiB. After `.row` call
/// `DocumentReader.structure(checking:)`.
package struct BatchReader: ~Copyable {
  /// What `next` met.
  package enum Step: Equatable, Sendable {
    /// The document's `original` holds the text of an order.
    case row
    case fault(RowFault)
    case needsBytes
    case end
  }

  /// The number of the row just read or refused, counted from 1; a row of column names is none.
  package private(set) var row = 0
  /// The id of the row as a JSON value; empty when it has none.
  package private(set) var id: [UInt8] = []

  private let kind: BatchKind
  private let tables: LayoutTables
  private var transcoder: BatchTranscoder
  private var splitter: RowSplitter
  private var json = JSONLineReader()
  private var table: DelimitedTable
  private var buffer: [UInt8] = []
  private var start = 0
  private var isFinished = false
  private var isOver = false
  private var isSkipping = false
  private var hasBegun = false
  private var isArray = false
  private var isClosed = false
  private var hasToldEnd = false
  /// Whether some table of the file had names of columns, and whether the rest of one is of no use.
  private var hasHadColumns = false
  private var isWithoutColumns = false

  /// - Parameter encoding: what `BatchEncodingScan` found.
  package init(kind: BatchKind, encoding: TextEncoding, reader: DocumentReader) {
    self.kind = kind
    tables = reader.tables
    transcoder = BatchTranscoder(encoding)
    splitter = RowSplitter(kind: kind)
    table = DelimitedTable(kind: kind, tables: reader.tables)
  }

  /// Takes the next bytes of the file.
  package mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    transcoder.append(bytes, to: &buffer)
  }

  /// Says that no more bytes come.
  package mutating func finish() {
    transcoder.finish(&buffer)
    isFinished = true
  }

  /// Says that the rows to come stand in another sheet, under names of columns of its own.
  package mutating func beginSheet() {
    table = DelimitedTable(kind: kind, tables: tables)
    isWithoutColumns = false
  }

  /// Reads the next row into the document.
  package mutating func next(_ document: inout Document) -> Step {
    while !isOver {
      guard begin() else { return isFinished ? end() : .needsBytes }
      guard let rowEnd = splitter.rowEnd(in: buffer, from: start) ?? lastEnd() else {
        if let step = dropOverlong() { return step }
        return .needsBytes
      }
      let rowStart = start
      start = rowEnd
      if isSkipping {
        isSkipping = false
        continue
      }
      if let step = read(rowStart, rowEnd, into: &document) { return step }
    }
    return end()
  }

  private mutating func end() -> Step {
    isOver = true
    guard !hasToldEnd else { return .end }
    hasToldEnd = true
    // A table without names of columns, or an array without its bracket, must not end in silence.
    let isNameless = kind.isTable && !hasHadColumns && (table.headRows > 0 || isWithoutColumns)
    guard isNameless || (isArray && !isClosed) else { return .end }
    row += 1
    id.removeAll(keepingCapacity: true)
    return .fault(isNameless ? .missingColumns : .badJSON)
  }

  /// Skips the mark, and the bracket of a JSON array; false when bytes are missing for that.
  private mutating func begin() -> Bool {
    if hasBegun { return true }
    while start < buffer.count {
      switch buffer[start] {
      case 0xEF:
        guard start + 2 < buffer.count || isFinished else { return false }
        guard buffer[start...].starts(with: [0xEF, 0xBB, 0xBF]) else {
          hasBegun = true
          return true
        }
        start += 3
      case let byte where kind == .json && JSONCursor.isBlank(byte): start += 1
      case UInt8(ascii: "[") where kind == .json:
        start += 1
        isArray = true
        hasBegun = true
        return true
      default:
        hasBegun = true
        return true
      }
    }
    return false
  }

  /// At the end of the file the rest is the last row.
  private mutating func lastEnd() -> Int? {
    guard isFinished else { return nil }
    isOver = true
    return start < buffer.count ? buffer.count : nil
  }

  /// Refuses a row that grows beyond the limit, once, and forgets its bytes as they come.
  private mutating func dropOverlong() -> Step? {
    if isOver { return end() }
    guard isSkipping || buffer.count - start > DocumentReader.maximumBytes else { return nil }
    start = buffer.count
    splitter.dropSeen()
    if isSkipping { return nil }
    isSkipping = true
    row += 1
    id.removeAll(keepingCapacity: true)
    return .fault(.tooLarge)
  }

  /// Reads one row; nil when it is blank or holds the names of the columns.
  private mutating func read(
    _ rowStart: Int, _ rowEnd: Int, into document: inout Document
  ) -> Step? {
    document.removeAll()
    id.removeAll(keepingCapacity: true)
    guard rowEnd - rowStart <= DocumentReader.maximumBytes else {
      row += 1
      return .fault(.tooLarge)
    }
    switch kind {
    case .jsonLines: return readJSON(rowStart, rowEnd, into: &document)
    case .json: return readJSON(rowStart, elementEnd(rowEnd), into: &document)
    case .csv, .tsv, .sheets: return readRecord(rowStart, rowEnd, into: &document)
    }
  }

  /// The end of an element without its comma or the bracket behind it.
  private mutating func elementEnd(_ rowEnd: Int) -> Int {
    guard isArray, rowEnd > 0 else { return rowEnd }
    if buffer[rowEnd - 1] == UInt8(ascii: "]") {
      isOver = true
      isClosed = true
      return rowEnd - 1
    }
    return buffer[rowEnd - 1] == UInt8(ascii: ",") ? rowEnd - 1 : rowEnd
  }

  private mutating func readJSON(
    _ rowStart: Int, _ rowEnd: Int, into document: inout Document
  ) -> Step? {
    if buffer[rowStart..<rowEnd].allSatisfy({ $0 <= 0x20 }) { return nil }
    row += 1
    let fault = buffer.withUnsafeBytes { bytes in
      json.read(UnsafeRawBufferPointer(rebasing: bytes[rowStart..<rowEnd]), into: &document)
    }
    swap(&id, &json.id)
    document.encoding = transcoder.encoding
    return fault.map { .fault($0) } ?? .row
  }

  private mutating func readRecord(
    _ rowStart: Int, _ rowEnd: Int, into document: inout Document
  ) -> Step? {
    if isWithoutColumns { return nil }
    guard table.split(buffer, from: rowStart, to: rowEnd) else {
      row += 1
      return .fault(.unclosedQuote)
    }
    if table.isBlank { return nil }
    guard table.hasColumns else {
      if table.readColumns() {
        hasHadColumns = true
        return nil
      }
      if table.mayComeLater { return nil }
      // A sheet without orders, such as one of notes, is passed over.
      if kind == .sheets {
        isWithoutColumns = true
        return nil
      }
      row += 1
      isOver = true
      hasToldEnd = true
      return .fault(.missingColumns)
    }
    row += 1
    table.appendId(to: &id)
    guard table.appendText(to: &document.original) else { return .fault(.missingText) }
    document.sourceBytes = document.original.count
    document.encoding = transcoder.encoding
    return .row
  }
}
