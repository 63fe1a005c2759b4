/// The one pass over the text: validity, fold, marks, offsets, sentences, anchors.
///
/// It reads `original` and refills everything about single code points. A loop of its own module
/// and without calls: it is half of the cost of reading.
enum FoldPass {
  /// Fills the document from its `original`.
  ///
  /// - Returns: nil, or the byte offset of the first ill-formed sequence; then the document holds
  ///   the text before it only in part and must be refilled.
  static func run(_ document: inout Document) -> Int? {
    let count = codePointCount(document.original)
    resize(&document.scalars, to: count)
    resize(&document.marks, to: count)
    resize(&document.originalOffsets, to: count + 1)
    resize(&document.foldedOffsets, to: count + 1)
    resize(&document.scratch.anchors, to: count + 1)
    resize(&document.scratch.digitRuns, to: count + 1)
    // A fold may grow two bytes to three, never more.
    resize(&document.folded, to: document.original.count + document.original.count / 2 + 4)
    document.sentenceStarts.removeAll(keepingCapacity: true)
    var state = FoldPassState()
    fill(
      document.original, FoldTable.shared, &state,
      scalars: &document.scalars, marks: &document.marks, folded: &document.folded,
      originalOffsets: &document.originalOffsets, foldedOffsets: &document.foldedOffsets,
      anchors: &document.scratch.anchors, digitRuns: &document.scratch.digitRuns,
      sentenceStarts: &document.sentenceStarts)
    if state.isIllFormed { return state.read }
    document.readingNotes.nulls = state.nulls
    document.readingNotes.controls = state.controls
    document.readingNotes.privateUse = state.privateUse
    document.readingNotes.replacementCharacters = state.replacementCharacters
    resize(&document.folded, to: state.written)
    resize(&document.scratch.anchors, to: state.anchors)
    resize(&document.scratch.digitRuns, to: state.digitRuns)
    return nil
  }

  /// The number of bytes that begin a code point; summed in small pieces so that it vectorises.
  private static func codePointCount(_ bytes: [UInt8]) -> Int {
    var total = 0
    var start = 0
    let span = bytes.span
    while start < span.count {
      let end = min(start + 255, span.count)
      var piece: UInt8 = 0
      for place in start..<end {
        piece &+= (span[unchecked: place] & 0xC0) == 0x80 ? 0 : 1
      }
      total += Int(piece)
      start = end
    }
    return total
  }

  /// Sets the count and keeps the memory; new elements are zero.
  private static func resize<Element: FixedWidthInteger>(_ array: inout [Element], to count: Int) {
    if array.count > count {
      array.removeLast(array.count - count)
    } else if array.count < count {
      array.append(contentsOf: repeatElement(0, count: count - array.count))
    }
  }
}

