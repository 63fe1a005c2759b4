internal import Glibc

/// Where events go: JSON lines on standard error, or a test.
package struct EventLog: Sendable {
  private let sink: @Sendable (PipelineEvent) -> Void

  package init(_ sink: @escaping @Sendable (PipelineEvent) -> Void) {
    self.sink = sink
  }

  /// One JSON line per event on standard error, from this level on.
  package static func standardError(showsNames: Bool, debug: Bool = false) -> EventLog {
    EventLog { event in
      guard debug || event.level != .debug else { return }
      writeLine(event.json(at: Clocks.today, showsNames: showsNames))
    }
  }

  /// One call per line, so that lines of two threads do not mix.
  ///
  /// A full pipe is no reason to stop working.
  static func writeLine(_ json: JSONObject) {
    let line = json.closed + [UInt8(ascii: "\n")]
    line.withUnsafeBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  func callAsFunction(_ event: PipelineEvent) {
    sink(event)
  }
}
