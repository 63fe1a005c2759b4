/// All words of all rules, lists and cues in one trie over folded code points.
///
/// Law: no occurrence of a word may be missed. From every position the trie is walked down as far
/// as it goes, so overlapping and nested words are all found. Words are short (a few characters),
/// which makes this as cheap as failure links and keeps the tables flat: nodes are numbered level
/// by level, children side by side.
final class LiteralTrie: Sendable {
  /// A place in the trie, all of it in one line of the cache.
  struct Node: Sendable {
    /// Term number of the word that ends here, or -1.
    var term: Int32
    /// The children stand side by side.
    var firstChild: Int32 = 0
    var childCount: UInt16 = 0
    /// The symbol that leads here.
    var symbol: UInt16 = 0
  }

  /// The node of two symbols.
  struct Pair: Sendable {
    /// Both symbols; 0 = empty.
    var key: UInt32 = 0
    var node = Node(term: -1)
  }

  /// For the lower 16 bits of a code point 1 where a word may begin, else 0.
  private let beginnings: [UInt8]
  /// Symbol of each code point; 0 = stands in no word.
  private let symbols: [UInt16]
  /// The word of one symbol, or -1.
  private let singles: [Int32]
  /// One bit for each symbol that is a word by itself.
  private let singleBits: [UInt64]
  /// One bit for each hashed pair of symbols that opens a word: most places fail here.
  private let pairBits: [UInt64]
  /// First two symbols → node, open addressing.
  private let pairs: [Pair]
  private let pairShift: UInt32
  private let nodes: [Node]

  /// Builds the trie; the index of a word is its term number. Words must be distinct, not empty.
  init(words: [[UInt32]]) {
    var symbols = [UInt16](repeating: 0, count: 0x11_0000)
    var symbolCount = 1
    for word in words {
      for scalar in word where symbols[Int(scalar)] == 0 {
        precondition(symbolCount < 0xFFFF, "more than 65,534 different characters in rules")
        symbols[Int(scalar)] = UInt16(symbolCount)
        symbolCount += 1
      }
    }
    var beginnings = [UInt8](repeating: 0, count: 0x1_0000)
    for word in words { beginnings[Int(word[0] & 0xFFFF)] = 1 }
    let coded = words.enumerated().map { (term: $0, path: $1.map { symbols[Int($0)] }) }
      .sorted { $0.path.lexicographicallyPrecedes($1.path) }

    var build = TrieBuild(symbolCount: symbolCount)
    build.run(coded)
    self.beginnings = beginnings
    self.symbols = symbols
    singles = build.singles
    singleBits = build.singleBits()
    pairs = build.pairTable()
    pairShift = Self.shift(forSize: pairs.count)
    pairBits = build.pairBits(size: pairs.count)
    nodes = build.nodes
  }

  /// A place in a table of 2 to the power of `32 - shift`: the upper bits of a product, which all
  /// bits of the key reach.
  @inline(__always)
  fileprivate static func hash(_ key: UInt32, _ shift: UInt32) -> Int {
    Int((key &* 0x9E37_79B1) &>> shift)
  }

  /// The shift for a table of this size, a power of two.
  fileprivate static func shift(forSize size: Int) -> UInt32 {
    UInt32(32 - size.trailingZeroBitCount)
  }

  /// Appends every occurrence of every word, in order of start, shorter first.
  func scan(_ scalars: [UInt32], into found: inout Occurrences) {
    findCandidates(scalars, &found.candidates)
    for index in found.candidates.indices {
      let place = Int(found.candidates[index])
      let symbol = symbols[Int(scalars[place])]
      let single = singles[Int(symbol)]
      if single >= 0 { found.append(term: single, start: place, end: place &+ 1) }
      guard place &+ 1 < scalars.count else { continue }
      let next = symbols[Int(scalars[place &+ 1])]
      if next != 0, let node = pairNode(symbol, next) {
        walk(from: node, scalars, place, into: &found)
      }
    }
  }

  /// Writes the places where a word may begin, without a branch to guess wrong.
  private func findCandidates(_ scalars: [UInt32], _ places: inout ScratchList<Int32>) {
    places.removeAll()
    let codes = scalars.span
    guard codes.count > 0 else { return }
    let beginningList = beginnings
    let beginnings = beginningList.span
    places.appendPlaces(upTo: codes.count) { place in
      UInt64(beginnings[unchecked: Int(codes[unchecked: place] & 0xFFFF)])
    }
    keepPairs(codes, &places)
  }

  /// Keeps the places whose code point is a word, or begins one together with the next.
  private func keepPairs(_ codes: borrowing Span<UInt32>, _ places: inout ScratchList<Int32>) {
    let (symbolList, singleList, pairList) = (symbols, singleBits, pairBits)
    let symbols = symbolList.span
    let singles = singleList.span
    let pairs = pairList.span
    // Code points, symbols and the hash all lie within their tables.
    let shift = Self.shift(forSize: pairs.count &* 64)
    let last = codes.count &- 1
    var kept = 0
    for number in places.indices {
      let place = Int(places[number])
      let symbol = symbols[unchecked: Int(codes[unchecked: place])]
      let next = symbols[unchecked: Int(codes[unchecked: min(place &+ 1, last)])]
      let pair = Self.hash(UInt32(symbol) << 16 | UInt32(next), shift)
      let bits =
        pairs[unchecked: pair &>> 6] &>> UInt64(truncatingIfNeeded: pair)
        | singles[unchecked: Int(symbol &>> 6)] &>> UInt64(symbol)
      places[kept] = Int32(truncatingIfNeeded: place)
      kept &+= Int(truncatingIfNeeded: bits & 1)
    }
    places.truncate(to: kept)
  }

