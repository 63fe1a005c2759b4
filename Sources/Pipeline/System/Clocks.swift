internal import Glibc

/// The two clocks: one to measure with, one to date with.
package struct Clocks: Sendable {
  /// Nanoseconds that never jump; what quiet times and back-offs are measured on.
  package var monotonic: @Sendable () -> UInt64
  /// Milliseconds since 1970; only for ids and texts.
  package var wall: @Sendable () -> Int64

  package init(
    monotonic: @escaping @Sendable () -> UInt64 = { Clocks.now },
    wall: @escaping @Sendable () -> Int64 = { Clocks.today }
  ) {
    self.monotonic = monotonic
    self.wall = wall
  }

  /// Nanoseconds of the machine's monotonic clock.
  package static var now: UInt64 { read(CLOCK_MONOTONIC) }
  /// Milliseconds since 1970 of the machine's wall clock.
  package static var today: Int64 { Int64(read(CLOCK_REALTIME) / 1_000_000) }

  private static func read(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}

/// Lengths of time on the monotonic clock, in nanoseconds.
enum Nanoseconds {
  static func milliseconds(_ count: Int) -> UInt64 { UInt64(max(0, count)) * 1_000_000 }
  static func seconds(_ count: Int) -> UInt64 { UInt64(max(0, count)) * 1_000_000_000 }
}
