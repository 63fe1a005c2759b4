internal import Synchronization

/// The newest status, written by the daemon and read by the console.
package final class StatusBoard: Sendable {
  private let status = Mutex(DaemonStatus())

  /// What `/metrics` shows.
  package let metrics: PrometheusMetrics

  package init(metrics: PrometheusMetrics = PrometheusMetrics()) {
    self.metrics = metrics
  }

  package var current: DaemonStatus { status.withLock { $0 } }

  func update(_ change: (inout DaemonStatus) -> Void) {
    status.withLock { change(&$0) }
  }
}
