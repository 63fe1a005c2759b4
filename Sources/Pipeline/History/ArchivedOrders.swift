internal import History
internal import Transcripts

/// Reads what the archive keeps of one claim: the result, and around its evidence the source.
final class ArchivedOrders {
  /// Bytes of one result line; anything longer is no result of ours.
  private static let longestLine = 64 << 20
  /// Records handed on at once.
  private static let chunk = 500

  private let files: FileSystem
  private let reader: DocumentReader
  private let records = RecordReader()
  private var document = Document()
  private var bytes: [UInt8] = []

  /// Texts are read by `reader`; only tables of rows depend on its layouts.
  init(files: FileSystem, reader: DocumentReader) {
    self.files = files
    self.reader = reader
  }

  /// Hands on the records of a claim in chunks; none when its result cannot be read.
  func read(
    _ claim: Claim, in folder: Folder, day: String, _ chunk: ([OrderRecord]) throws -> Void
  ) throws {
    func complete(_ record: OrderRecord) -> OrderRecord {
      var record = record
      record.archiveDay = day
      record.file = "\(claim.name)"
      return record
    }
    let dropped = DeskTime(wall: claim.id.milliseconds)
    if let result = try? whole(claim.resultCopy(".json"), in: folder) {
      guard let reading = records.read(result) else { return }
      let text = text(of: claim, in: folder)
      return try chunk([complete(records.record(reading, text: text, dropped: dropped))])
    }
    guard let lines = try? files.openFile(in: folder, claim.resultCopy(".jsonl")) else { return }
    let rows = RowTexts.open(claim, in: folder, files: files, reader: reader)
    var gathered: [OrderRecord] = []
    let results = ResultLines(lines, files: files, longest: Self.longestLine)
    while let line = results.next() {
      guard let reading = records.read(line) else { continue }
      let text = reading.row.flatMap { rows?.text(ofRow: $0) }
      gathered.append(complete(records.record(reading, text: text, dropped: dropped)))
      if gathered.count == Self.chunk {
        try chunk(gathered)
        gathered.removeAll(keepingCapacity: true)
      }
    }
    try chunk(gathered)
  }

  private func whole(_ name: FileName, in folder: Folder) throws(SystemFailure) -> [UInt8] {
    let file = try files.openFile(in: folder, name)
    var bytes: [UInt8] = []
    let size = Int(try files.facts(of: file).size)
    try files.read(file, into: &bytes, expected: size, limit: Self.longestLine)
    return bytes
  }

  /// The decoded source as code points; nil when it cannot be read.
  func text(of claim: Claim, in folder: Folder) -> [Unicode.Scalar]? {
    bytes.removeAll(keepingCapacity: true)
    do {
      let file = try files.openFile(in: folder, claim.held)
      guard try TranscriptKind(of: claim.name, file, files: files) == .order else { return nil }
      let size = Int(try files.facts(of: file).size)
      try files.read(
        file, into: &bytes, expected: size, limit: DocumentReader.maximumBytes + 1)
      try decode()
    } catch {
      return nil
    }
    return Self.scalars(of: document)
  }

  private func decode() throws(ReadRefusal) {
    try bytes.withUnsafeBufferPointer { bytes throws(ReadRefusal) in
      try reader.read(UnsafeRawBufferPointer(bytes), into: &document)
    }
  }

  static func scalars(of document: borrowing Document) -> [Unicode.Scalar] {
    Array(String(decoding: document.original, as: UTF8.self).unicodeScalars)
  }
}

/// The lines of a file, one at a time.
final class ResultLines {
  private static let pieceSize = 256 << 10

  private let file: Descriptor
  private let files: FileSystem
  private let longest: Int
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  init(_ file: consuming Descriptor, files: FileSystem, longest: Int) {
    self.file = file
    self.files = files
    self.longest = longest
  }

  /// nil at the end, and where the file cannot be read any further.
  func next() -> [UInt8]? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return Array(buffer[start..<end])
      }
      guard !isAtEnd, buffer.count - start < longest else { return nil }
      buffer.removeFirst(start)
      searched = buffer.count
      start = 0
      let size = Self.pieceSize
      do {
        try files.read(
          file, into: &buffer, expected: searched + size - 1, limit: searched + size)
      } catch {
        return nil
      }
      isAtEnd = buffer.count == searched
    }
  }
}
