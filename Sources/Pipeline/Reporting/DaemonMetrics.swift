internal import CoreMetrics

/// What a daemon counts of itself, through swift-metrics.
///
/// One of the same instance made again goes on from the same numbers.
struct DaemonMetrics {
  private let published: Counter
  private let quarantined: Counter
  private let sourceBytes: Counter
  private let took: Timer
  private let pauses: Counter
  private let batchOrders: Recorder
  private let backlog: Meter
  private let oldestWaiting: Meter
  private let paused: Meter
  private let rulesRefused: Meter

  init(_ metrics: PrometheusMetrics, instance: String) {
    let own = [("instance", instance)]
    func counter(_ name: String, _ help: String) -> Counter {
      metrics.explain("\(name)_total", help)
      return Counter(label: name, dimensions: own, factory: metrics)
    }
    func meter(_ name: String, _ help: String) -> Meter {
      metrics.explain(name, help)
      return Meter(label: name, dimensions: own, factory: metrics)
    }
    published = counter("suqiu_published", "Results written to the outbox.")
    quarantined = counter("suqiu_quarantined", "Files refused.")
    sourceBytes = counter("suqiu_source_bytes", "Bytes of classified sources.")
    pauses = counter("suqiu_pauses", "How often something had to be mended.")
    metrics.explain("suqiu_order_seconds", "From the claim of an order to its result.")
    took = Timer(label: "suqiu_order", dimensions: own, factory: metrics)
    metrics.explain("suqiu_batch_orders", "Orders that shared one write-back.")
    batchOrders = Recorder(label: "suqiu_batch_orders", dimensions: own, factory: metrics)
    backlog = meter("suqiu_backlog_files", "Files seen and not finished.")
    oldestWaiting = meter("suqiu_oldest_waiting_seconds", "Age of the oldest waiting file.")
    paused = meter("suqiu_paused", "1 while something must be mended.")
    rulesRefused = meter("suqiu_rules_refused", "1 while the newest rule set is not in use.")
  }

  /// A source of so many bytes has its result, so many milliseconds after its claim.
  func publishedOne(bytes: Int, took milliseconds: Int) {
    published.increment()
    sourceBytes.increment(by: bytes)
    took.recordMilliseconds(milliseconds)
  }

  func refusedOne() { quarantined.increment() }

  func batch(of orders: Int) { batchOrders.record(orders) }

  func pausedAgain() { pauses.increment() }

  /// Takes over what the status says of this moment.
  func show(_ status: DaemonStatus) {
    backlog.set(status.backlog)
    oldestWaiting.set(status.oldestWaiting)
    paused.set(status.paused == nil ? 0 : 1)
    rulesRefused.set(status.rules.refusal == nil ? 0 : 1)
  }
}
