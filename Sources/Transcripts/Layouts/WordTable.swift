/// Words over folded code points in flat arrays, read forward from a place or backward to one.
///
/// Built once with the layouts; a search allocates nothing and gives the longest word.
struct WordTable: Sendable {
  /// A word found: what it stands for, and how many code points it has.
  struct Match {
    var value: Int32
    var length: Int
  }

  private struct Node: Sendable {
    var firstEdge: Int32 = 0
    var edgeCount: Int32 = 0
    var value: Int32 = -1
  }

  private var nodes: [Node] = []
  private var edgeCodes: [UInt32] = []
  private var edgeTargets: [Int32] = []
  /// One bit per code point of the basic plane: whether a word begins with it.
  private var firstCodes = [UInt64](repeating: 0, count: 1024)
  /// Words begun by the code points before each group of 64: the place among the root's children.
  private var firstRanks = [Int32](repeating: 0, count: 1024)
  /// Hashed: whether some word may begin with two neighbours.
  private var firstPairs = [UInt64](repeating: 0, count: 512)
  /// The same of three neighbours, and of the two of a word that is no longer.
  private var firstThrees = [UInt64](repeating: 0, count: 512)
  /// Whether a word is that one code point.
  private var singleCodes = [UInt64](repeating: 0, count: 1024)

  /// - Parameter backward: whether words are matched from their last code point.
  init(_ words: [(word: String, value: Int32)], backward: Bool = false) {
    let sorted =
      words
      .map { (codes: Self.codes(of: $0.word, backward: backward), value: $0.value) }
      .filter { !$0.codes.isEmpty }
      .sorted { $0.codes.lexicographicallyPrecedes($1.codes) }
      .filter { $0.codes.allSatisfy { $0 < 0x1_0000 } }
    for word in sorted {
      Self.set(word.codes[0], in: &firstCodes)
      if word.codes.count == 1 {
        Self.set(word.codes[0], in: &singleCodes)
      } else {
        let third = word.codes.count > 2 ? word.codes[2] : 0
        Self.set(Self.hash(word.codes[0], word.codes[1]), in: &firstPairs)
        Self.set(Self.hash(word.codes[0], word.codes[1], third), in: &firstThrees)
      }
    }
    var rank: Int32 = 0
    for group in firstCodes.indices {
      firstRanks[group] = rank
      rank += Int32(firstCodes[group].nonzeroBitCount)
    }
    nodes.append(Node())
    build(node: 0, words: sorted[...], depth: 0)
  }

  private static func set(_ code: UInt32, in bits: inout [UInt64]) {
    bits[Int(code >> 6)] |= 1 << UInt64(code & 63)
  }

  @inline(__always)
  private static func has(_ code: UInt32, in bits: [UInt64]) -> Bool {
    code < 0x1_0000 && bits[Int(code >> 6)] >> UInt64(code & 63) & 1 != 0
  }

  private static func codes(of word: String, backward: Bool) -> [UInt32] {
    let codes = FoldTable.shared.foldedScalars(word)
    return backward ? codes.reversed() : codes
  }

  /// Fills a node from the words that share its prefix; children stand side by side.
  private mutating func build(
    node: Int, words: ArraySlice<(codes: [UInt32], value: Int32)>, depth: Int
  ) {
    var rest = words
    while let word = rest.first, word.codes.count == depth {
      // Of two equal words the first named counts.
      if nodes[node].value < 0 { nodes[node].value = word.value }
      rest.removeFirst()
    }
    var groups: [ArraySlice<(codes: [UInt32], value: Int32)>] = []
    while let code = rest.first?.codes[depth] {
      let end = rest.firstIndex { $0.codes[depth] != code } ?? rest.endIndex
      groups.append(rest[rest.startIndex..<end])
      rest = rest[end...]
    }
    nodes[node].firstEdge = Int32(edgeCodes.count)
    nodes[node].edgeCount = Int32(groups.count)
    for group in groups {
      edgeCodes.append(group[group.startIndex].codes[depth])
      edgeTargets.append(Int32(nodes.count))
      nodes.append(Node())
    }
    for (number, group) in groups.enumerated() {
      let edge = Int(nodes[node].firstEdge) + number
      build(node: Int(edgeTargets[edge]), words: group, depth: depth + 1)
    }
  }

