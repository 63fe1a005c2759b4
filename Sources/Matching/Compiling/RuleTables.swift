/// The rules with the flat tables their places point into.
struct RuleTables: Sendable {
  var rules: [CompiledRule] = []
  /// `when`, then `unless` of each rule.
  var lines: [CompiledLine] = []
  /// Word sets of the lines.
  var elements: [Int32] = []
  var votes: [RuleVote] = []
  /// Rules that a rule suppresses.
  var suppresses: [Int32] = []
  var fields: [RuleField] = []

  /// For each rule, the sets that must all have a word in the text for it to fire.
  func requiredSets() -> NumberRows<Int32> {
    NumberRows(
      rules.map { rule in
        var sets: [Int32] = []
        for line in lines[rule.when] {
          for set in elements[line.elements] where !sets.contains(set) { sets.append(set) }
        }
        return sets
      })
  }

  /// For each rule, every set whose words it looks at.
  func readSets() -> NumberRows<Int32> {
    NumberRows(
      rules.map { rule in
        var sets: [Int32] = []
        for line in lines[Int(rule.whenStart)..<Int(rule.unlessEnd)] {
          for set in elements[line.elements] + (line.notIn >= 0 ? [line.notIn] : [])
          where !sets.contains(set) {
            sets.append(set)
          }
        }
        return sets
      })
  }
}
