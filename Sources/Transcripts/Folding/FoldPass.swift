/// The one pass over the text: validity, fold, marks, offsets, and the places to be looked at.
///
/// One loop, with a short way for characters that nothing is to be said of. It writes into raw
/// memory of the worker's own, see `FoldScratch`, and the document gets whole copies.
enum FoldPass {
  /// Fills the document from its `original`.
  ///
  /// - Returns: nil, or the byte offset of the first ill-formed sequence; then the document holds
  ///   nothing but its `original` and must be refilled.
  static func run(_ document: inout Document) -> Int? {
    document.scratch.fold.load(document.original)
    var state = FoldPassState()
    fill(document.scratch.fold, FoldTable.shared, &state)
    if state.isIllFormed { return state.read }
    document.readingNotes.nulls = state.nulls
    document.readingNotes.controls = state.controls
    document.readingNotes.privateUse = state.privateUse
    document.readingNotes.replacementCharacters = state.replacementCharacters
    document.take(state)
    document.sortEvents(state)
    return nil
  }
}

/// What the pass hands on besides the arrays.
struct FoldPassState {
  /// Bytes read; the place of the error when ill-formed.
  var read = 0
  /// Code points, and folded bytes, written.
  var count = 0
  var written = 0
  var events = 0
  var nulls = 0
  var controls = 0
  var privateUse = 0
  var replacementCharacters = 0
  var isIllFormed = false

  @inline(never)
  mutating func note(_ code: UInt32) {
    switch code {
    case 0: nulls += 1
    case 0xFFFD: replacementCharacters += 1
    case 0xE000..<0xF900, 0xF_0000...: privateUse += 1
    default: controls += 1
    }
  }
}

extension FoldPass {
  /// Marks of what `sortEvents` looks at; of a run of digits only the first.
  private static let eventMarks =
    CharacterMarks.colon | CharacterMarks.bracket | CharacterMarks.sentenceEnd

  private static func fill(
    _ memory: borrowing FoldScratch, _ table: FoldTable, _ state: inout FoldPassState
  ) {
    let source = memory.source
    let scalars = memory.scalars
    let marks = memory.marks
    let originalOffsets = memory.originalOffsets
    let foldedOffsets = memory.foldedOffsets
    let folded = memory.folded
    let events = memory.events
    let end = memory.size
    let entryList = table.entries
    let entries = entryList.span
    let plainList = table.plain
    let plain = plainList.span
    var read = 0
    var written = 0
    var place = 0
    var eventCount = 0

    while read < end {
      // Eight bytes; the memory behind the text may be read, and zeros stand there.
      let both = UInt64(
        littleEndian: source.loadUnaligned(fromByteOffset: read, as: UInt64.self))
      var word = UInt32(truncatingIfNeeded: both)
      var code = word & 0xFF
      var width = 3
      var entry: UInt32
      if code < 0x80 {
        width = 1
        entry = entries[unchecked: Int(code)]
      } else if both & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0 {
        // Two of three bytes, 24 bits each, put together side by side.
        let codes =
          (both & 0x0F00_000F) << 12 | (both >> 2 & 0xF_C000_0FC0) | (both >> 16 & 0x3F00_003F)
        code = UInt32(truncatingIfNeeded: codes & 0xFFFF)
        if plain[unchecked: Int(code >> 6)] &>> UInt64(code & 63) & 1 != 0 {
          // Most characters by far: three bytes that stay what they are and mean nothing else.
          // Both are written; when the second is none of them, it is written again.
          let next = UInt32(truncatingIfNeeded: codes >> 24)
          scalars[place] = code
          scalars[place &+ 1] = next
          marks[place] = 0
          marks[place &+ 1] = 0
          originalOffsets[place] = Int32(truncatingIfNeeded: read)
          originalOffsets[place &+ 1] = Int32(truncatingIfNeeded: read &+ 3)
          foldedOffsets[place] = Int32(truncatingIfNeeded: written)
          foldedOffsets[place &+ 1] = Int32(truncatingIfNeeded: written &+ 3)
          folded.storeBytes(of: both.littleEndian, toByteOffset: written, as: UInt64.self)
          if plain[unchecked: Int(next >> 6)] &>> UInt64(next & 63) & 1 != 0 {
            place &+= 2
            read &+= 6
            written &+= 6
            continue
          }
          place &+= 1
          read &+= 3
          written &+= 3
          word = UInt32(truncatingIfNeeded: both >> 24)
          code = next
        }
        entry = entries[unchecked: Int(code)]
        if code < 0x800 || code & 0xF800 == 0xD800 { width = 0 }
      } else if word & 0xC0_C0F0 == 0x80_80E0 {
        code = (word & 0x0F) << 12 | (word >> 2 & 0xFC0) | (word >> 16 & 0x3F)
        entry = entries[unchecked: Int(code)]
        if code < 0x800 || code & 0xF800 == 0xD800 { width = 0 }
      } else {
        (code, width) = decodeOther(source, read, end)
        entry = table.entry(code)
      }
      if width == 0 {
        state.isIllFormed = true
        break
      }

      let before = marks[place &- 1]
      var mark = UInt8(truncatingIfNeeded: entry >> FoldTable.marksShift)
      let out = entry & FoldTable.codeBits
      if entry & (FoldTable.noted | FoldTable.fullStop) != 0 {
        if entry & FoldTable.noted != 0 {
          state.note(out)
        } else if before & CharacterMarks.digit == 0, isBlankOrEnd(source, read + width, end) {
          mark |= CharacterMarks.sentenceEnd | CharacterMarks.clauseEnd
        }
      }
      scalars[place] = out
      marks[place] = mark
      originalOffsets[place] = Int32(truncatingIfNeeded: read)
      foldedOffsets[place] = Int32(truncatingIfNeeded: written)
      // Written always, counted when it is one: no branch to guess wrong.
      let event = (mark & eventMarks) | (mark & ~before & CharacterMarks.digit)
      events[eventCount] = Int32(truncatingIfNeeded: place)
      eventCount &+= event != 0 ? 1 : 0
      if out < 0x80 {
        folded.storeBytes(
          of: UInt8(truncatingIfNeeded: out), toByteOffset: written, as: UInt8.self)
        written &+= 1
      } else if out == code, width == 3 {
        folded.storeBytes(of: word.littleEndian, toByteOffset: written, as: UInt32.self)
        written &+= 3
      } else {
        written = write(out, folded, at: written)
      }
      place &+= 1
      read &+= width
    }
    originalOffsets[place] = Int32(truncatingIfNeeded: read)
    foldedOffsets[place] = Int32(truncatingIfNeeded: written)
    state.read = read
    state.count = place
    state.written = written
    state.events = eventCount
  }