/// What the pass hands back besides the arrays.
struct FoldPassState {
  /// Bytes read; the place of the error when ill-formed.
  var read = 0
  /// Folded bytes written.
  var written = 0
  var anchors = 0
  var digitRuns = 0
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
  private static func fill(
    _ original: [UInt8], _ table: FoldTable, _ state: inout FoldPassState,
    scalars: inout [UInt32], marks: inout [UInt8], folded: inout [UInt8],
    originalOffsets: inout [Int32], foldedOffsets: inout [Int32],
    anchors: inout [Int32], digitRuns: inout [Int32], sentenceStarts: inout [Int32]
  ) {
    let source = original.span
    let entryList = table.entries
    let entries = entryList.span
    var scalarSpan = scalars.mutableSpan
    var markSpan = marks.mutableSpan
    var foldedSpan = folded.mutableSpan
    var originalSpan = originalOffsets.mutableSpan
    var offsetSpan = foldedOffsets.mutableSpan
    var anchorSpan = anchors.mutableSpan
    var digitSpan = digitRuns.mutableSpan
    let end = source.count
    var read = 0
    var written = 0
    var place = 0
    var anchorCount = 0
    var digitRunCount = 0
    var before: UInt8 = 0
    var isSentenceOver = true

    while read < end {
      // Decode: one byte, three bytes (nearly all of the rest), or the others out of line.
      let first = source[unchecked: read]
      var code = UInt32(first)
      var width = 1
      if first >= 0x80 {
        if first & 0xF0 == 0xE0, read + 2 < end {
          let second = source[unchecked: read + 1]
          let third = source[unchecked: read + 2]
          code =
            UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
          width = 3
          if (second | third) & 0x40 != 0 || second & third & 0x80 == 0 || code < 0x800
            || code & 0xF800 == 0xD800
          {
            width = 0
          }
        } else {
          (code, width) = decodeOther(source, read)
        }
        if width == 0 {
          state.isIllFormed = true
          break
        }
      }

      let entry =
        code < 0x1_0000 ? entries[unchecked: Int(code)] : table.entry(code)
      var mark = UInt8(truncatingIfNeeded: entry >> FoldTable.marksShift)
      let out = entry & FoldTable.codeBits
      if entry & (FoldTable.noted | FoldTable.fullStop) != 0 {
        if entry & FoldTable.noted != 0 {
          state.note(code)
        } else if before & CharacterMarks.digit == 0, isBlankOrEnd(source, read + width) {
          mark |= CharacterMarks.sentenceEnd | CharacterMarks.clauseEnd
        }
      }

      if isSentenceOver {
        let goesOn = CharacterMarks.sentenceEnd | CharacterMarks.blank
        if place == 0 || (mark & goesOn == 0 && entry & FoldTable.closing == 0) {
          sentenceStarts.append(Int32(truncatingIfNeeded: place))
          isSentenceOver = false
        }
      }
      if mark & CharacterMarks.sentenceEnd != 0 { isSentenceOver = true }

      scalarSpan[unchecked: place] = out
      markSpan[unchecked: place] = mark
      originalSpan[unchecked: place] = Int32(truncatingIfNeeded: read)
      offsetSpan[unchecked: place] = Int32(truncatingIfNeeded: written)
      // Written always, counted when it is one: no branch to mispredict.
      anchorSpan[unchecked: anchorCount] = Int32(truncatingIfNeeded: place)
      anchorCount &+= mark & (CharacterMarks.colon | CharacterMarks.bracket) != 0 ? 1 : 0
      digitSpan[unchecked: digitRunCount] = Int32(truncatingIfNeeded: place)
      digitRunCount &+= Int((mark & ~before & CharacterMarks.digit) >> 2)
      before = mark

      if out < 0x80 {
        foldedSpan[unchecked: written] = UInt8(truncatingIfNeeded: out)
        written &+= 1
      } else if out >= 0x800, out < 0x1_0000 {
        foldedSpan[unchecked: written] = UInt8(truncatingIfNeeded: 0xE0 | out >> 12)
        foldedSpan[unchecked: written &+ 1] = UInt8(truncatingIfNeeded: 0x80 | out >> 6 & 0x3F)
        foldedSpan[unchecked: written &+ 2] = UInt8(truncatingIfNeeded: 0x80 | out & 0x3F)
        written &+= 3
      } else {
        written = writeOther(out, into: &foldedSpan, at: written)
      }
      place &+= 1
      read &+= width
    }
    originalSpan[place] = Int32(truncatingIfNeeded: read)
    offsetSpan[place] = Int32(truncatingIfNeeded: written)
    state.read = read
    state.written = written
    state.anchors = anchorCount
    state.digitRuns = digitRunCount
  }

  /// Two and four bytes, and what ends too early; the width is 0 when ill-formed.
  @inline(never)
  private static func decodeOther(_ source: Span<UInt8>, _ at: Int) -> (UInt32, Int) {
    let first = UInt32(source[at])
    let left = source.count - at
    func rest(_ place: Int) -> UInt32? {
      let byte = source[at + place]
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
  private static func writeOther(
    _ code: UInt32, into bytes: inout MutableSpan<UInt8>, at start: Int
  ) -> Int {
    if code < 0x800 {
      bytes[start] = UInt8(0xC0 | code >> 6)
      bytes[start + 1] = UInt8(0x80 | code & 0x3F)
      return start + 2
    }
    bytes[start] = UInt8(0xF0 | code >> 18)
    bytes[start + 1] = UInt8(0x80 | code >> 12 & 0x3F)
    bytes[start + 2] = UInt8(0x80 | code >> 6 & 0x3F)
    bytes[start + 3] = UInt8(0x80 | code & 0x3F)
    return start + 4
  }

  /// Whether a full stop before this byte ends a sentence: a blank, a line end or the end follows.
  @inline(never)
  private static func isBlankOrEnd(_ source: Span<UInt8>, _ at: Int) -> Bool {
    guard at < source.count else { return true }
    if source[at] <= 0x20 { return true }
    // U+3000 is E3 80 80, U+00A0 is C2 A0.
    if source[at] == 0xE3, at + 2 < source.count {
      return source[at + 1] == 0x80 && source[at + 2] == 0x80
    }
    return source[at] == 0xC2 && at + 1 < source.count && source[at + 1] == 0xA0
  }
}
