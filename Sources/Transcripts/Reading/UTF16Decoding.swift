/// UTF-16 in either byte order to UTF-8.
enum UTF16Decoding {
  /// Whether text without a byte-order mark is UTF-16: NULs, nearly all on one side.
  ///
  /// A stray NUL in other text is no sign. Text that is also well-formed UTF-8 needs a NUL in every
  /// fifth unit, other text one in fifty: a letter, a digit or a line end.
  static func guess(
    _ bytes: UnsafeRawBufferPointer, isWellFormedUTF8: Bool
  ) -> TextEncoding? {
    guard bytes.count.isMultiple(of: 2), !bytes.isEmpty else { return nil }
    var even = 0
    var odd = 0
    for place in stride(from: 0, to: bytes.count, by: 2) {
      even += bytes[place] == 0 ? 1 : 0
      odd += bytes[place + 1] == 0 ? 1 : 0
    }
    let needed = max(2, bytes.count / (isWellFormedUTF8 ? 10 : 100))
    // 一 (U+4E00) and U+3000 have their NUL on the other side.
    if odd >= needed, odd >= even * 4 { return .utf16LE }
    if even >= needed, even >= odd * 4 { return .utf16BE }
    return nil
  }

  /// Appends the text as UTF-8, with U+FFFD for each lone surrogate and a cut-off last unit.
  ///
  /// - Returns: the number of replacements and the byte offset of the first one.
  static func append(
    _ bytes: UnsafeRawBufferPointer, isBigEndian: Bool, to text: inout [UInt8]
  ) -> (replaced: Int, firstBad: Int) {
    var replaced = 0
    var firstBad = 0
    var place = 0
    func unit(_ at: Int) -> UInt32 {
      let high = UInt32(bytes[isBigEndian ? at : at + 1])
      return high << 8 | UInt32(bytes[isBigEndian ? at + 1 : at])
    }
    while place < bytes.count {
      var code: UInt32 = 0xD800
      let start = place
      if place + 1 < bytes.count { code = unit(place) }
      place += 2
      if code & 0xFC00 == 0xD800, place + 1 < bytes.count {
        let low = unit(place)
        if low & 0xFC00 == 0xDC00 {
          code = 0x1_0000 + (code & 0x3FF) << 10 + (low & 0x3FF)
          place += 2
        }
      }
      if code & 0xFFFF_F800 == 0xD800 {
        if replaced == 0 { firstBad = start }
        replaced += 1
        code = 0xFFFD
      }
      UTF8Writing.append(code, to: &text)
    }
    return (replaced, firstBad)
  }
}
