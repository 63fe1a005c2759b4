internal import CZip
internal import Glibc

/// A ZIP archive that is read part by part, within bounds.
// Unchecked: libzip binds an archive to no thread, and `~Copyable` lets only one owner use it.
struct ZipArchive: ~Copyable, @unchecked Sendable {
  /// Bytes all parts together may unpack to.
  static let mostBytes = 2 << 30
  /// How many times its packed size a part may unpack to; text reaches a tenth of that.
  static let mostRatio = 250
  /// Parts below this size may be packed as they like.
  private static let smallPart: UInt64 = 16 << 20

  private let archive: OpaquePointer
  private var part: OpaquePointer?
  private var partName = ""
  /// Bytes that may still be unpacked.
  private var left = Self.mostBytes

  /// Opens the archive in a file; the descriptor stays the caller's.
  init(descriptor: Int32) throws(WorkbookRefusal) {
    let copy = dup(descriptor)
    guard copy >= 0 else { throw .notAWorkbook }
    lseek(copy, 0, SEEK_SET)
    var code: Int32 = 0
    guard let archive = zip_fdopen(copy, 0, &code) else {
      close(copy)
      throw .notAWorkbook
    }
    self.archive = archive
  }

  deinit {
    if let part { zip_fclose(part) }
    zip_discard(archive)
  }

  /// Begins to read a part; false when there is none of that name.
  mutating func open(_ name: String) throws(WorkbookRefusal) -> Bool {
    closePart()
    var facts = zip_stat_t()
    zip_stat_init(&facts)
    guard zip_stat(archive, name, 0, &facts) == 0 else { return false }
    if facts.encryption_method != UInt16(ZIP_EM_NONE) { throw .encrypted }
    if facts.size > Self.smallPart, facts.size / UInt64(Self.mostRatio) > facts.comp_size {
      throw .bomb(part: name)
    }
    guard facts.size <= UInt64(left) else { throw .tooLarge(limit: Self.mostBytes) }
    guard let opened = zip_fopen_index(archive, facts.index, 0) else { throw .broken(part: name) }
    part = opened
    partName = name
    return true
  }

  /// Fills the buffer with the next bytes of the part; none at its end.
  mutating func read(into buffer: inout [UInt8]) throws(WorkbookRefusal) -> Int {
    guard let part else { return 0 }
    let got = buffer.withUnsafeMutableBytes { zip_fread(part, $0.baseAddress, UInt64($0.count)) }
    guard got >= 0 else { throw .broken(part: partName) }
    // What the archive says about sizes need not be true.
    left -= Int(got)
    guard left >= 0 else { throw .tooLarge(limit: Self.mostBytes) }
    if got == 0 { closePart() }
    return Int(got)
  }

  private mutating func closePart() {
    if let part { zip_fclose(part) }
    part = nil
  }
}
