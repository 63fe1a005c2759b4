/// Counts of the last sixty seconds.
struct RateMeter {
  private var buckets = [Int](repeating: 0, count: 60)
  private var second: UInt64 = 0
  private var total = 0

  /// Results in the last minute.
  var lastMinute: Int { buckets.reduce(0, +) }

  /// Takes note of the running total at this moment (monotonic nanoseconds).
  mutating func note(total newTotal: Int, at now: UInt64) {
    let current = now / 1_000_000_000
    if current > second {
      for step in 1...min(60, current - second) { buckets[Int((second + step) % 60)] = 0 }
      second = current
    }
    buckets[Int(current % 60)] += newTotal - total
    total = newTotal
  }
}
