internal import Pipeline

/// A value that takes a while: made on a thread that gives way to orders, and shown as it was until
/// the next one is there. However many ask, one is made at a time.
actor Standing<Value: Sendable> {
  private let longest: Duration
  private var kept: (value: Value, stamp: String, until: ContinuousClock.Instant)?
  private var isMaking = false

  /// A value is good for a hundred times as long as it took to make, and for `longest` at most: what
  /// is quick is fresh, and what is slow takes a hundredth of a thread.
  init(longest: Duration) { self.longest = longest }

  /// The value for a stamp; nil when it is not there within the patience, or cannot be made.
  ///
  /// One of another stamp is given only where an older one will do, one that is merely old always.
  func value(
    _ stamp: String, orOlder: Bool = false, patience: Duration = .seconds(30),
    make: @escaping @Sendable () -> Value?
  ) async -> Value? {
    let end = ContinuousClock.now + patience
    while true {
      if let kept, orOlder || kept.stamp == stamp {
        if kept.stamp != stamp || kept.until < .now { begin(stamp, make) }
        return kept.value
      }
      if !isMaking { begin(stamp, make) }
      guard ContinuousClock.now < end else { return nil }
      do { try await Task.sleep(for: .milliseconds(5)) } catch { return nil }
      // It ended without a value: there is none to wait for.
      if !isMaking, kept?.stamp != stamp { return nil }
    }
  }

  private func begin(_ stamp: String, _ make: @escaping @Sendable () -> Value?) {
    guard !isMaking else { return }
    isMaking = true
    let began = ContinuousClock.now
    Task {
      let made = await DedicatedThread.run(givesWay: true, make)
      keep(made, stamp, took: .now - began)
    }
  }

  private func keep(_ made: Value?, _ stamp: String, took: Duration) {
    isMaking = false
    if let made { kept = (made, stamp, .now + min(longest, max(.seconds(2), took * 100))) }
  }
}
