/// Reads `{"id": …, "text": …}` objects, the text unescaped straight into the document.
///
/// The text may also be called 受理内容 or content; of several, `text` counts, then 受理内容.
package struct JSONLineReader {
  /// The longest line, in bytes.
  package static let longestLine = DocumentReader.maximumBytes

  /// The id as it was written, a JSON value; empty when the line has none.
  package internal(set) var id: [UInt8] = []

  package init() {}

  /// Reads one line. On success `document.original` holds the text; nothing else is filled.
  ///
  /// Bytes are not checked for UTF-8 except in the id: the fold pass does that.
  package mutating func read(
    _ line: UnsafeRawBufferPointer, into document: inout Document
  ) -> RowFault? {
    Document.empty(&id)
    document.removeAll()
    guard line.count <= Self.longestLine else { return .tooLarge }
    var cursor = JSONCursor(line)
    cursor.skipBlanks()
    guard !cursor.isAtEnd else { return .badJSON }
    guard cursor.take(UInt8(ascii: "{")) else {
      return cursor.skipValue() ? .notAnObject : .badJSON
    }
    var best = TextKey.none
    guard readMembers(&cursor, into: &document, &best) else { return .badJSON }
    cursor.skipBlanks()
    guard cursor.isAtEnd else { return .badJSON }
    guard isUTF8(id) else {
      id.removeAll(keepingCapacity: true)
      return .badUTF8
    }
    guard best != .none else { return .missingText }
    document.sourceBytes = document.original.count
    return nil
  }

  /// Forgets the id of the last line.
  package mutating func forgetId() { id.removeAll(keepingCapacity: true) }

  /// What a key promises, from the worst to the best.
  private enum TextKey: UInt8 { case none, content, accepted, text }

  private mutating func readMembers(
    _ cursor: inout JSONCursor, into document: inout Document, _ best: inout TextKey
  ) -> Bool {
    cursor.skipBlanks()
    if cursor.take(UInt8(ascii: "}")) { return true }
    while true {
      cursor.skipBlanks()
      let keyStart = cursor.place
      guard cursor.skipString() else { return false }
      let key = UnsafeRawBufferPointer(
        rebasing: cursor.bytes[(keyStart + 1)..<(cursor.place - 1)])
      cursor.skipBlanks()
      guard cursor.take(UInt8(ascii: ":")) else { return false }
      cursor.skipBlanks()
      guard readValue(of: key, &cursor, into: &document, &best) else { return false }
      cursor.skipBlanks()
      if cursor.take(UInt8(ascii: "}")) { return true }
      guard cursor.take(UInt8(ascii: ",")) else { return false }
    }
  }

  private mutating func readValue(
    of key: UnsafeRawBufferPointer, _ cursor: inout JSONCursor, into document: inout Document,
    _ best: inout TextKey
  ) -> Bool {
    if cursor.byte == UInt8(ascii: "\"") {
      let promise = textKey(key)
      if promise.rawValue > best.rawValue {
        best = promise
        Document.empty(&document.original)
        guard let replaced = cursor.appendString(to: &document.original) else { return false }
        document.readingNotes.replaced = replaced
        return true
      }
    }
    let start = cursor.place
    guard cursor.skipValue() else { return false }
    if id.isEmpty, equals(key, "id") {
      id.append(
        contentsOf: UnsafeRawBufferPointer(rebasing: cursor.bytes[start..<cursor.place]))
    }
    return true
  }

  private func textKey(_ key: UnsafeRawBufferPointer) -> TextKey {
    switch key.count {
    case 4: equals(key, "text") ? .text : .none
    case 7: equals(key, "content") ? .content : .none
    case 12: equals(key, "受理内容") ? .accepted : .none
    // The same, written in ASCII by writers that escape everything else.
    case 24: equals(key, "\\u53d7\\u7406\\u5185\\u5bb9") ? .accepted : .none
    default: .none
    }
  }

  private func equals(_ key: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
    guard key.count == word.utf8CodeUnitCount else { return false }
    for place in 0..<key.count where key[place] != word.utf8Start[place] { return false }
    return true
  }

  private func isUTF8(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
  }
}
