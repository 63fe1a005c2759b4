private import CLinux

/// One `iconv` converter, opened at its first use and kept by its worker.
// Unchecked: iconv binds a descriptor to no thread, and `~Copyable` lets only one owner use it.
struct GB18030Converter: ~Copyable, @unchecked Sendable {
  private var handle: UnsafeMutableRawPointer?

  init() {}

  deinit {
    if let handle { clinux_gb18030_close(handle) }
  }

  /// Appends the text as UTF-8 up to the first ill-formed sequence.
  ///
  /// - Returns: the bytes read; all of them when the text is well-formed. 0 where the C library
  ///   has no GB18030.
  mutating func append(_ bytes: UnsafeRawBufferPointer, to text: inout [UInt8]) -> Int {
    if handle == nil { handle = clinux_gb18030_open() }
    guard let handle, !bytes.isEmpty else { return 0 }
    let before = text.count
    // Two bytes become three at most, four become four.
    let room = bytes.count + bytes.count / 2 + 4
    text.append(contentsOf: repeatElement(0, count: room))
    var written = 0
    let read = text.withUnsafeMutableBytes { buffer in
      clinux_gb18030_convert(
        handle, bytes.baseAddress, bytes.count, buffer.baseAddress?.advanced(by: before), room,
        &written)
    }
    text.removeLast(room - written)
    return read
  }
}

extension DocumentReader {
  /// Whether this machine's C library can read GB18030; some split it into a package of its own.
  package static func canReadGB18030() -> Bool {
    var converter = GB18030Converter()
    var text: [UInt8] = []
    let sample: [UInt8] = [0xB5, 0xE7]
    return sample.withUnsafeBytes { converter.append($0, to: &text) } == 2
  }
}
