package import Matching
internal import Synchronization

/// What was found out about patterns, kept for the next check: a reload tries only what is new.
///
/// The pattern itself is the key, so a result can never belong to another one. It lives in memory:
/// a first check is quick enough (docs/rules.md) not to be worth a file that may be stale.
package final class PatternGrowthCache: Sendable {
  /// The one all checks of this process share.
  package static let shared = PatternGrowthCache()

  private struct State {
    var known: [String: PatternGrowth] = [:]
    /// Patterns of the check before that no check has asked for since.
    var older: [String: PatternGrowth] = [:]
    var measurements = 0
  }

  private let state = Mutex(State())
  private let limit: Int

  /// - Parameter limit: Patterns kept; those of the last checks stay, twice as many at most.
  package init(limit: Int = 20_000) { self.limit = limit }

  /// How many patterns were tried, rather than remembered.
  package var measurements: Int { state.withLock { $0.measurements } }

  /// How many patterns are remembered.
  package var count: Int { state.withLock { $0.known.count + $0.older.count } }

  /// How a pattern grows; tried once, remembered from then on.
  package func growth(of pattern: String) -> PatternGrowth {
    if let known = remembered(pattern) { return known }
    // Not under the lock: a reload and a check beside it need not wait for each other.
    let growth = PatternGrowth.of(pattern)
    state.withLock { state in
      state.measurements += 1
      keep(growth, of: pattern, in: &state)
    }
    return growth
  }

  private func remembered(_ pattern: String) -> PatternGrowth? {
    state.withLock { state in
      if let known = state.known[pattern] { return known }
      guard let growth = state.older.removeValue(forKey: pattern) else { return nil }
      keep(growth, of: pattern, in: &state)
      return growth
    }
  }

  /// When the younger half is full it becomes the older one, and what was there is forgotten.
  private func keep(_ growth: PatternGrowth, of pattern: String, in state: inout State) {
    if state.known.count >= limit {
      state.older = state.known
      state.known = [:]
    }
    state.known[pattern] = growth
  }
}