  /// Two and four bytes; the length of what is ill-formed or cut off is 0.
  @inline(never)
  private static func decodeOther(
    _ source: UnsafeMutableRawPointer, _ at: Int, _ end: Int
  ) -> (UInt32, Int) {
    let first = UInt32(source.load(fromByteOffset: at, as: UInt8.self))
    let left = end - at
    func rest(_ place: Int) -> UInt32? {
      let byte = source.load(fromByteOffset: at + place, as: UInt8.self)
      return byte & 0xC0 == 0x80 ? UInt32(byte & 0x3F) : nil
    }
    if first >= 0xC2, first < 0xE0, left > 1, let second = rest(1) {
      return ((first & 0x1F) << 6 | second, 2)
    }
    if first >= 0xF0, first < 0xF5, left > 3,
      let second = rest(1), let third = rest(2), let fourth = rest(3)
    {
      let code = (first & 7) << 18 | second << 12 | third << 6 | fourth
      if code >= 0x1_0000, code < 0x11_0000 { return (code, 4) }
    }
    return (0, 0)
  }

  @inline(never)
  private static func write(
    _ code: UInt32, _ bytes: UnsafeMutableRawPointer, at start: Int
  ) -> Int {
    let rest = (code & 0x3F) | 0x80
    let middle = (code >> 6 & 0x3F) | 0x80
    let high = (code >> 12 & 0x3F) | 0x80
    let word: UInt32
    let width: Int
    if code < 0x800 {
      (word, width) = (0xC0 | code >> 6 | rest << 8, 2)
    } else if code < 0x1_0000 {
      (word, width) = (0xE0 | code >> 12 | middle << 8 | rest << 16, 3)
    } else {
      (word, width) = (0xF0 | code >> 18 | high << 8 | middle << 16 | rest << 24, 4)
    }
    bytes.storeBytes(of: word.littleEndian, toByteOffset: start, as: UInt32.self)
    return start + width
  }

  /// Whether a full stop before this byte ends a sentence: a blank, a line end or the end follows.
  @inline(never)
  private static func isBlankOrEnd(
    _ source: UnsafeMutableRawPointer, _ at: Int, _ end: Int
  ) -> Bool {
    guard at < end else { return true }
    let word = UInt32(littleEndian: source.loadUnaligned(fromByteOffset: at, as: UInt32.self))
    // U+3000 is E3 80 80, U+00A0 is C2 A0.
    return word & 0xFF <= 0x20 || word & 0xFF_FFFF == 0x80_80E3 || word & 0xFFFF == 0xA0C2
  }
}
