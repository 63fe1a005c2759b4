/// `status.json` as another process reads it; what `DaemonStatus` wrote.
package struct WrittenStatus: Decodable, Equatable, Sendable {
  package struct Rate: Decodable, Equatable, Sendable {
    package var lastMinute: Int
    package var perSecond: Double

    private enum CodingKeys: String, CodingKey {
      case lastMinute = "last_minute"
      case perSecond = "per_second"
    }
  }

  package struct Counts: Decodable, Equatable, Sendable {
    package var published: Int
    package var quarantined: Int
  }

  package struct Trouble: Decodable, Equatable, Sendable {
    package var message: String
    /// RFC 3339; absent for a pause, which is now.
    package var time: String?
  }

  package struct Sink: Decodable, Equatable, Sendable {
    package var name: String
    package var delivered: Int
    package var waiting: Int
    package var dead: Int
    package var failing: Trouble?
  }

  package struct Rules: Decodable, Equatable, Sendable {
    package struct Refusal: Decodable, Equatable, Sendable {
      package var time: String
      package var report: String
    }

    package var digest: String
    package var label: String
    package var since: String
    package var isLastGood: Bool
    package var refused: Refusal?

    private enum CodingKeys: String, CodingKey {
      case digest, label, since, refused
      case isLastGood = "last_good"
    }
  }

  package var state: String
  package var since: String
  package var updated: String
  package var processId: Int32
  package var instance: String
  package var inbox: String
  package var mode: String
  package var backlog: Int
  package var oldestWaiting: Int
  package var rate: Rate
  package var counts: Counts
  package var paused: Trouble?
  package var lastError: Trouble?
  package var rules: Rules
  /// Absent where an older daemon wrote.
  package var switchedOff: [String]?
  package var sinks: [Sink]?

  private enum CodingKeys: String, CodingKey {
    case state, since, updated, instance, inbox, mode, backlog, rate, counts, paused, rules, sinks
    case processId = "pid"
    case oldestWaiting = "oldest_waiting_seconds"
    case lastError = "last_error"
    case switchedOff = "switched_off"
  }
}
