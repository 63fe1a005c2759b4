/// A growing buffer of bytes that results are written into; one of the three places with raw
/// pointers (see `ARCHITECTURE.md`): room is asked for once a piece, then copied unchecked.
package struct ByteWriter: ~Copyable {
  private var base: UnsafeMutableRawPointer
  private var capacity: Int
  /// How many bytes stand in the buffer.
  package private(set) var count = 0

  package init(capacity: Int = 64 * 1024) {
    base = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    self.capacity = capacity
  }

  deinit { base.deallocate() }

  /// The bytes written so far.
  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  /// Forgets everything from a place on.
  package mutating func truncate(to place: Int = 0) {
    precondition(place <= count, "a writer can only be cut")
    count = place
  }

  /// Makes room for at least so many more bytes.
  @inline(__always)
  mutating func room(_ more: Int) {
    if count + more > capacity { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    let wanted = max(capacity * 2, count + more)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 16)
    larger.copyMemory(from: base, byteCount: count)
    base.deallocate()
    base = larger
    capacity = wanted
  }

  @inline(__always)
  mutating func append(_ text: StaticString) {
    room(text.utf8CodeUnitCount)
    (base + count).copyMemory(from: text.utf8Start, byteCount: text.utf8CodeUnitCount)
    count += text.utf8CodeUnitCount
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    room(1)
    base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  /// Appends part of an array.
  @inline(__always)
  mutating func append(_ array: [UInt8], _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    room(range.count)
    precondition(range.upperBound <= array.count, "the range lies outside the array")
    let target = base + count
    array.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      target.copyMemory(from: start + range.lowerBound, byteCount: range.count)
    }
    count += range.count
  }

  @inline(__always)
  mutating func append(_ array: [UInt8]) { append(array, 0..<array.count) }

  /// Appends a piece of text made when rules were compiled.
  @inline(__always)
  mutating func append(_ arena: TextArena, _ number: Int) {
    append(arena.bytes, arena.range(number))
  }

  /// Appends raw bytes.
  package mutating func append(raw bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return }
    room(bytes.count)
    (base + count).copyMemory(from: start, byteCount: bytes.count)
    count += bytes.count
  }

  /// Appends a whole number in decimal digits.
  @inline(__always)
  mutating func append(number: Int) {
    if UInt(bitPattern: number) < 1000 {
      appendSmall(UInt32(truncatingIfNeeded: number))
    } else {
      appendLarge(number)
    }
  }

  /// Up to three digits, as most places in orders have.
  private mutating func appendSmall(_ number: UInt32) {
    room(4)
    let target = (base + count).assumingMemoryBound(to: UInt8.self)
    if number < 10 {
      target[0] = UInt8(truncatingIfNeeded: 48 + number)
      count &+= 1
    } else if number < 100 {
      target[0] = UInt8(truncatingIfNeeded: 48 + number / 10)
      target[1] = UInt8(truncatingIfNeeded: 48 + number % 10)
      count &+= 2
    } else {
      target[0] = UInt8(truncatingIfNeeded: 48 + number / 100)
      target[1] = UInt8(truncatingIfNeeded: 48 + number / 10 % 10)
      target[2] = UInt8(truncatingIfNeeded: 48 + number % 10)
      count &+= 3
    }
  }

  @inline(never)
  private mutating func appendLarge(_ number: Int) {
    var rest = number.magnitude
    room(21)
    if number < 0 { append(0x2D) }
    var length = 1
    var bound: UInt = 10
    while length < 20, rest >= bound {
      length += 1
      let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
      if overflow { break }
      bound = next
    }
    var place = count + length
    count = place
    repeat {
      place -= 1
      base.storeBytes(of: UInt8(48 + rest % 10), toByteOffset: place, as: UInt8.self)
      rest /= 10
    } while rest > 0
  }

  /// Appends a JSON string with its quotation marks; the bytes must be valid UTF-8.
  package mutating func append(json array: [UInt8], _ range: Range<Int>) {
    append(0x22)
    var start = range.lowerBound
    var place = start
    while place < range.upperBound {
      place = Self.firstEscaped(array, place..<range.upperBound)
      guard place < range.upperBound else { break }
      let byte = array[place]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C {
        append(array, start..<place)
        appendEscape(byte)
        start = place + 1
      }
      place += 1
    }
    append(array, start..<range.upperBound)
    append(0x22)
  }

  /// The first byte JSON wants escaped, or the end: eight bytes at a time, then one by one.
  private static func firstEscaped(_ array: [UInt8], _ range: Range<Int>) -> Int {
    precondition(range.upperBound <= array.count, "the range lies outside the array")
    return array.withUnsafeBytes { bytes in
      let ones: UInt64 = 0x0101_0101_0101_0101
      var place = range.lowerBound
      while place + 8 <= range.upperBound {
        let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let found =
          ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
          | ((word &- ones &* 0x20) & ~word)
        if found & (ones &* 0x80) != 0 { break }
        place &+= 8
      }
      while place < range.upperBound {
        let byte = bytes[place]
        if byte < 0x20 || byte == 0x22 || byte == 0x5C { return place }
        place &+= 1
      }
      return place
    }
  }

  /// Appends a JSON string; for texts outside the hot way.
  package mutating func append(json text: String) {
    let bytes = Array(text.utf8)
    append(json: bytes, 0..<bytes.count)
  }

  private mutating func appendEscape(_ byte: UInt8) {
    append(0x5C)
    switch byte {
    case 0x22, 0x5C: append(byte)
    case 0x08: append(0x62)
    case 0x09: append(0x74)
    case 0x0A: append(0x6E)
    case 0x0C: append(0x66)
    case 0x0D: append(0x72)
    default:
      append("u00")
      append(Self.hexDigit(byte >> 4))
      append(Self.hexDigit(byte & 15))
    }
  }

  /// Appends bytes as lower-case hex digits.
  mutating func append(hex bytes: [UInt8], first: Int) {
    for byte in bytes.prefix(first) {
      append(Self.hexDigit(byte >> 4))
      append(Self.hexDigit(byte & 15))
    }
  }

  /// Appends bytes in base 64 with padding (RFC 4648).
  mutating func append(base64 bytes: [UInt8]) {
    let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    var place = 0
    while place < bytes.count {
      let left = min(3, bytes.count - place)
      var bits = 0
      for offset in 0..<3 { bits = bits << 8 | (offset < left ? Int(bytes[place + offset]) : 0) }
      for digit in 0..<4 {
        if digit <= left {
          append(alphabet.utf8Start[(bits >> (18 - 6 * digit)) & 63])
        } else {
          append(0x3D)
        }
      }
      place += 3
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
}
