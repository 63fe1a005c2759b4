/// Turns the pieces of a batch file into UTF-8; a character may be cut between two pieces.
struct BatchTranscoder: ~Copyable {
  let encoding: TextEncoding
  private var rest: [UInt8] = []
  private var gb18030 = GB18030Converter()

  init(_ encoding: TextEncoding) { self.encoding = encoding }

  mutating func append(_ bytes: UnsafeRawBufferPointer, to text: inout [UInt8]) {
    switch encoding {
    case .utf8, .utf8BOM, .utf8Repaired: text.append(contentsOf: bytes)
    default:
      rest.append(contentsOf: bytes)
      convert(to: &text, isLast: false)
    }
  }

  /// Converts what is left of a cut-off last character.
  mutating func finish(_ text: inout [UInt8]) { convert(to: &text, isLast: true) }

  private mutating func convert(to text: inout [UInt8], isLast: Bool) {
    guard !rest.isEmpty else { return }
    let used = rest.withUnsafeBytes { bytes in
      switch encoding {
      case .utf16LE, .utf16BE: return convertUTF16(bytes, to: &text, isLast: isLast)
      default:
        // Four bytes at most are one character: what stays behind is never longer.
        let used = gb18030.append(bytes, to: &text)
        guard used < bytes.count, isLast || bytes.count - used >= 4 else { return used }
        // The scan found it well-formed, so the file changed since; what is bad stays visible.
        UTF8Writing.appendReplacement(to: &text)
        return isLast ? bytes.count : used + 1
      }
    }
    rest.removeFirst(used)
  }

  private func convertUTF16(
    _ bytes: UnsafeRawBufferPointer, to text: inout [UInt8], isLast: Bool
  ) -> Int {
    let isBigEndian = encoding == .utf16BE
    var whole = isLast ? bytes.count : bytes.count & ~1
    // A high surrogate waits for its other half.
    if !isLast, whole > 1, bytes[isBigEndian ? whole - 2 : whole - 1] & 0xFC == 0xD8 { whole -= 2 }
    _ = UTF16Decoding.append(
      UnsafeRawBufferPointer(rebasing: bytes[..<whole]), isBigEndian: isBigEndian, to: &text)
    return whole
  }
}
