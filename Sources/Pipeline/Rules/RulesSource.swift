package import Matching

/// What reading a rules folder came to.
package enum RulesOutcome: Sendable {
  case accepted(RuleEngine)
  /// What is wrong with it, as `suqiu check` words it.
  case refused(report: String)
}

/// Where rules come from, and how a folder of them becomes an engine.
package struct RulesSource: Sendable {
  /// The folder people edit; it is watched.
  package var folder: String
  /// Reads, compiles and checks a folder, examples included; may take seconds.
  package var load: @Sendable (_ folder: String) -> RulesOutcome
  /// How a change is tried on archived orders; nil = not at all.
  package var trial: RulesTrial?

  package init(
    folder: String, trial: RulesTrial? = nil,
    load: @escaping @Sendable (_ folder: String) -> RulesOutcome
  ) {
    self.folder = folder
    self.trial = trial
    self.load = load
  }
}
