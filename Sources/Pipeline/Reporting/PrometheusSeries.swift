internal import CoreMetrics
internal import Synchronization

/// The value, or values, of one metric with one set of labels.
protocol PrometheusSeries: AnyObject, Sendable {
  /// Appends its lines.
  func write(_ name: String, _ labels: String, to text: inout String)
}

/// Only rises; back to zero with the process.
final class CounterSeries: PrometheusSeries, CounterHandler {
  private let value = Mutex<Int64>(0)

  func increment(by amount: Int64) {
    value.withLock { $0 &+= amount }
  }

  func reset() {
    value.withLock { $0 = 0 }
  }

  func write(_ name: String, _ labels: String, to text: inout String) {
    text += "\(name)\(labels) \(value.withLock { $0 })\n"
  }
}

/// Goes up and down.
final class GaugeSeries: PrometheusSeries, MeterHandler, RecorderHandler {
  private let value = Mutex(0.0)

  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { self.value.withLock { $0 = value } }
  func increment(by amount: Double) { value.withLock { $0 += amount } }
  func decrement(by amount: Double) { value.withLock { $0 -= amount } }
  func record(_ value: Int64) { set(value) }
  func record(_ value: Double) { set(value) }

  func write(_ name: String, _ labels: String, to text: inout String) {
    text += "\(name)\(labels) \(PrometheusNumber.text(value.withLock { $0 }))\n"
  }
}

/// How often values fell under each bound.
final class HistogramSeries: PrometheusSeries, RecorderHandler, TimerHandler {
  private struct State {
    var counts: [Int]
    var count = 0
    var sum = 0.0
  }

  /// Bounds of waits, in seconds: around the promised 15, 100 and 700 ms and beyond.
  static let seconds = [
    0.001, 0.002, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 0.7, 1, 2.5, 10, 60,
  ]
  /// Bounds of sizes.
  static let powersOfTwo = (0...12).map { Double(1 << $0) }

  private let bounds: [Double]
  private let state: Mutex<State>

  init(bounds: [Double]) {
    self.bounds = bounds
    state = Mutex(State(counts: Array(repeating: 0, count: bounds.count)))
  }

  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    let bucket = bounds.firstIndex { value <= $0 }
    state.withLock {
      if let bucket { $0.counts[bucket] += 1 }
      $0.count += 1
      $0.sum += value
    }
  }

  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

  func write(_ name: String, _ labels: String, to text: inout String) {
    let state = state.withLock { $0 }
    var below = 0
    for (bound, count) in zip(bounds, state.counts) {
      below += count
      text += "\(name)_bucket\(with(PrometheusNumber.text(bound), labels)) \(below)\n"
    }
    text += "\(name)_bucket\(with("+Inf", labels)) \(state.count)\n"
    text += "\(name)_sum\(labels) \(PrometheusNumber.text(state.sum))\n"
    text += "\(name)_count\(labels) \(state.count)\n"
  }

  /// The labels with the bound behind them.
  private func with(_ bound: String, _ labels: String) -> String {
    let others = labels.isEmpty ? "" : labels.dropFirst().dropLast() + ","
    return "{\(others)le=\"\(bound)\"}"
  }
}

/// Numbers as Prometheus reads them.
enum PrometheusNumber {
  /// Whole numbers without a point.
  static func text(_ value: Double) -> String {
    if let whole = Int64(exactly: value) { return "\(whole)" }
    if value.isNaN { return "NaN" }
    return value.isInfinite ? (value < 0 ? "-Inf" : "+Inf") : "\(value)"
  }
}
