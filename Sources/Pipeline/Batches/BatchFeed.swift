internal import Glibc
internal import Spreadsheets
internal import Transcripts

/// The bytes of a batch file, piece after piece, as its reader wants them.
struct BatchFeed: ~Copyable {
  /// Why no more bytes come.
  enum Failure: Error {
    case reading(SystemFailure)
    case refused(WorkbookRefusal)
  }

  private static let pieceSize = 256 << 10

  private let files: FileSystem
  private let descriptor: Int32
  private var place: off_t = 0
  private var piece: [UInt8]
  private var workbook: Workbook?

  init(_ descriptor: Int32, kind: BatchKind, files: FileSystem) throws(Failure) {
    self.files = files
    self.descriptor = descriptor
    piece = [UInt8](repeating: 0, count: Self.pieceSize)
    guard kind == .sheets else { return }
    do throws(WorkbookRefusal) {
      workbook = try Workbook(descriptor: descriptor)
    } catch {
      throw .refused(error)
    }
  }

  /// Gives the reader the next bytes, or tells it that there are no more.
  mutating func feed(_ reader: inout BatchReader) throws(Failure) {
    guard workbook == nil else { return try feedSheet(&reader) }
    let count = try next()
    if count == 0 { return reader.finish() }
    piece.withUnsafeBytes { reader.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }

  private mutating func feedSheet(_ reader: inout BatchReader) throws(Failure) {
    piece.removeAll(keepingCapacity: true)
    do throws(WorkbookRefusal) {
      switch try workbook?.next(into: &piece) ?? .end {
      case .rows: piece.withUnsafeBytes { reader.append($0) }
      case .sheet: reader.beginSheet()
      case .end: reader.finish()
      }
    } catch {
      throw .refused(error)
    }
  }

  /// Hands the whole file to a body, from its beginning.
  mutating func scan(_ body: (UnsafeRawBufferPointer) -> Void) throws(Failure) {
    while true {
      let count = try next()
      guard count > 0 else { break }
      piece.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    place = 0
  }

  private mutating func next() throws(Failure) -> Int {
    let at = place
    do throws(SystemFailure) {
      let count = try files.run(.read) {
        piece.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, Self.pieceSize, at) }
      }
      place += off_t(count)
      return count
    } catch {
      throw .reading(error)
    }
  }
}