  /// The node of two symbols in a row.
  @inline(__always)
  private func pairNode(_ first: UInt16, _ second: UInt16) -> Node? {
    let key = UInt32(first) << 16 | UInt32(second)
    let mask = pairs.count &- 1
    var slot = Self.hash(key, pairShift)
    while true {
      let found = pairs[slot]
      if found.key == key { return found.node }
      if found.key == 0 { return nil }
      slot = (slot &+ 1) & mask
    }
  }

  /// Goes on from a node of two symbols.
  @inline(__always)
  private func walk(
    from pair: Node, _ scalars: [UInt32], _ start: Int, into found: inout Occurrences
  ) {
    var node = pair
    var position = start &+ 2
    while true {
      if node.term >= 0 { found.append(term: node.term, start: start, end: position) }
      guard node.childCount > 0, position < scalars.count else { return }
      let wanted = symbols[Int(scalars[position])]
      if wanted == 0 { return }
      var child = Int(node.firstChild)
      let end = child &+ Int(node.childCount)
      while child < end, nodes[child].symbol != wanted { child &+= 1 }
      guard child < end else { return }
      node = nodes[child]
      position &+= 1
    }
  }
}

/// The tables of a trie while it is built.
private struct TrieBuild {
  var singles: [Int32]
  var roots: [Int32]
  var nodes: [LiteralTrie.Node] = []

  init(symbolCount: Int) {
    singles = [Int32](repeating: -1, count: symbolCount)
    roots = [Int32](repeating: -1, count: symbolCount)
  }

  /// Numbers the nodes level by level; `coded` is sorted by path.
  mutating func run(_ coded: [(term: Int, path: [UInt16])]) {
    // A pending node: the words below it and its depth.
    var queue: [(node: Int, words: Range<Int>, depth: Int)] = []
    var start = 0
    while start < coded.count {
      let symbol = coded[start].path[0]
      var end = start
      while end < coded.count, coded[end].path[0] == symbol { end += 1 }
      let node = addNode(symbol: symbol)
      roots[Int(symbol)] = Int32(node)
      for word in start..<end {
        if coded[word].path.count == 1 {
          singles[Int(symbol)] = Int32(coded[word].term)
        }
      }
      queue.append((node, start..<end, 1))
      start = end
    }
    var head = 0
    while head < queue.count {
      let (node, words, depth) = queue[head]
      head += 1
      nodes[node].firstChild = Int32(nodes.count)
      var start = words.lowerBound
      while start < words.upperBound {
        guard coded[start].path.count > depth else {
          nodes[node].term = Int32(coded[start].term)
          start += 1
          continue
        }
        let symbol = coded[start].path[depth]
        var end = start
        while end < words.upperBound, coded[end].path[depth] == symbol { end += 1 }
        queue.append((addNode(symbol: symbol), start..<end, depth + 1))
        nodes[node].childCount += 1
        start = end
      }
    }
  }

  private func pairs() -> [(key: UInt32, node: Int32)] {
    var pairs: [(key: UInt32, node: Int32)] = []
    for (symbol, root) in roots.enumerated() where root >= 0 {
      let first = Int(nodes[Int(root)].firstChild)
      for child in first..<(first + Int(nodes[Int(root)].childCount)) {
        pairs.append((UInt32(symbol) << 16 | UInt32(nodes[child].symbol), Int32(child)))
      }
    }
    return pairs
  }

  func singleBits() -> [UInt64] {
    var bits = [UInt64](repeating: 0, count: singles.count / 64 + 1)
    for (symbol, term) in singles.enumerated() where term >= 0 {
      bits[symbol >> 6] |= 1 << UInt64(symbol & 63)
    }
    return bits
  }

  /// Four bits a place of the hash table, so that about one in eight other pairs passes.
  func pairBits(size: Int) -> [UInt64] {
    var bits = [UInt64](repeating: 0, count: size * 4 / 64)
    let shift = LiteralTrie.shift(forSize: size * 4)
    for pair in pairs() {
      let bit = LiteralTrie.hash(pair.key, shift)
      bits[bit >> 6] |= 1 << UInt64(bit & 63)
    }
    return bits
  }

  /// The hash table of all nodes of two symbols, at most half full.
  func pairTable() -> [LiteralTrie.Pair] {
    let pairs = pairs()
    var size = 16
    while size < 2 * pairs.count { size *= 2 }
    var table = [LiteralTrie.Pair](repeating: .init(), count: size)
    let shift = LiteralTrie.shift(forSize: size)
    for pair in pairs {
      var slot = LiteralTrie.hash(pair.key, shift)
      while table[slot].key != 0 { slot = (slot + 1) & (size - 1) }
      table[slot] = .init(key: pair.key, node: nodes[Int(pair.node)])
    }
    return table
  }

  private mutating func addNode(symbol: UInt16) -> Int {
    nodes.append(LiteralTrie.Node(term: -1, symbol: symbol))
    return nodes.count - 1
  }
}
