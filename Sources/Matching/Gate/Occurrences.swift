/// A word found in the text, and where.
struct Occurrence: BitwiseCopyable {
  var term: Int32
  /// Code points, half-open.
  var start: Int32
  var end: Int32
  var segment: Int32 = 0
  var sentence: Int32 = 0
  /// Raw value of its context; 255 = not asked yet.
  var context: UInt8 = 255
}

/// Where words stand in one document, in order of start, shorter first; kept by a worker and
/// refilled.
struct Occurrences: ~Copyable {
  /// An n-gram of soft votes that is no word of a rule.
  struct Soft: BitwiseCopyable {
    var term: Int32
    var start: Int32
  }

  private var found = ScratchList<Occurrence>(capacity: 256)
  private(set) var soft = ScratchList<Soft>(capacity: 256)
  /// Work space of the trie: places where a word may begin.
  var candidates = ScratchList<Int32>(capacity: 256)
  /// Words from this number on are n-grams of soft votes only, kept apart.
  var firstSoft: Int32 = .max

  var count: Int { found.count }
  var indices: Range<Int> { found.indices }

  subscript(index: Int) -> Occurrence {
    @inline(__always) get { found[index] }
    @inline(__always) set { found[index] = newValue }
  }

  @inline(__always)
  mutating func append(term: Int32, start: Int, end: Int) {
    let start = Int32(truncatingIfNeeded: start)
    if term >= firstSoft {
      soft.append(Soft(term: term, start: start))
    } else {
      found.append(
        Occurrence(term: term, start: start, end: Int32(truncatingIfNeeded: end)))
    }
  }

  mutating func removeAll() {
    found.removeAll()
    soft.removeAll()
  }
}
