/// A daemon that waits: why, since when, and when it tries again.
struct Pause {
  private(set) var reason: PauseReason
  /// Monotonic nanoseconds.
  let since: UInt64
  private(set) var retryAt: UInt64
  private var wait: UInt64

  init(_ reason: PauseReason, at now: UInt64, times: Settings.Times) {
    self.reason = reason
    since = now
    wait = Nanoseconds.milliseconds(times.firstRetry)
    retryAt = now + wait
  }

  /// Another try failed: waits twice as long, up to the longest.
  mutating func extend(_ reason: PauseReason, at now: UInt64, times: Settings.Times) {
    self.reason = reason
    wait = min(wait * 2, Nanoseconds.milliseconds(times.longestRetry))
    retryAt = now + wait
  }
}
