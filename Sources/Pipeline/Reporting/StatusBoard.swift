package import Matching
internal import Synchronization

/// The newest status, written by the daemon and read by the console.
package final class StatusBoard: Sendable {
  private let status = Mutex(DaemonStatus())

  /// What `/metrics` shows.
  package let metrics: PrometheusMetrics

  package init(metrics: PrometheusMetrics = PrometheusMetrics()) {
    self.metrics = metrics
  }

  private let rules = Mutex<ActiveRules?>(nil)

  package var current: DaemonStatus { status.withLock { $0 } }

  /// The rules in use; nil until they are loaded.
  package var engine: RuleEngine? { rules.withLock { $0 }?.engine }

  /// What people see of them.
  package var rulesSummary: ActiveRules.Summary {
    rules.withLock { $0 }?.summary ?? ActiveRules.Summary()
  }

  /// Shows these rules from now on, whatever takes their place.
  package func show(_ active: ActiveRules) { rules.withLock { $0 = active } }

  func update(_ change: (inout DaemonStatus) -> Void) {
    status.withLock { change(&$0) }
  }
}
