/// A place in JSON bytes and the few steps a row reader takes from it (RFC 8259).
struct JSONCursor {
  private static let deepestNesting = 64

  let bytes: UnsafeRawBufferPointer
  private(set) var place = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  /// The byte at the place, or 0 at the end.
  var byte: UInt8 { place < bytes.count ? bytes[place] : 0 }

  mutating func skipBlanks() {
    while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  mutating func take(_ wanted: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == wanted else { return false }
    place += 1
    return true
  }

  // MARK: Values

  /// Steps over one value, whatever it is.
  mutating func skipValue(depth: Int = 0) -> Bool {
    guard depth < Self.deepestNesting else { return false }
    switch byte {
    case UInt8(ascii: "\""): return skipString()
    case UInt8(ascii: "{"): return skipContainer(closedBy: UInt8(ascii: "}"), depth: depth)
    case UInt8(ascii: "["): return skipContainer(closedBy: UInt8(ascii: "]"), depth: depth)
    case UInt8(ascii: "t"): return skipWord("true")
    case UInt8(ascii: "f"): return skipWord("false")
    case UInt8(ascii: "n"): return skipWord("null")
    default: return skipNumber()
    }
  }

  private mutating func skipContainer(closedBy close: UInt8, depth: Int) -> Bool {
    place += 1
    skipBlanks()
    if take(close) { return true }
    while true {
      skipBlanks()
      if close == UInt8(ascii: "}") {
        guard skipString() else { return false }
        skipBlanks()
        guard take(UInt8(ascii: ":")) else { return false }
        skipBlanks()
      }
      guard skipValue(depth: depth + 1) else { return false }
      skipBlanks()
      if take(close) { return true }
      guard take(UInt8(ascii: ",")) else { return false }
    }
  }

  private mutating func skipWord(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard place + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[place + offset] != word.utf8Start[offset] { return false }
    place += count
    return true
  }

  private mutating func skipNumber() -> Bool {
    _ = take(UInt8(ascii: "-"))
    guard take(UInt8(ascii: "0")) || skipDigits() else { return false }
    if take(UInt8(ascii: ".")), !skipDigits() { return false }
    if byte | 0x20 == UInt8(ascii: "e") {
      place += 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      return skipDigits()
    }
    return true
  }

  private mutating func skipDigits() -> Bool {
    let start = place
    while place < bytes.count, bytes[place] &- 0x30 < 10 { place += 1 }
    return place > start
  }

  // MARK: Strings

  /// Steps over a string; escapes are looked at only as far as finding the end needs.
  mutating func skipString() -> Bool {
    guard take(UInt8(ascii: "\"")) else { return false }
    while true {
      skipPlain()
      guard place < bytes.count else { return false }
      switch bytes[place] {
      case UInt8(ascii: "\""):
        place += 1
        return true
      case UInt8(ascii: "\\") where place + 1 < bytes.count: place += 2
      default: return false
      }
    }
  }

  /// Appends the string's text as UTF-8.
  ///
  /// - Returns: the halves of surrogate pairs replaced by U+FFFD, or nil when it is ill-formed.
  mutating func appendString(to text: inout [UInt8]) -> Int? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    var replaced = 0
    while true {
      let start = place
      skipPlain()
      text.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<place]))
      guard place < bytes.count else { return nil }
      if take(UInt8(ascii: "\"")) { return replaced }
      guard take(UInt8(ascii: "\\")), appendEscape(to: &text, &replaced) else { return nil }
    }
  }

  /// Steps to the next quotation mark, backslash or control character.
  private mutating func skipPlain() {
    let bytes = self.bytes
    let end = bytes.count
    var next = place
    while end &- next >= 32, !Self.hasEnd(bytes, from: next, count: 32) { next &+= 32 }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    while end &- next >= 8 {
      let word = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: next, as: UInt64.self))
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let found =
        ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
        | ((word &- ones &* 0x20) & ~word)
      if found & tops != 0 {
        // The lowest bit is that of the first such byte; only bits above it may be wrong.
        place = next &+ (found & tops).trailingZeroBitCount / 8
        return
      }
      next &+= 8
    }
    while next < end, !Self.endsPlain(bytes[next]) { next &+= 1 }
    place = next
  }

  @inline(__always)
  private static func endsPlain(_ byte: UInt8) -> Bool {
    byte == 0x22 || byte == 0x5C || byte < 0x20
  }

  /// Whether one of so many bytes ends the plain text; without a branch, so that it vectorises.
  @inline(__always)
  private static func hasEnd(
    _ bytes: UnsafeRawBufferPointer, from start: Int, count: Int
  ) -> Bool {
    var found: UInt8 = 0
    for offset in 0..<count {
      let byte = bytes[start &+ offset]
      found |= (byte == 0x22 ? 1 : 0) | (byte == 0x5C ? 1 : 0) | (byte < 0x20 ? 1 : 0)
    }
    return found != 0
  }

  private mutating func appendEscape(to text: inout [UInt8], _ replaced: inout Int) -> Bool {
    let letter = byte
    guard !isAtEnd else { return false }
    place += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      guard let unit = readUnit() else { return false }
      append(unit, to: &text, &replaced)
    default: return false
    }
    return true
  }

  private mutating func append(_ unit: UInt32, to text: inout [UInt8], _ replaced: inout Int) {
    var code = unit
    if unit & 0xFC00 == 0xD800, place + 5 < bytes.count, bytes[place] == UInt8(ascii: "\\"),
      bytes[place + 1] == UInt8(ascii: "u")
    {
      let back = place
      place += 2
      if let low = readUnit(), low & 0xFC00 == 0xDC00 {
        code = 0x1_0000 + (unit & 0x3FF) << 10 + (low & 0x3FF)
      } else {
        place = back
      }
    }
    if code & 0xFFFF_F800 == 0xD800 {
      // Half a pair is no character; it stays visible and is counted.
      replaced += 1
      code = 0xFFFD
    }
    UTF8Writing.append(code, to: &text)
  }

  private mutating func readUnit() -> UInt32? {
    guard place + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Self.hexValue(bytes[place]) else { return nil }
      value = value << 4 | UInt32(digit)
      place += 1
    }
    return value
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
