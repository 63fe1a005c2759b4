internal import CLinux
internal import Glibc
internal import Synchronization

/// A bell other threads ring to end a wait: to stop, or to load the rules again.
package final class WakeSignal: Sendable {
  let descriptor: Int32
  private let stopping = Atomic<Bool>(false)
  private let asked = Atomic<Bool>(false)

  package init() {
    descriptor = clinux_wake_descriptor()
    precondition(descriptor >= 0, "no descriptor is left at the start of the process")
  }

  deinit {
    close(descriptor)
  }

  /// Whether the owner of the loop should end it.
  var isStopping: Bool { stopping.load(ordering: .acquiring) }

  /// Asks the loop to end after the work in hand.
  package func stop() {
    stopping.store(true, ordering: .releasing)
    ring()
  }

  /// Asks the loop to look now.
  package func ask() {
    asked.store(true, ordering: .releasing)
    ring()
  }

  /// Whether somebody asked since the last time; forgets it.
  func takeAsked() -> Bool {
    asked.exchange(false, ordering: .acquiringAndReleasing)
  }

  private func ring() {
    var one: UInt64 = 1
    _ = write(descriptor, &one, 8)
  }

  /// Waits for the bell, for another descriptor to be readable, or for the time to pass.
  func wait(alsoFor other: Int32?, nanoseconds: UInt64) {
    var watched = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
    if let other { watched.append(pollfd(fd: other, events: Int16(POLLIN), revents: 0)) }
    // Rounded up: waking a hair too early would spin until the time has come.
    let milliseconds = min((nanoseconds + 999_999) / 1_000_000, 60_000)
    let count = poll(&watched, nfds_t(watched.count), Int32(milliseconds))
    guard count > 0, watched[0].revents != 0 else { return }
    var rung: UInt64 = 0
    _ = read(descriptor, &rung, 8)
  }
}
