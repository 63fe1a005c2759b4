package import Sinks

/// What an answer means for the event.
package enum SinkVerdict: Equatable {
  case delivered
  /// Never, however often it is sent.
  case refused(String)
  /// Later. `counts`: trouble with this event, not with the way to the receiver.
  case later(String, notBefore: Int?, counts: Bool)

  package init(_ answer: PostAnswer) {
    switch answer {
    case .answered(200..<300, _, _): self = .delivered
    case .answered(let status, let retryAfter, let body):
      let said = body.isEmpty ? "HTTP \(status)" : "HTTP \(status): \(body)"
      switch status {
      case 400, 406, 409, 411, 413...415, 422, 431: self = .refused(said)
      case 408, 425, 429, 500...: self = .later(said, notBefore: retryAfter, counts: true)
      // Redirected, not allowed, not found: of the address or the token, and so of every event.
      default: self = .later(said, notBefore: retryAfter, counts: false)
      }
    case .timedOut: self = .later("no answer in time", notBefore: nil, counts: true)
    case .unreachable(let why): self = .later(why, notBefore: nil, counts: false)
    case .stopped: self = .later("stopped", notBefore: nil, counts: false)
    }
  }
}
