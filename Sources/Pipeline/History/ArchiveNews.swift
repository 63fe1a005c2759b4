internal import Synchronization

/// What was archived just now, for the thread that keeps the index; never makes the orders wait.
final class ArchiveNews: Sendable {
  private struct State {
    var claims: [String: [Claim]] = [:]
    var count = 0
    var isOverfull = false
  }

  /// More is not remembered: the archive itself tells the rest.
  private static let most = 20_000

  private let state = Mutex(State())
  private let bell: WakeSignal

  init(bell: WakeSignal) { self.bell = bell }

  /// One more order lies in the folder of that day.
  func tell(_ claim: Claim, day: String) {
    let isFirst = state.withLock { state in
      guard state.count < Self.most else {
        state.isOverfull = true
        return false
      }
      state.claims[day, default: []].append(claim)
      state.count += 1
      return state.count == 1
    }
    if isFirst { bell.ask() }
  }

  /// How many were told and not taken.
  var count: Int { state.withLock { $0.count } }

  /// Everything told since the last time; nil when it was too much to remember.
  func take() -> [String: [Claim]]? {
    state.withLock { state in
      defer { state = State() }
      return state.isOverfull ? nil : state.claims
    }
  }
}
