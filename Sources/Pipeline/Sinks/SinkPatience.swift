/// How long to wait after a failure, and when to give an event up.
package struct SinkPatience {
  private let settings: SinkSettings
  private let times: Settings.Times
  /// Failures since something was delivered last; the waits grow with them.
  package private(set) var failures = 0
  /// Answers with trouble to the event in hand.
  private var answers = 0
  /// When nothing was delivered any more (monotonic nanoseconds).
  private var awaySince: UInt64?

  package init(_ settings: SinkSettings, times: Settings.Times) {
    self.settings = settings
    self.times = times
  }

  /// The longest a Retry-After is obeyed, in seconds.
  private static let longestRetryAfter = 3_600

  /// Something was delivered, or refused by a receiver that is well.
  package mutating func wasAnswered() {
    failures = 0
    answers = 0
    awaySince = nil
  }

  /// The event in hand was given up; the next one has its own attempts.
  package mutating func gaveUp() { answers = 0 }

  /// Notes a failure; whether the event is to be given up.
  package mutating func failed(counts: Bool, at now: UInt64) -> Bool {
    failures += 1
    if counts { answers += 1 }
    let since = awaySince ?? now
    awaySince = since
    return answers >= settings.attempts
      || now - since >= Nanoseconds.seconds(settings.giveUpHours * 3_600)
  }

  /// Nanoseconds until the next try: doubled with each failure, and by chance up to half of it less,
  /// so that many senders do not come back together.
  package func pause(notBefore seconds: Int?, chance: Double = .random(in: 0..<1)) -> UInt64 {
    let doubled = times.sinkFirstRetry << min(max(0, failures - 1), 20)
    let longest = Double(min(doubled, times.sinkLongestRetry))
    let own = Nanoseconds.milliseconds(Int(longest * (1 - chance / 2)))
    return max(own, Nanoseconds.seconds(min(seconds ?? 0, Self.longestRetryAfter)))
  }
}
