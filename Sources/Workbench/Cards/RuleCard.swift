package import History
package import RuleLanguage

/// What a rule does in life: the page a person reads before keeping, tuning or retiring it.
package struct RuleCard: Sendable {
  /// What people said of it.
  package struct Review: Equatable, Sendable {
    package var right: Int
    package var wrong: Int

    package init(right: Int, wrong: Int) {
      self.right = right
      self.wrong = wrong
    }

    package var reviewed: Int { right + wrong }
    package var precision: Double { share(right, reviewed) }
  }

  /// Another rule in the same orders.
  package struct Overlap: Equatable, Sendable {
    package var rule: String
    package var orders: Int
    /// Whether it gives every label this one gives.
    package var givesTheSame: Bool
  }

  package enum Advice: String, Sendable {
    case keep, tune, retire

    package var zh: String {
      switch self {
      case .keep: "保留"
      case .tune: "调整"
      case .retire: "可以停用"
      }
    }
  }

  package var rule: Rule
  /// Written forms of what it gives, with Chinese names.
  package var gives: [(key: String, zh: String)]
  /// Orders of each of the last days, the last is the newest.
  package var days: [Int]
  /// Orders of as many days as the index holds, up to a year.
  package var yearOrders: Int
  /// Days the index holds, up to a year.
  package var historyDays: Int
  package var last: DeskTime?
  package var samples: [(sentence: String, day: String)]
  package var overlaps: [Overlap]
  package var review: Review?
  /// Microseconds an example order takes longer with the rule; nil when not measured.
  package var cost: Double?
  package var flag: VolumeGuard.Flag?
  package var advice = Advice.keep
  package var reason = ""
  package var reasonEnglish = ""

  package var orders: Int { days.reduce(0, +) }
}
