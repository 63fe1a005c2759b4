/// Reading of damaged text: what is ill-formed becomes U+FFFD, and is counted.
struct TextRepair {
  /// Ill-formed sequences replaced.
  private(set) var replaced = 0
  /// Well-formed sequences of two bytes and more.
  private(set) var multibyte = 0
  /// Code points written.
  private(set) var characters = 0

  /// Whether less than one character in a hundred is bad.
  var isSlight: Bool { replaced * 100 < characters }

  /// Whether the text is plainly meant as UTF-8 although bytes are damaged.
  ///
  /// Damaged UTF-8 of a few dozen characters is well-formed GB18030 every second time, while of a
  /// GB18030 text hardly one character in five is by chance well-formed UTF-8.
  var isPlainUTF8: Bool { multibyte >= 4 && multibyte >= 4 * replaced }

  /// Appends UTF-8, one U+FFFD for each maximal part of an ill-formed sequence.
  mutating func appendUTF8(_ bytes: UnsafeRawBufferPointer, to text: inout [UInt8]) {
    var place = 0
    while place < bytes.count {
      let (length, isWhole) = Self.sequence(bytes, at: place)
      if isWhole {
        for byte in bytes[place..<place + length] { text.append(byte) }
        if length > 1 { multibyte += 1 }
      } else {
        UTF8Writing.appendReplacement(to: &text)
        replaced += 1
      }
      characters += 1
      place += length
    }
  }

  /// Appends GB18030, one U+FFFD for each byte nothing can be made of.
  mutating func appendGB18030(
    _ bytes: UnsafeRawBufferPointer, with converter: inout GB18030Converter,
    to text: inout [UInt8]
  ) {
    var rest = bytes
    // Each bad byte costs a call: give up where it is plainly no such text.
    while !rest.isEmpty, replaced <= bytes.count / 100 {
      let before = text.count
      let read = converter.append(rest, to: &text)
      for byte in text[before...] where byte & 0xC0 != 0x80 {
        characters += 1
        if byte >= 0x80 { multibyte += 1 }
      }
      guard read < rest.count else { return }
      UTF8Writing.appendReplacement(to: &text)
      replaced += 1
      characters += 1
      rest = UnsafeRawBufferPointer(rebasing: rest[(read + 1)...])
    }
    if !rest.isEmpty { replaced = bytes.count }
  }

  /// Whether the bytes from here on are the beginning of one sequence cut off by the end.
  static func isCutOff(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Bool {
    let (length, isWhole) = sequence(bytes, at: place)
    return !isWhole && place + length == bytes.count && bytes[place] >= 0xC2
      && bytes[place] < 0xF5
  }

  /// The number of bytes before the first ill-formed or cut-off sequence.
  static func wellFormedPrefix(of bytes: UnsafeRawBufferPointer) -> Int {
    var place = 0
    while place < bytes.count {
      if bytes[place] < 0x80 {
        place += 1
        continue
      }
      let (length, isWhole) = sequence(bytes, at: place)
      guard isWhole else { return place }
      place += length
    }
    return place
  }

  /// The length of the well-formed sequence, or of the maximal ill-formed part, at a place.
  private static func sequence(
    _ bytes: UnsafeRawBufferPointer, at place: Int
  ) -> (length: Int, isWhole: Bool) {
    let first = bytes[place]
    if first < 0x80 { return (1, true) }
    let needed: Int
    var allowed: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: needed = 2
    case 0xE0...0xEF:
      needed = 3
      if first == 0xE0 { allowed = 0xA0...0xBF }
      if first == 0xED { allowed = 0x80...0x9F }
    case 0xF0...0xF4:
      needed = 4
      if first == 0xF0 { allowed = 0x90...0xBF }
      if first == 0xF4 { allowed = 0x80...0x8F }
    default: return (1, false)
    }
    for step in 1..<needed {
      guard place + step < bytes.count, allowed.contains(bytes[place + step]) else {
        return (step, false)
      }
      allowed = 0x80...0xBF
    }
    return (needed, true)
  }
}
