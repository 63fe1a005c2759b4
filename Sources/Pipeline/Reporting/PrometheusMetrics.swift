package import CoreMetrics
internal import Synchronization

/// What swift-metrics is told to count, kept in memory and shown as Prometheus text.
///
/// A backend of swift-metrics: a counter is a counter, a meter or gauge a gauge, a timer a
/// histogram in seconds, a recorder that aggregates a histogram. The text is for `metrics.prom`
/// (node_exporter's textfile way) and for `/metrics`.
package final class PrometheusMetrics: MetricsFactory {
  /// The kinds of metrics Prometheus tells apart here.
  enum Kind: String {
    case counter, gauge, histogram
  }

  private struct Family {
    let kind: Kind
    var series: [String: any PrometheusSeries] = [:]
  }

  private let families = Mutex<[String: Family]>([:])
  private let help = Mutex<[String: String]>([:])

  package init() {}

  /// Has everything in this process that counts through swift-metrics counted here.
  ///
  /// Once a process.
  package func bootstrap() { MetricsSystem.bootstrap(self) }

  /// Says what a metric of this name means.
  func explain(_ name: String, _ text: String) {
    help.withLock { $0[name] = text }
  }

  // MARK: What swift-metrics asks for

  package func makeCounter(
    label: String, dimensions: [(String, String)]
  ) -> any CounterHandler {
    series(PrometheusName.of(label, ending: "_total"), .counter, dimensions) { CounterSeries() }
  }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    series(PrometheusName.of(label), .gauge, dimensions) { GaugeSeries() }
  }

  package func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    let name = PrometheusName.of(label)
    if aggregate {
      return series(name, .histogram, dimensions) {
        HistogramSeries(bounds: HistogramSeries.powersOfTwo)
      }
    }
    return series(name, .gauge, dimensions) { GaugeSeries() }
  }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    series(PrometheusName.of(label, ending: "_seconds"), .histogram, dimensions) {
      HistogramSeries(bounds: HistogramSeries.seconds)
    }
  }

  package func destroyCounter(_ handler: any CounterHandler) { drop(handler) }
  package func destroyMeter(_ handler: any MeterHandler) { drop(handler) }
  package func destroyRecorder(_ handler: any RecorderHandler) { drop(handler) }
  package func destroyTimer(_ handler: any TimerHandler) { drop(handler) }

  /// The same series for the same name and dimensions.
  ///
  /// A name that is in use as another kind gives a series nobody sees: two kinds under one name
  /// would make the whole text unreadable.
  private func series<Series: PrometheusSeries>(
    _ name: String, _ kind: Kind, _ dimensions: [(String, String)], _ make: () -> Series
  ) -> Series {
    let labels = PrometheusName.labels(dimensions)
    return families.withLock { families in
      var family = families[name] ?? Family(kind: kind)
      if let there = family.series[labels] { return there as? Series ?? make() }
      let made = make()
      guard family.kind == kind else { return made }
      family.series[labels] = made
      families[name] = family
      return made
    }
  }

  private func drop(_ handler: AnyObject) {
    families.withLock { families in
      families = families.compactMapValues { family in
        let left = family.series.filter { $0.value !== handler }
        return left.isEmpty ? nil : Family(kind: family.kind, series: left)
      }
    }
  }

  // MARK: The text

  /// All metrics in the Prometheus text format 0.0.4, sorted by name and labels.
  package var text: [UInt8] {
    let help = help.withLock { $0 }
    var text = ""
    let all = families.withLock { $0 }
    for (name, family) in all.sorted(by: { $0.key < $1.key }) {
      if let meaning = help[name] { text += "# HELP \(name) \(meaning)\n" }
      text += "# TYPE \(name) \(family.kind.rawValue)\n"
      for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
        series.write(name, labels, to: &text)
      }
    }
    return Array(text.utf8)
  }
}
