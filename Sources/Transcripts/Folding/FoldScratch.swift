/// The memory the fold pass works in; it grows with the longest text and never shrinks.
///
/// Raw, because the pass is the hottest loop of the reader: arrays would be cleared for each order
/// and checked at each place.
// Unchecked: `~Copyable` lets only one worker own it.
struct FoldScratch: ~Copyable, @unchecked Sendable {
  /// Bytes behind the text that may be read or written.
  private static let slack = 16

  /// Bytes of the text loaded last.
  private(set) var size = 0
  /// Bytes there is room for.
  private var room = 0
  private(set) var source: UnsafeMutableRawPointer
  private(set) var folded: UnsafeMutableRawPointer
  private(set) var scalars: UnsafeMutablePointer<UInt32>
  /// A zero stands before the first.
  private(set) var marks: UnsafeMutablePointer<UInt8>
  private(set) var originalOffsets: UnsafeMutablePointer<Int32>
  private(set) var foldedOffsets: UnsafeMutablePointer<Int32>
  private(set) var events: UnsafeMutablePointer<Int32>

  init() {
    room = 1024
    (source, folded) = Self.bytes(for: room)
    (scalars, marks) = (.allocate(capacity: room + 1), Self.marks(for: room))
    (originalOffsets, foldedOffsets) = (
      .allocate(capacity: room + 1), .allocate(capacity: room + 1)
    )
    events = .allocate(capacity: room + 1)
  }

  deinit { free() }

  /// Copies a text in and makes room for what becomes of it.
  mutating func load(_ text: [UInt8]) {
    if text.count > room {
      free()
      room = text.count + text.count / 2
      (source, folded) = Self.bytes(for: room)
      (scalars, marks) = (.allocate(capacity: room + 1), Self.marks(for: room))
      (originalOffsets, foldedOffsets) = (
        .allocate(capacity: room + 1), .allocate(capacity: room + 1)
      )
      events = .allocate(capacity: room + 1)
    }
    size = text.count
    text.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { source.copyMemory(from: start, byteCount: size) }
    }
    // What is cut off at the end must not be whole by what an earlier text left there.
    source.storeBytes(of: 0, toByteOffset: size, as: UInt64.self)
  }

  private static func bytes(
    for room: Int
  ) -> (source: UnsafeMutableRawPointer, folded: UnsafeMutableRawPointer) {
    // A fold may grow two bytes to three, and three to four, never more.
    (
      .allocate(byteCount: room + slack, alignment: 16),
      .allocate(byteCount: room + room / 2 + slack, alignment: 16)
    )
  }

  private static func marks(for room: Int) -> UnsafeMutablePointer<UInt8> {
    let marks = UnsafeMutablePointer<UInt8>.allocate(capacity: room + 2)
    marks[0] = 0
    return marks + 1
  }

  private func free() {
    source.deallocate()
    folded.deallocate()
    scalars.deallocate()
    (marks - 1).deallocate()
    originalOffsets.deallocate()
    foldedOffsets.deallocate()
    events.deallocate()
  }
}

extension Document {
  /// Copies what the fold pass has written.
  mutating func take(_ state: FoldPassState) {
    Self.replace(&scalars, scratch.fold.scalars, state.count)
    Self.replace(&marks, scratch.fold.marks, state.count)
    Self.replace(&originalOffsets, scratch.fold.originalOffsets, state.count + 1)
    Self.replace(&foldedOffsets, scratch.fold.foldedOffsets, state.count + 1)
    let bytes = scratch.fold.folded.assumingMemoryBound(to: UInt8.self)
    Self.replace(&folded, bytes, state.written)
  }

  private static func replace<Element>(
    _ array: inout [Element], _ start: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    Self.empty(&array)
    array.append(contentsOf: UnsafeMutableBufferPointer(start: start, count: count))
  }

  /// Sorts the places the fold pass noted into colons and brackets, runs of digits, sentences.
  mutating func sortEvents(_ state: FoldPassState) {
    scratch.anchors.empty(roomFor: state.events)
    scratch.digitRuns.empty(roomFor: state.events)
    scratch.lineEnds = 0
    Self.empty(&sentenceStarts)
    guard state.count > 0 else { return }
    sentenceStarts.append(0)
    let events = scratch.fold.events
    let marks = scratch.fold.marks
    let entryList = FoldTable.shared.entries
    let ends = CharacterMarks.sentenceEnd | CharacterMarks.blank
    var lineEnds = 0
    var sentence = 0
    for number in 0..<state.events {
      let event = events[number]
      let mark = marks[Int(event)]
      if mark & CharacterMarks.digit != 0 {
        scratch.digitRuns.append(event)
        continue
      }
      if mark & (CharacterMarks.colon | CharacterMarks.bracket) != 0 {
        scratch.anchors.append(event)
      }
      guard mark & CharacterMarks.sentenceEnd != 0 else { continue }
      if mark & CharacterMarks.lineEnd != 0 { lineEnds += 1 }
      guard Int(event) >= sentence else { continue }
      // What ends a sentence, blanks and closing marks belong to the sentence before.
      sentence = Int(event) + 1
      while sentence < state.count {
        let scalar = scratch.fold.scalars[sentence]
        let isClosing = scalar < 0x1_0000 && entryList[Int(scalar)] & FoldTable.closing != 0
        guard marks[sentence] & ends != 0 || isClosing else { break }
        sentence += 1
      }
      if sentence < state.count { sentenceStarts.append(Int32(sentence)) }
    }
    scratch.lineEnds = lineEnds
  }
}

/// Places in the text, sorted; the list keeps its memory, and emptying it costs nothing.
///
/// Raw, because an array asks at every append whether somebody shares it. Every place is still
/// checked against the count.
// Unchecked: `~Copyable` lets only one worker own it.
struct PlaceList: ~Copyable, @unchecked Sendable {
  private var places = UnsafeMutablePointer<Int32>.allocate(capacity: 64)
  private var room = 64
  private(set) var count = 0

  init() {}

  deinit { places.deallocate() }

  var indices: Range<Int> { 0..<count }

  subscript(number: Int) -> Int32 {
    precondition(UInt(bitPattern: number) < UInt(bitPattern: count), "outside the list")
    return places[number]
  }

  /// Forgets all places and makes room for so many.
  mutating func empty(roomFor wanted: Int) {
    count = 0
    guard wanted > room else { return }
    places.deallocate()
    room = wanted + wanted / 2
    places = .allocate(capacity: room)
  }

  /// Appends a place there is room for.
  mutating func append(_ place: Int32) {
    precondition(count < room, "no room in the list")
    places[count] = place
    count &+= 1
  }
}
