/// All words of all rules, lists and cues in one trie over folded code points.
///
/// Law: no occurrence of a word may be missed. From every position the trie is walked down as far
/// as it goes, so overlapping and nested words are all found. Words are short (a few characters),
/// which makes this as cheap as failure links and keeps the tables flat: nodes are numbered level
/// by level, children side by side.
struct LiteralTrie: Sendable {
  /// Symbol of each code point; 0 = stands in no word.
  private let symbols: [UInt16]
  /// For each first symbol, a 64-bit sieve of the second symbols that can follow, and whether the
  /// symbol is a word by itself.
  private let sieve: [UInt64]
  private let singles: [Int32]
  /// First two symbols → node, open addressing: `pairKeys` holds both symbols, 0 = empty.
  private let pairKeys: [UInt32]
  private let pairNodes: [Int32]
  private let nodeSymbol: [UInt16]
  private let nodeTerm: [Int32]
  private let firstChild: [Int32]
  private let childCount: [UInt16]

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
    let coded = words.enumerated().map { (term: $0, path: $1.map { symbols[Int($0)] }) }
      .sorted { $0.path.lexicographicallyPrecedes($1.path) }

    var build = TrieBuild(symbolCount: symbolCount)
    build.run(coded)
    self.symbols = symbols
    sieve = build.sieve
    singles = build.singles
    (pairKeys, pairNodes) = build.pairTable()
    nodeSymbol = build.nodeSymbol
    nodeTerm = build.nodeTerm
    firstChild = build.firstChild
    childCount = build.childCount
  }

  /// Appends every occurrence of every word, in order of start, shorter first.
  func scan(_ scalars: [UInt32], into found: inout Occurrences) {
    let count = scalars.count
    guard count > 0 else { return }
    var next = symbols[Int(scalars[0])]
    var position = 0
    while position < count {
      let symbol = next
      next = position &+ 1 < count ? symbols[Int(scalars[position &+ 1])] : 0
      if symbol != 0 {
        let single = singles[Int(symbol)]
        if single >= 0 { found.append(term: single, start: position, end: position &+ 1) }
        if next != 0, sieve[Int(symbol)] & (1 << UInt64(next & 63)) != 0 {
          let node = pairNode(symbol, next)
          if node >= 0 { walk(from: node, scalars, position, into: &found) }
        }
      }
      position &+= 1
    }
  }

  /// The node of two symbols in a row, or -1.
  @inline(__always)
  private func pairNode(_ first: UInt16, _ second: UInt16) -> Int {
    let key = UInt32(first) << 16 | UInt32(second)
    let mask = pairKeys.count &- 1
    var slot = Int(key &* 0x9E37_79B1 >> 8) & mask
    while true {
      let found = pairKeys[slot]
      if found == key { return Int(pairNodes[slot]) }
      if found == 0 { return -1 }
      slot = (slot &+ 1) & mask
    }
  }

  /// Goes on from a node of two symbols.
  private func walk(
    from pair: Int, _ scalars: [UInt32], _ start: Int, into found: inout Occurrences
  ) {
    var node = pair
    var position = start &+ 2
    while true {
      let term = nodeTerm[node]
      if term >= 0 { found.append(term: term, start: start, end: position) }
      let children = Int(childCount[node])
      guard children > 0, position < scalars.count else { return }
      let wanted = symbols[Int(scalars[position])]
      if wanted == 0 { return }
      var child = Int(firstChild[node])
      let end = child &+ children
      while child < end, nodeSymbol[child] != wanted { child &+= 1 }
      guard child < end else { return }
      node = child
      position &+= 1
    }
  }
}

/// The tables of a trie while it is built.
private struct TrieBuild {
  var sieve: [UInt64]
  var singles: [Int32]
  var roots: [Int32]
  var nodeSymbol: [UInt16] = []
  var nodeTerm: [Int32] = []
  var firstChild: [Int32] = []
  var childCount: [UInt16] = []

  init(symbolCount: Int) {
    sieve = [UInt64](repeating: 0, count: symbolCount)
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
        } else {
          sieve[Int(symbol)] |= 1 << UInt64(coded[word].path[1] & 63)
        }
      }
      queue.append((node, start..<end, 1))
      start = end
    }
    var head = 0
    while head < queue.count {
      let (node, words, depth) = queue[head]
      head += 1
      firstChild[node] = Int32(nodeSymbol.count)
      var start = words.lowerBound
      while start < words.upperBound {
        guard coded[start].path.count > depth else {
          nodeTerm[node] = Int32(coded[start].term)
          start += 1
          continue
        }
        let symbol = coded[start].path[depth]
        var end = start
        while end < words.upperBound, coded[end].path[depth] == symbol { end += 1 }
        queue.append((addNode(symbol: symbol), start..<end, depth + 1))
        childCount[node] += 1
        start = end
      }
    }
  }

  /// The hash table of all nodes of two symbols, at most half full.
  func pairTable() -> (keys: [UInt32], nodes: [Int32]) {
    var pairs: [(key: UInt32, node: Int32)] = []
    for (symbol, root) in roots.enumerated() where root >= 0 {
      let first = Int(firstChild[Int(root)])
      for child in first..<(first + Int(childCount[Int(root)])) {
        pairs.append((UInt32(symbol) << 16 | UInt32(nodeSymbol[child]), Int32(child)))
      }
    }
    var size = 16
    while size < 2 * pairs.count { size *= 2 }
    var keys = [UInt32](repeating: 0, count: size)
    var nodes = [Int32](repeating: -1, count: size)
    for pair in pairs {
      var slot = Int(pair.key &* 0x9E37_79B1 >> 8) & (size - 1)
      while keys[slot] != 0 { slot = (slot + 1) & (size - 1) }
      keys[slot] = pair.key
      nodes[slot] = pair.node
    }
    return (keys, nodes)
  }

  private mutating func addNode(symbol: UInt16) -> Int {
    nodeSymbol.append(symbol)
    nodeTerm.append(-1)
    firstChild.append(0)
    childCount.append(0)
    return nodeSymbol.count - 1
  }
}
