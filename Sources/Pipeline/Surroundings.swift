/// What the daemon is given of the world: disk, clocks, and somewhere to tell and to count.
package struct Surroundings: Sendable {
  package var files: FileSystem
  package var clocks: Clocks
  package var events: EventLog
  package var metrics: PrometheusMetrics

  package init(
    files: FileSystem = FileSystem(), clocks: Clocks = Clocks(), events: EventLog,
    metrics: PrometheusMetrics = PrometheusMetrics()
  ) {
    self.files = files
    self.clocks = clocks
    self.events = events
    self.metrics = metrics
  }
}
