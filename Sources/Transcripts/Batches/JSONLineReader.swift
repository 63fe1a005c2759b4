/// Reads `{"id": …, "text": …}` lines, the text unescaped straight into the document (RFC 8259).
package struct JSONLineReader {
  /// The longest line, in bytes.
  package static let longestLine = 4 * 1024 * 1024
  private static let deepestNesting = 64
  /// U+FFFD.
  private static let replacement = UTF8.encodedReplacementCharacter

  /// The id as it was written, a JSON value; empty when the line has none.
  package private(set) var id: [UInt8] = []
  private var place = 0

  package init() {}

  /// Reads one line. On success `document.original` holds the text; nothing else is filled.
  package mutating func read(
    _ line: UnsafeRawBufferPointer, into document: inout Document
  ) -> RowFault? {
    id.removeAll(keepingCapacity: true)
    document.removeAll()
    place = 0
    guard line.count <= Self.longestLine else { return .tooLarge }
    skipBlanks(line)
    guard place < line.count else { return .badJSON }
    guard line[place] == UInt8(ascii: "{") else { return .notAnObject }
    place += 1
    var hasText = false
    guard readMembers(line, into: &document, hasText: &hasText) else { return .badJSON }
    skipBlanks(line)
    guard place == line.count else { return .badJSON }
    guard isUTF8(id) else {
      id.removeAll(keepingCapacity: true)
      return .badUTF8
    }
    guard hasText else { return .missingText }
    document.sourceBytes = document.original.count
    return nil
  }

  /// Forgets the id of the last line.
  package mutating func forgetId() { id.removeAll(keepingCapacity: true) }

  private mutating func readMembers(
    _ line: UnsafeRawBufferPointer, into document: inout Document, hasText: inout Bool
  ) -> Bool {
    skipBlanks(line)
    if take(UInt8(ascii: "}"), line) { return true }
    while true {
      skipBlanks(line)
      let keyStart = place
      guard skipString(line) else { return false }
      let key = (keyStart + 1)..<(place - 1)
      skipBlanks(line)
      guard take(UInt8(ascii: ":"), line) else { return false }
      skipBlanks(line)
      guard readValue(of: key, line, into: &document, hasText: &hasText) else { return false }
      skipBlanks(line)
      if take(UInt8(ascii: "}"), line) { return true }
      guard take(UInt8(ascii: ","), line) else { return false }
    }
  }

  private mutating func readValue(
    of key: Range<Int>, _ line: UnsafeRawBufferPointer, into document: inout Document,
    hasText: inout Bool
  ) -> Bool {
    let isString = place < line.count && line[place] == UInt8(ascii: "\"")
    if !hasText, isString, equals(line, key, "text") || equals(line, key, "受理内容") {
      hasText = true
      return unescape(line, into: &document)
    }
    let start = place
    guard skipValue(line, depth: 0) else { return false }
    if id.isEmpty, equals(line, key, "id") {
      id.append(contentsOf: UnsafeRawBufferPointer(rebasing: line[start..<place]))
    }
    return true
  }

  private func equals(
    _ line: UnsafeRawBufferPointer, _ range: Range<Int>, _ word: StaticString
  ) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    for offset in 0..<range.count where line[range.lowerBound + offset] != word.utf8Start[offset] {
      return false
    }
    return true
  }

  // MARK: Strings

  private mutating func unescape(
    _ line: UnsafeRawBufferPointer, into document: inout Document
  ) -> Bool {
    place += 1
    var start = place
    while place < line.count {
      let byte = line[place]
      if byte == UInt8(ascii: "\"") {
        document.original.append(contentsOf: UnsafeRawBufferPointer(rebasing: line[start..<place]))
        place += 1
        return true
      }
      if byte < 0x20 { return false }
      guard byte == UInt8(ascii: "\\") else {
        place += 1
        continue
      }
      document.original.append(contentsOf: UnsafeRawBufferPointer(rebasing: line[start..<place]))
      guard readEscape(line, into: &document) else { return false }
      start = place
    }
    return false
  }

  private mutating func readEscape(
    _ line: UnsafeRawBufferPointer, into document: inout Document
  ) -> Bool {
    guard place + 1 < line.count else { return false }
    let letter = line[place + 1]
    place += 2
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      document.original.append(letter)
    case UInt8(ascii: "b"): document.original.append(0x08)
    case UInt8(ascii: "f"): document.original.append(0x0C)
    case UInt8(ascii: "n"): document.original.append(0x0A)
    case UInt8(ascii: "r"): document.original.append(0x0D)
    case UInt8(ascii: "t"): document.original.append(0x09)
    case UInt8(ascii: "u"):
      guard let unit = readHex(line) else { return false }
      appendScalar(unit, line, into: &document)
    default: return false
    }
    return true
  }

  private mutating func appendScalar(
    _ unit: UInt32, _ line: UnsafeRawBufferPointer, into document: inout Document
  ) {
    var code = unit
    if unit & 0xFC00 == 0xD800, place + 5 < line.count, line[place] == UInt8(ascii: "\\"),
      line[place + 1] == UInt8(ascii: "u")
    {
      let back = place
      place += 2
      if let low = readHex(line), low & 0xFC00 == 0xDC00 {
        code = 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF)
      } else {
        place = back
      }
    }
    if let scalar = Unicode.Scalar(code) {
      document.original.append(contentsOf: UTF8.encode(scalar) ?? Self.replacement)
    } else {
      // Half a surrogate pair is no character; kept visible and counted.
      document.readingNotes.replaced += 1
      document.original.append(contentsOf: Self.replacement)
    }
  }

  private mutating func readHex(_ line: UnsafeRawBufferPointer) -> UInt32? {
    guard place + 4 <= line.count else { return nil }
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = line[place]
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: return nil
      }
      place += 1
    }
    return value
  }

  private mutating func skipString(_ line: UnsafeRawBufferPointer) -> Bool {
    guard take(UInt8(ascii: "\""), line) else { return false }
    while place < line.count {
      switch line[place] {
      case UInt8(ascii: "\""):
        place += 1
        return true
      case UInt8(ascii: "\\"): place += 2
      case 0..<0x20: return false
      default: place += 1
      }
    }
    return false
  }

  // MARK: Other values

  private mutating func skipValue(_ line: UnsafeRawBufferPointer, depth: Int) -> Bool {
    guard place < line.count, depth < Self.deepestNesting else { return false }
    switch line[place] {
    case UInt8(ascii: "\""): return skipString(line)
    case UInt8(ascii: "{"), UInt8(ascii: "["): return skipContainer(line, depth: depth)
    default: return skipWord(line)
    }
  }

  private mutating func skipContainer(_ line: UnsafeRawBufferPointer, depth: Int) -> Bool {
    let isObject = line[place] == UInt8(ascii: "{")
    let close = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
    place += 1
    skipBlanks(line)
    if take(close, line) { return true }
    while true {
      skipBlanks(line)
      if isObject {
        guard skipString(line) else { return false }
        skipBlanks(line)
        guard take(UInt8(ascii: ":"), line) else { return false }
        skipBlanks(line)
      }
      guard skipValue(line, depth: depth + 1) else { return false }
      skipBlanks(line)
      if take(close, line) { return true }
      guard take(UInt8(ascii: ","), line) else { return false }
    }
  }

  /// A number, true, false or null; numbers are not checked digit by digit.
  private mutating func skipWord(_ line: UnsafeRawBufferPointer) -> Bool {
    for word in ["true", "false", "null"] as [StaticString] {
      let end = place + word.utf8CodeUnitCount
      if end <= line.count, equals(line, place..<end, word) {
        place = end
        return true
      }
    }
    let start = place
    while place < line.count {
      switch line[place] {
      case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        place += 1
      default: return place > start
      }
    }
    return place > start
  }

  private mutating func skipBlanks(_ line: UnsafeRawBufferPointer) {
    while place < line.count {
      switch line[place] {
      case 0x20, 0x09, 0x0D, 0x0A: place += 1
      default: return
      }
    }
  }

  private mutating func take(_ byte: UInt8, _ line: UnsafeRawBufferPointer) -> Bool {
    guard place < line.count, line[place] == byte else { return false }
    place += 1
    return true
  }

  private func isUTF8(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
  }
}
