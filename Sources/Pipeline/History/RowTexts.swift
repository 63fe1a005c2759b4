internal import History
internal import Transcripts

/// The texts of a batch file's rows, in order.
final class RowTexts {
  private let file: Descriptor
  private var feed: BatchFeed
  private var batch: BatchReader
  private var document = Document()
  private var isOver = false

  /// nil when the file cannot be read as the rows it was.
  static func open(
    _ claim: Claim, in folder: Folder, files: FileSystem, reader: DocumentReader
  ) -> RowTexts? {
    do {
      let file = try files.openFile(in: folder, claim.held)
      let kind = try TranscriptKind(of: claim.name, file, files: files).rows
      return try RowTexts(file, kind: kind, files: files, reader: reader)
    } catch {
      return nil
    }
  }

  private init(
    _ file: consuming Descriptor, kind: BatchKind, files: FileSystem, reader: DocumentReader
  ) throws {
    var feed = try BatchFeed(file.raw, kind: kind, files: files)
    var encodings = BatchEncodingScan()
    if kind != .sheets { try feed.scan { encodings.append($0) } }
    let encoding = kind == .sheets ? .utf8 : try encodings.encoding()
    self.file = file
    self.feed = feed
    batch = BatchReader(kind: kind, encoding: encoding, reader: reader)
  }

  /// Rows are asked for in their order; nil for one that was no order.
  func text(ofRow row: Int) -> [Unicode.Scalar]? {
    while !isOver, batch.row < row {
      document.removeAll()
      switch batch.next(&document) {
      case .row: if batch.row == row { return ArchivedOrders.scalars(of: document) }
      case .fault: break
      case .needsBytes:
        do { try feed.feed(&batch) } catch { isOver = true }
      case .end: isOver = true
      }
    }
    return nil
  }
}
