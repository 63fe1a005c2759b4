/// Finds where rows end, looking at each byte once however the file comes in pieces.
struct RowSplitter {
  private let kind: BatchKind
  /// Bytes of the row looked at so far.
  private var seen = 0
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  init(kind: BatchKind) { self.kind = kind }

  /// Whether the row goes on inside a quotation.
  var isInQuotation: Bool { isInString }

  /// The end of the row that begins at `start`, after its line end or comma; nil when more is needed.
  mutating func rowEnd(in bytes: [UInt8], from start: Int) -> Int? {
    var place = start + seen
    let end = bytes.count
    let found =
      switch kind {
      case .jsonLines: lineEnd(bytes, &place, end)
      case .json: elementEnd(bytes, &place, end)
      case .csv, .tsv, .sheets: recordEnd(bytes, &place, end)
      }
    guard found else {
      seen = end - start
      return nil
    }
    self = RowSplitter(kind: kind)
    return place
  }

  /// Forgets how far the row was read, because its bytes are gone, but not the state within it.
  mutating func dropSeen() { seen = 0 }

  private func lineEnd(_ bytes: [UInt8], _ place: inout Int, _ end: Int) -> Bool {
    while place < end {
      place += 1
      if bytes[place - 1] == 0x0A { return true }
    }
    return false
  }

  /// A record ends at a line end outside quotation marks; a doubled mark opens and closes at once.
  private mutating func recordEnd(_ bytes: [UInt8], _ place: inout Int, _ end: Int) -> Bool {
    while place < end {
      let byte = bytes[place]
      place += 1
      if byte == 0x22 {
        isInString.toggle()
      } else if byte == 0x0A, !isInString {
        return true
      }
    }
    return false
  }

  /// An element ends at a comma outside brackets and strings, or at the bracket of the array.
  private mutating func elementEnd(_ bytes: [UInt8], _ place: inout Int, _ end: Int) -> Bool {
    while place < end {
      let byte = bytes[place]
      place += 1
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          isInString = false
        }
        continue
      }
      switch byte {
      case 0x22: isInString = true
      case 0x7B, 0x5B: depth += 1
      case 0x7D, 0x5D:
        if depth == 0 { return true }
        depth -= 1
      case 0x2C where depth == 0: return true
      default: break
      }
    }
    return false
  }
}
