/// Single code points to UTF-8, for the rare ways; the fold pass has its own loop.
enum UTF8Writing {
  /// Appends one code point; it must be a Unicode scalar.
  static func append(_ code: UInt32, to text: inout [UInt8]) {
    switch code {
    case 0..<0x80: text.append(UInt8(code))
    case 0x80..<0x800:
      text.append(UInt8(0xC0 | code >> 6))
      text.append(UInt8(0x80 | code & 0x3F))
    case 0x800..<0x1_0000:
      text.append(UInt8(0xE0 | code >> 12))
      text.append(UInt8(0x80 | code >> 6 & 0x3F))
      text.append(UInt8(0x80 | code & 0x3F))
    default:
      text.append(UInt8(0xF0 | code >> 18))
      text.append(UInt8(0x80 | code >> 12 & 0x3F))
      text.append(UInt8(0x80 | code >> 6 & 0x3F))
      text.append(UInt8(0x80 | code & 0x3F))
    }
  }

  /// Appends U+FFFD.
  static func appendReplacement(to text: inout [UInt8]) { append(0xFFFD, to: &text) }
}
