package import Logging

/// swift-log in the shape of the event lines, for libraries that log by themselves.
package struct JSONLogHandler: LogHandler {
  package var logLevel = Logger.Level.warning
  package var metadata: Logger.Metadata = [:]
  private let label: String

  package init(label: String) {
    self.label = label
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var json = JSONObject()
    json.add("event", "log")
    json.add("level", event.level.rawValue)
    json.add("time", TimeText.utc(Clocks.today))
    json.add("from", label)
    json.add("message", "\(event.message)")
    EventLog.writeLine(json)
  }
}
