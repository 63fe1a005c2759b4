internal import CoreMetrics

/// What a sink counts, through swift-metrics.
struct SinkMetrics {
  private let deliveredCounter: Counter
  private let buriedCounter: Counter
  private let failedCounter: Counter
  private let waitingMeter: Meter

  init(_ metrics: PrometheusMetrics, sink: String) {
    let own = [("sink", sink)]
    func counter(_ name: String, _ help: String) -> Counter {
      metrics.explain("\(name)_total", help)
      return Counter(label: name, dimensions: own, factory: metrics)
    }
    deliveredCounter = counter("suqiu_sink_delivered", "Events the receiver took.")
    buriedCounter = counter("suqiu_sink_dead", "Events that became dead letters.")
    failedCounter = counter("suqiu_sink_failures", "Tries that did not succeed.")
    metrics.explain("suqiu_sink_waiting", "Archived orders the sink has yet to send.")
    waitingMeter = Meter(label: "suqiu_sink_waiting", dimensions: own, factory: metrics)
  }

  func delivered() { deliveredCounter.increment() }
  func buried() { buriedCounter.increment() }
  func failed() { failedCounter.increment() }
  func waiting(_ count: Int) { waitingMeter.set(count) }
}
