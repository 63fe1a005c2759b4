/// Which rules to test when a word of a set stands in the text.
///
/// A rule waits for one of its required sets: the one whose words are rarest, guessed from their
/// lengths. Every other required set is only looked up once the rule is woken.
struct RuleTriggers {
  /// For each term, the rules it wakes.
  let wokenRules: [[Int32]]
  let always: [Int32]

  init(tables: RuleTables, isActive: (Int) -> Bool, words: WordTable) {
    let weights = words.sets.map { members in
      members.reduce(0.0) { $0 + Self.commonness(words.words[Int($1.term)].count) }
    }
    var rows = [[Int32]](repeating: [], count: words.sets.count)
    var always: [Int32] = []
    for (number, rule) in tables.rules.enumerated() where isActive(number) {
      var best: Int32 = -1
      for line in tables.lines[rule.when] {
        for set in tables.elements[line.elements]
        where best < 0 || weights[Int(set)] < weights[Int(best)] {
          best = set
        }
      }
      if best >= 0 { rows[Int(best)].append(Int32(number)) } else { always.append(Int32(number)) }
    }
    var woken = [[Int32]](repeating: [], count: words.words.count)
    for (set, members) in words.sets.enumerated() where !rows[set].isEmpty {
      for member in members { woken[Int(member.term)] += rows[set] }
    }
    wokenRules = woken
    self.always = always
  }

  /// How often a word of this length is met, as a weight.
  static func commonness(_ length: Int) -> Double {
    switch length {
    case 1: 64
    case 2: 8
    case 3: 2
    case 4: 0.5
    default: 0.1
    }
  }
}
