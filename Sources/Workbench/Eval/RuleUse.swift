internal import Matching

/// In how many orders of a corpus each rule fired.
package struct RuleUse: Sendable {
  /// The figure gates may ask for.
  package static let shareName = "rules.single_hit_share"

  package let ruleCount: Int
  /// Rules that fired nowhere.
  package let silent: Int
  /// Rules that fired in one order alone, sorted: written for that order rather than for a
  /// situation, when there are many.
  package let singleHits: [String]

  /// Above this share of the pack, rules have been fitted to orders one by one.
  package static let suspiciousShare = 0.1

  init(ruleIds: [String], outcomes: [OrderOutcome]) {
    var orders: [String: Int] = [:]
    for outcome in outcomes {
      for id in Set(outcome.rules.map(\.id)) { orders[id, default: 0] += 1 }
    }
    ruleCount = ruleIds.count
    silent = ruleIds.count { orders[$0] == nil }
    singleHits = ruleIds.filter { orders[$0] == 1 }.sorted()
  }

  /// The share of the pack that fired in one order alone.
  package var singleHitShare: Double { share(singleHits.count, ruleCount) }
}
