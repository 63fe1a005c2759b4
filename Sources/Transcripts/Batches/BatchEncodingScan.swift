/// Decides the encoding of a batch file in one pass over its pieces.
///
/// Strict UTF-8 and strict GB18030 are tried side by side; what is neither is refused.
package struct BatchEncodingScan: ~Copyable {
  private var read = 0
  private var head: [UInt8] = []
  private var utf8Rest: [UInt8] = []
  private var utf8Bad: Int?
  private var gb18030Rest: [UInt8] = []
  private var gb18030Bad: Int?
  private var gb18030 = GB18030Converter()
  private var thrownAway: [UInt8] = []

  package init() {}

  /// Takes the next bytes of the file.
  package mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if head.count < 16 { head.append(contentsOf: bytes.prefix(16 - head.count)) }
    if utf8Bad == nil { scanUTF8(bytes) }
    if gb18030Bad == nil { scanGB18030(bytes) }
    read += bytes.count
  }

  /// The encoding, once all bytes were taken.
  package func encoding() throws(ReadRefusal) -> TextEncoding {
    if let name = head.withUnsafeBytes({ BinarySignature.name(of: $0) }) {
      throw .binary(looksLike: name)
    }
    if head.starts(with: [0xFF, 0xFE]) { return .utf16LE }
    if head.starts(with: [0xFE, 0xFF]) { return .utf16BE }
    if utf8Bad == nil, utf8Rest.isEmpty {
      return head.starts(with: [0xEF, 0xBB, 0xBF]) ? .utf8BOM : .utf8
    }
    if gb18030Bad == nil, gb18030Rest.isEmpty { return .gb18030 }
    let utf8 = utf8Bad ?? read - utf8Rest.count
    throw .undecodable(offset: max(utf8, gb18030Bad ?? read - gb18030Rest.count))
  }

  private mutating func scanUTF8(_ bytes: UnsafeRawBufferPointer) {
    let before = utf8Rest.count
    utf8Rest.append(contentsOf: bytes)
    let used = utf8Rest.withUnsafeBytes { TextRepair.wellFormedPrefix(of: $0) }
    let isCutOff = utf8Rest.withUnsafeBytes {
      used == $0.count || TextRepair.isCutOff($0, at: used)
    }
    if isCutOff {
      utf8Rest.removeFirst(used)
    } else {
      utf8Bad = read - before + used
      utf8Rest.removeAll()
    }
  }

  private mutating func scanGB18030(_ bytes: UnsafeRawBufferPointer) {
    let before = gb18030Rest.count
    gb18030Rest.append(contentsOf: bytes)
    thrownAway.removeAll(keepingCapacity: true)
    let used = gb18030Rest.withUnsafeBytes { gb18030.append($0, to: &thrownAway) }
    if gb18030Rest.count - used < 4 {
      gb18030Rest.removeFirst(used)
    } else {
      gb18030Bad = read - before + used
      gb18030Rest.removeAll()
    }
  }
}
