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
}
