/// What the daemon is doing: the content of `status.json`, and what the console shows.
package struct DaemonStatus: Equatable, Sendable {
  /// What it is doing, in one word.
  package enum State: String, Sendable {
    case starting, watching, working, paused, stopping, stopped
  }

  package var state = State.starting
  /// Milliseconds since 1970 since when it is.
  package var since: Int64 = 0
  package var instance = ""
  package var inbox = ""
  package var mode = PipelineEvent.WatchMode.polling
  /// Files seen and not finished, and how long the oldest has been waiting, in seconds.
  package var backlog = 0
  package var oldestWaiting = 0
  package var counts = WorkCounts()
  /// Results of the last minute, and of the second in which most came.
  package var lastMinute = 0
  package var paused: PauseReason?
  /// The last thing that went wrong, in words, and when.
  package var lastError: String?
  package var lastErrorAt: Int64 = 0
  package var rules = ActiveRules.Summary()
  /// Rules that met limits too often; not tested until the rules change.
  package var switchedOff: [String] = []

  /// Where results are sent besides the outbox.
  package var sinks: [SinkStatus] = []

  package init() {}

  /// The object as `status.json` holds it.
  package func json(at wall: Int64, processId: Int32) -> [UInt8] {
    var json = JSONObject()
    json.add("state", state.rawValue)
    json.add("since", TimeText.utc(since))
    json.add("updated", TimeText.utc(wall))
    json.add("pid", processId)
    json.add("instance", instance)
    json.add("inbox", inbox)
    json.add("mode", mode.rawValue)
    json.add("backlog", backlog)
    json.add("oldest_waiting_seconds", oldestWaiting)
    var rate = JSONObject()
    rate.add("last_minute", lastMinute)
    rate.add("per_second", tenths: lastMinute * 10 / 60)
    json.add("rate", rate)
    var totals = JSONObject()
    totals.add("published", counts.published)
    totals.add("quarantined", counts.quarantined)
    totals.add("bytes", counts.bytes)
    json.add("counts", totals)
    json.add("paused", paused.map(Self.describe))
    json.add("last_error", lastError.map { describe($0) })
    json.add("rules", rules.json)
    json.add("switched_off", switchedOff)
    json.add("sinks", sinks.map(\.json))
    return json.closed + [UInt8(ascii: "\n")]
  }

  private static func describe(_ reason: PauseReason) -> JSONObject {
    var json = JSONObject()
    json.add("code", reason.code)
    if let place = reason.place { json.add("place", place.rawValue) }
    json.add("message", reason.sentence)
    return json
  }

  private func describe(_ error: String) -> JSONObject {
    var json = JSONObject()
    json.add("message", error)
    json.add("time", TimeText.utc(lastErrorAt))
    return json
  }
}
