internal import Matching
internal import Spreadsheets
internal import Transcripts

/// Classifies the rows of one batch file in order.
///
/// Memory is a piece of the file, one row of at most 4 MiB, and what waits to be written.
struct BatchRun {
  /// Why it ended early; what was written by then is of no use.
  enum Failure: Error {
    case reading(SystemFailure)
    case refused(BatchRefusal)
    /// The results could not be written; the one who writes them knows why.
    case unwritten
  }

  /// Bytes a batch file may have.
  static let mostBytes = 2 << 30
  /// Bytes of results that are written at once.
  private static let outputSize = 256 << 10

  let files: FileSystem
  let descriptor: Int32
  let kind: BatchKind
  /// A file of just one order: a row that is not read is the file's refusal.
  var isSingle = false

  /// Reads the file once for its encoding and hash, and once for its rows.
  ///
  /// - Parameters:
  ///   - classifier: The worker's own.
  ///   - frame: What all results share, when the hash of the file is known.
  ///   - write: Writes results; false when that failed.
  /// - Returns: the number of rows that were no orders.
  /// - Throws: why it ended early.
  func run(
    _ classifier: inout OrderClassifier, frame: (_ digest: [UInt8]) -> BatchFrame,
    write: (UnsafeRawBufferPointer) -> Bool
  ) throws(Failure) -> Int {
    var feed = try feeding { () throws(BatchFeed.Failure) in
      try BatchFeed(descriptor, kind: kind, files: files)
    }
    var encodings = BatchEncodingScan()
    var hash = SHA256Stream()
    try feeding { () throws(BatchFeed.Failure) in
      try feed.scan { piece in
        if kind != .sheets { encodings.append(piece) }
        hash.append(piece)
      }
    }
    var batch = BatchReader(
      kind: kind, encoding: try encoding(encodings), reader: classifier.engine.reader)
    let frame = frame(hash.digest())
    var output = ByteWriter(capacity: Self.outputSize * 2)
    var faults = 0
    while true {
      switch classifier.classifyNext(of: &batch, as: frame, to: &output) {
      case .row: break
      case .fault(.missingColumns): throw .refused(.rows(.missingColumns))
      case .fault(let fault):
        if isSingle { throw .refused(.rows(fault)) }
        faults += 1
      case .needsBytes:
        try feeding { () throws(BatchFeed.Failure) in try feed.feed(&batch) }
      case .end:
        if isSingle, batch.row != 1 { throw .refused(.rows(.notAnObject)) }
        guard write(output.bytes) else { throw .unwritten }
        return faults
      }
      if output.count >= Self.outputSize {
        guard write(output.bytes) else { throw .unwritten }
        output.truncate()
      }
    }
  }

  private func encoding(
    _ scan: borrowing BatchEncodingScan
  ) throws(Failure) -> TextEncoding {
    if kind == .sheets { return .utf8 }
    do throws(ReadRefusal) {
      return try scan.encoding()
    } catch {
      throw .refused(.text(error))
    }
  }

  private func feeding<Answer: ~Copyable>(
    _ body: () throws(BatchFeed.Failure) -> Answer
  ) throws(Failure) -> Answer {
    do throws(BatchFeed.Failure) {
      return try body()
    } catch {
      switch error {
      case .reading(let failure): throw .reading(failure)
      case .refused(let refusal): throw .refused(.workbook(refusal))
      }
    }
  }
}