  /// Fifteen bits of two neighbours.
  @inline(__always)
  private static func hash(_ code: UInt32, _ next: UInt32) -> UInt32 {
    (code &* 0x9E37_79B1 &+ next &* 0x85EB_CA6B) >> 17
  }

  @inline(__always)
  private static func hash(_ code: UInt32, _ next: UInt32, _ third: UInt32) -> UInt32 {
    hash(code &+ third &* 0xC2B2_AE35, next)
  }

  /// Writes the places where a word may begin; hardly any others are among them.
  ///
  /// - Returns: how many there are. There must be room for all places and one more.
  func findCandidates(
    in text: [UInt32], _ places: UnsafeMutablePointer<Int32>
  ) -> Int {
    let paired = findPairs(in: text, places)
    var kept = 0
    // 客户 begins many words and stands everywhere: a third look is cheaper than a search.
    for number in 0..<paired {
      let place = Int(places[number])
      guard mayBegin(at: place, in: text) else { continue }
      places[kept] = places[number]
      kept += 1
    }
    return kept
  }

  private func mayBegin(at place: Int, in text: [UInt32]) -> Bool {
    let code = text[place]
    if Self.has(code, in: singleCodes) { return true }
    let next = place + 1 < text.count ? text[place + 1] : 0
    let third = place + 2 < text.count ? text[place + 2] : 0
    return Self.has(Self.hash(code, next, third), in: firstThrees)
      || Self.has(Self.hash(code, next, 0), in: firstThrees)
  }

  private func findPairs(
    in text: [UInt32], _ places: UnsafeMutablePointer<Int32>
  ) -> Int {
    let codes = text.span
    let pairList = firstPairs
    let pairs = pairList.span
    let singleList = singleCodes
    let singles = singleList.span
    guard codes.count > 0 else { return 0 }
    let last = codes.count - 1
    var code = codes[0]
    var found = 0
    for place in 0...last {
      let next = place < last ? codes[unchecked: place &+ 1] : 0
      let pair = Self.hash(code, next)
      let bits =
        pairs[unchecked: Int(pair >> 6)] &>> UInt64(pair & 63)
        | singles[unchecked: Int(code >> 6 & 1023)] &>> UInt64(code & 63)
      // Written always, counted when it is one: no branch to guess wrong.
      places[found] = Int32(truncatingIfNeeded: place)
      found &+= Int(bits & 1)
      code = next
    }
    return found
  }

  /// The longest word that begins at a place and ends no later than `end`.
  func longestMatch(in scalars: [UInt32], from start: Int, before end: Int) -> Match? {
    var node = 0
    var place = start
    var best: Match?
    while place < end, let next = child(of: node, scalars[place]) {
      node = next
      place += 1
      if nodes[node].value >= 0 {
        best = Match(value: nodes[node].value, length: place - start)
      }
    }
    return best
  }

  /// The longest word that ends just before a place and begins no earlier than `start`.
  func longestMatch(in scalars: [UInt32], endingAt end: Int, notBefore start: Int) -> Match? {
    var node = 0
    var place = end
    var best: Match?
    while place > start, let next = child(of: node, scalars[place - 1]) {
      node = next
      place -= 1
      if nodes[node].value >= 0 {
        best = Match(value: nodes[node].value, length: end - place)
      }
    }
    return best
  }

  @inline(__always)
  private func child(of node: Int, _ code: UInt32) -> Int? {
    node == 0 ? rootChild(code) : innerChild(of: node, code)
  }

  /// The root's children stand in the order of their code points, so that a count finds them.
  @inline(__always)
  private func rootChild(_ code: UInt32) -> Int? {
    guard Self.has(code, in: firstCodes) else { return nil }
    let group = Int(code >> 6)
    let before = firstCodes[group] & (1 << UInt64(code & 63) &- 1)
    return Int(edgeTargets[Int(firstRanks[group]) + before.nonzeroBitCount])
  }

  private func innerChild(of node: Int, _ code: UInt32) -> Int? {
    var low = Int(nodes[node].firstEdge)
    let end = low + Int(nodes[node].edgeCount)
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if edgeCodes[middle] < code { low = middle + 1 } else { high = middle }
    }
    return low < end && edgeCodes[low] == code ? Int(edgeTargets[low]) : nil
  }
}
