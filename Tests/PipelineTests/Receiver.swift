import Glibc
import Sinks
import Synchronization

/// A receiver in memory: answers as it is told, and remembers what it took.
final class Receiver: EventPoster, Sendable {
  private struct State {
    var taken: [String] = []
    var tries = 0
    var answers: [PostAnswer] = []
  }

  private let state = Mutex(State())
  /// Asked for every try; nil takes the next answer it was told, and 204 after these.
  private let decide: @Sendable (_ body: String) -> PostAnswer?
  private let hangs: Bool

  init(
    _ answers: [PostAnswer] = [], hangs: Bool = false,
    decide: @escaping @Sendable (String) -> PostAnswer? = { _ in nil }
  ) {
    self.decide = decide
    self.hangs = hangs
    state.withLock { $0.answers = answers }
  }

  func post(_ event: PostedEvent, isStopping: @escaping () -> Bool) -> PostAnswer {
    let body = String(decoding: event.body, as: UTF8.self)
    state.withLock { $0.tries += 1 }
    if hangs {
      while !isStopping() { usleep(1_000) }
      return .stopped
    }
    let decided = decide(body)
    return state.withLock { state in
      let answer =
        decided
        ?? (state.answers.isEmpty ? Self.accepted : state.answers.removeFirst())
      if answer == Self.accepted { state.taken.append(body) }
      return answer
    }
  }

  static let accepted = PostAnswer.answered(status: 204, retryAfter: nil, body: "")

  static func status(
    _ status: Int, _ body: String = "", retryAfter: Int? = nil
  ) -> PostAnswer {
    .answered(status: status, retryAfter: retryAfter, body: body)
  }

  /// The events it took, as they came.
  var taken: [String] { state.withLock { $0.taken } }
  /// How often something was sent to it.
  var tries: Int { state.withLock { $0.tries } }
}
