/// Words that would keep a rule from firing where people said it should not.
package struct RuleException: Equatable, Sendable {
  /// Where the words go.
  package enum Place: Equatable, Sendable {
    /// `not_in` of a line of `when`, counted from 0: the hit does not count inside the longer phrase.
    case notIn(line: Int)
    /// A line of `unless`.
    case unless
  }

  package var place: Place
  package var phrase: String
  /// False alarms of the rule that it silences.
  package var silences: Int
  /// Other orders in which the rule would no longer fire.
  package var disturbs = 0
  /// What it would lose, an example or an order that is right today; such words are never proposed.
  package var loses: String?
}

/// What `suqiu suggest --feedback` tells about one rule that people blamed.
package struct RuleExceptions: Sendable {
  package var rule: String
  /// Orders on which people blamed it and it still fires.
  package var alarms: [Suggestions.Sample] = []
  /// Proven to lose nothing, best first.
  package var proposed: [RuleException] = []
  /// Would silence alarms, but lose something.
  package var refused: [RuleException] = []

  /// The lines to paste into the rule.
  package func text(of exception: RuleException) -> String {
    switch exception.place {
    case .unless: "# rule \(rule), under `unless`:\n  - any: [\(exception.phrase)]\n"
    case .notIn(let line):
      "# rule \(rule), line \(line + 1) of `when`:\n  not_in: [\(exception.phrase)]\n"
    }
  }
}
