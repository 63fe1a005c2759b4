/// Words over folded code points in flat tables, read forward from a place or backward to one.
///
/// Built once with the layouts; a search allocates nothing and gives the longest word. Words with
/// code points beyond the basic plane are left out.
// A class, so that one reference is kept through a search instead of one for each of its tables.
final class WordTable: Sendable {
  /// A word found: what it stands for, and how many code points it has.
  struct Match {
    var value: Int32
    var length: Int
  }

  /// The way from one node of the tree to the next.
  private struct Edge: Sendable {
    /// The node it leaves, and the code point it stands for; `none` where there is no edge.
    var key: UInt64
    var target: Int32
    /// What the word that ends at the target stands for, or -1.
    var value: Int32

    static let none: UInt64 = .max
  }

  /// The edges of the whole tree, hashed by node and code point, at most a quarter full.
  private let edges: [Edge]
  private let edgeShift: UInt64
  /// For the lower bits of a code point: as the first of a word its group in the lower half, as the
  /// second the groups of those it may stand behind in the upper half.
  private let openings: [UInt32]
  /// For the same bits 1 where a word may begin, else 0.
  private let beginnings: [UInt8]
  /// The bits of a code point that choose its opening.
  private static let openingBits: UInt32 = 0xFFF
  /// The group of words of a single code point: whatever follows, they may begin.
  private static let singleGroup: UInt32 = 15

  /// - Parameter backward: whether words are matched from their last code point.
  init(_ words: [(word: String, value: Int32)], backward: Bool = false) {
    var targets: [UInt64: Int32] = [:]
    var values: [Int32] = [-1]
    var openings = [UInt32](
      repeating: 1 << (Self.singleGroup + 16), count: Int(Self.openingBits) + 1)
    for (word, value) in words {
      let codes = Self.codes(of: word, backward: backward)
      guard !codes.isEmpty, codes.allSatisfy({ $0 < 0x1_0000 }) else { continue }
      Self.note(codes, in: &openings)
      var node: Int32 = 0
      for code in codes {
        let key = Self.key(node, code)
        if let next = targets[key] {
          node = next
        } else {
          node = Int32(values.count)
          targets[key] = node
          values.append(-1)
        }
      }
      // Of two equal words the first named counts.
      if values[Int(node)] < 0 { values[Int(node)] = value }
    }
    self.openings = openings
    beginnings = openings.map { $0 & 0xFFFF != 0 ? 1 : 0 }

    var size = 16
    while size < 4 * targets.count { size *= 2 }
    edgeShift = UInt64(64 - size.trailingZeroBitCount)
    var edges = [Edge](repeating: Edge(key: Edge.none, target: -1, value: -1), count: size)
    for (key, target) in targets {
      var slot = Self.slot(of: key, edgeShift)
      while edges[slot].key != Edge.none { slot = (slot + 1) & (size - 1) }
      edges[slot] = Edge(key: key, target: target, value: values[Int(target)])
    }
    self.edges = edges
  }

  private static func codes(of word: String, backward: Bool) -> [UInt32] {
    let codes = FoldTable.shared.foldedScalars(word)
    return backward ? codes.reversed() : codes
  }

  @inline(__always)
  private static func key(_ node: Int32, _ code: UInt32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(code)
  }

  /// The upper bits of a product, which all bits of the key reach.
  @inline(__always)
  private static func slot(of key: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
  }

  private static func note(_ codes: [UInt32], in openings: inout [UInt32]) {
    guard codes.count > 1 else {
      openings[Int(codes[0] & openingBits)] |= 1 << singleGroup
      return
    }
    let group = (codes[0] &* 0x9E37_79B1 >> 16) % singleGroup
    openings[Int(codes[0] & openingBits)] |= 1 << group
    openings[Int(codes[1] & openingBits)] |= 1 << (group + 16)
  }

  /// Writes the places where a word may begin; hardly any others are among them.
  ///
  /// - Returns: how many there are. There must be room for all places.
  func findCandidates(in text: [UInt32], _ places: UnsafeMutablePointer<Int32>) -> Int {
    let codes = text.span
    let list = beginnings
    // The bits of a code point lie within the table.
    let beginnings = list.span
    var begun = 0
    for place in codes.indices {
      // Written always, counted when it is one: no branch to guess wrong.
      places[begun] = Int32(truncatingIfNeeded: place)
      begun &+= Int(beginnings[unchecked: Int(codes[unchecked: place] & Self.openingBits)])
    }
    var found = 0
    for number in 0..<begun {
      let place = Int(places[number])
      places[found] = places[number]
      found &+= mayBegin(at: place, in: codes) ? 1 : 0
    }
    return found
  }

  /// Whether a word may begin with this code point and the next.
  @inline(__always)
  private func mayBegin(at place: Int, in codes: borrowing Span<UInt32>) -> Bool {
    let opening = openings[Int(codes[place] & Self.openingBits)]
    let next =
      place &+ 1 < codes.count
      ? openings[Int(codes[place &+ 1] & Self.openingBits)] : 1 << (Self.singleGroup + 16)
    return opening & next >> 16 != 0
  }

  /// The longest word that begins at a place and ends no later than `end`.
  func longestMatch(in scalars: [UInt32], from start: Int, before end: Int) -> Match? {
    var walk = Walk()
    var place = start
    while place < end, step(&walk, scalars[place]) { place += 1 }
    return walk.match
  }

  /// The longest word that ends just before a place and begins no earlier than `start`.
  @inline(__always)
  func longestMatch(in scalars: [UInt32], endingAt end: Int, notBefore start: Int) -> Match? {
    // Most searches are over after one look.
    guard end > start, beginnings[Int(scalars[end - 1] & Self.openingBits)] != 0 else {
      return nil
    }
    return walkBack(in: scalars, from: end, to: start)
  }

  @inline(never)
  private func walkBack(in scalars: [UInt32], from end: Int, to start: Int) -> Match? {
    var walk = Walk()
    var place = end
    while place > start, step(&walk, scalars[place - 1]) { place -= 1 }
    return walk.match
  }

  /// Where a search stands in the tree, and the longest word it has come by.
  private struct Walk {
    var node: Int32 = 0
    var length = 0
    var wordValue: Int32 = -1
    var wordLength = 0

    var match: Match? { wordLength > 0 ? Match(value: wordValue, length: wordLength) : nil }
  }

  /// One code point farther; false when no word goes on with it.
  @inline(__always)
  private func step(_ walk: inout Walk, _ code: UInt32) -> Bool {
    guard code < 0x1_0000 else { return false }
    let key = Self.key(walk.node, code)
    var slot = Self.slot(of: key, edgeShift)
    // A slot is a place in the table: the shift and the mask are those of its size.
    let list = edges
    let edges = list.span
    var edge = edges[unchecked: slot]
    while edge.key != key {
      if edge.key == Edge.none { return false }
      slot = (slot &+ 1) & (edges.count &- 1)
      edge = edges[unchecked: slot]
    }
    walk.node = edge.target
    walk.length &+= 1
    if edge.value >= 0 {
      walk.wordValue = edge.value
      walk.wordLength = walk.length
    }
    return true
  }
}
