internal import Glibc
internal import Synchronization

/// Writes the results of numbered batches to a descriptor in the order of their numbers.
final class OrderedOutput: Sendable {
  private struct State {
    var next = 0
    var waiting: [Int: [UInt8]] = [:]
    /// The system's number of the first failed write; nothing is written after it.
    var failure: Int32?
  }

  /// More finished batches than this wait for a slow one before workers pause.
  private static let mostWaiting = 64

  private let descriptor: Int32
  private let state = Mutex(State())

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// The system's number of the failed write, or nil.
  var failure: Int32? { state.withLock { $0.failure } }

  /// Takes the results of a batch; written at once when it is its turn.
  func deliver(_ number: Int, _ bytes: UnsafeRawBufferPointer) {
    state.withLock { state in
      guard number == state.next else {
        state.waiting[number] = Array(bytes)
        return
      }
      write(bytes, &state)
      state.next += 1
      while let ready = state.waiting.removeValue(forKey: state.next) {
        ready.withUnsafeBytes { write($0, &state) }
        state.next += 1
      }
    }
    while isFarAhead(number) { usleep(100) }
  }

  /// Whether too much waits for an earlier batch.
  private func isFarAhead(_ number: Int) -> Bool {
    state.withLock { $0.failure == nil && number > $0.next + Self.mostWaiting }
  }

  private func write(_ bytes: UnsafeRawBufferPointer, _ state: inout State) {
    var place = 0
    while place < bytes.count, state.failure == nil {
      let done = Glibc.write(descriptor, bytes.baseAddress.map { $0 + place }, bytes.count - place)
      if done >= 0 {
        place += done
      } else if errno != EINTR {
        state.failure = errno
      }
    }
  }
}
