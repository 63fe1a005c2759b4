internal import Pipeline

/// A value that takes a while: made on a thread that gives way to orders, and shown as it was until
/// the next one is there. However many ask, one is made at a time.
actor Standing<Value: Sendable> {
  private struct Kept {
    var value: Value
    var stamp: String
    var made: ContinuousClock.Instant
    var took: Duration
  }

  /// What takes no longer than this is worth waiting for.
  private static var quick: Duration { .milliseconds(30) }

  private let longest: Duration
  private var kept: Kept?
  private var isMaking = false

  /// A value is good for a hundred times as long as it took to make, and for `longest` at most: what
  /// is quick is fresh, and what is slow takes a hundredth of a thread.
  init(longest: Duration) { self.longest = longest }

  /// The value for a stamp; nil when it is not there within the patience, or cannot be made.
  ///
  /// One of another stamp is given only where an older one will do.
  func value(
    _ stamp: String, orOlder: Bool = false, patience: Duration = .seconds(30),
    make: @escaping @Sendable () -> Value?
  ) async -> Value? {
    let asked = ContinuousClock.now
    while true {
      let usable = kept.flatMap { orOlder || $0.stamp == stamp ? $0 : nil }
      if let usable, usable.stamp == stamp, isFresh(usable, asked) { return usable.value }
      if !isMaking { begin(stamp, make) }
      let waits = usable.map { patienceBeside($0, asked) } ?? patience
      guard ContinuousClock.now < asked + waits else { return usable?.value }
      do { try await Task.sleep(for: .milliseconds(3)) } catch { return usable?.value }
      // It ended without a value of this stamp: there is none to wait for.
      if !isMaking, kept?.stamp != stamp { return usable?.value }
    }
  }

  private func isFresh(_ one: Kept, _ asked: ContinuousClock.Instant) -> Bool {
    one.made + lifetime(one) > asked
  }

  private func lifetime(_ one: Kept) -> Duration { min(longest, max(.seconds(2), one.took * 100)) }

  /// How long to wait for a newer value when there is an old one to show.
  private func patienceBeside(_ old: Kept, _ asked: ContinuousClock.Instant) -> Duration {
    if old.took <= Self.quick { return .seconds(1) }
    // Nobody looked for a while: the first one to come does not see how it was then.
    return old.made + lifetime(old) * 2 < asked ? min(.seconds(1), old.took * 3) : .zero
  }

  private func begin(_ stamp: String, _ make: @escaping @Sendable () -> Value?) {
    isMaking = true
    let began = ContinuousClock.now
    Task {
      let made = await DedicatedThread.run(givesWay: true, make)
      isMaking = false
      if let made { kept = Kept(value: made, stamp: stamp, made: .now, took: .now - began) }
    }
  }
}
