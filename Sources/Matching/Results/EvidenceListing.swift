/// What a worker needs to bring evidence and rules into order while it writes a result.
struct EvidenceListing: ~Copyable {
  /// One evidence of one label.
  struct Entry: BitwiseCopyable {
    /// Start, then rule; label, then place in `MatchScratch.evidence`.
    var first: UInt64
    var second: UInt64

    var rule: Int { Int(first & 0xFFFF_FFFF) }
    var label: Int { Int(second >> 32) }
    var evidence: Int { Int(second & 0xFFFF_FFFF) }

    init(start: Int32, rule: Int32, label: Int32, evidence: Int32) {
      first = UInt64(UInt32(bitPattern: start)) << 32 | UInt64(UInt32(bitPattern: rule))
      second = UInt64(UInt32(bitPattern: label)) << 32 | UInt64(UInt32(bitPattern: evidence))
    }

    func precedes(_ other: Entry) -> Bool {
      first != other.first ? first < other.first : second < other.second
    }
  }

  private(set) var entries = ScratchList<Entry>()
  private(set) var rules = ScratchList<Int32>()
  /// By label: whether it stands in the result.
  private(set) var isGiven = ScratchList<Bool>()

  /// Forgets the last result, and notes the labels of this one.
  mutating func begin(_ decision: borrowing Decision) {
    entries.removeAll()
    isGiven.removeAll()
    isGiven.reserve(decision.scores.count)
    for _ in 0..<decision.scores.count { isGiven.append(false) }
    for index in decision.kept.indices { isGiven[Int(decision.kept[index].label)] = true }
    for index in decision.attributes.indices { isGiven[Int(decision.attributes[index])] = true }
  }

  /// Adds an entry at its place: few entries, nearly in order.
  mutating func insert(_ entry: Entry) {
    var place = entries.count
    entries.append(entry)
    while place > 0, entry.precedes(entries[place - 1]) {
      entries[place] = entries[place - 1]
      place -= 1
    }
    entries[place] = entry
  }

  /// The rules that voted for a label, each once, in order of number.
  mutating func listRules(
    for label: Int32, _ scratch: borrowing MatchScratch, _ decision: borrowing Decision
  ) {
    rules.removeAll()
    for index in decision.votes.indices {
      let vote = decision.votes[index]
      guard vote.label == label, vote.fired >= 0 else { continue }
      let rule = scratch.fired[Int(vote.fired)].rule
      var place = rules.count
      while place > 0, rules[place - 1] > rule { place -= 1 }
      if place > 0, rules[place - 1] == rule { continue }
      rules.append(rule)
      var next = rules.count - 1
      while next > place {
        rules[next] = rules[next - 1]
        next -= 1
      }
      rules[place] = rule
    }
  }
}
