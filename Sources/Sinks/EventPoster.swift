/// Sends one event over the network; one for each sink, used by its thread alone.
package protocol EventPoster {
  /// Blocks until there is an answer, the time is over, or `isStopping` says so.
  func post(_ event: PostedEvent, isStopping: @escaping () -> Bool) -> PostAnswer
}

/// What is sent.
package struct PostedEvent: Sendable {
  package var url: String
  package var token: String?
  /// A CloudEvents 1.0 envelope: the structured mode.
  package var body: [UInt8]
  package var timeoutSeconds: Int

  package init(url: String, token: String? = nil, body: [UInt8], timeoutSeconds: Int = 10) {
    self.url = url
    self.token = token
    self.body = body
    self.timeoutSeconds = timeoutSeconds
  }

  package static let contentType = "application/cloudevents+json; charset=UTF-8"
}

/// What came back.
package enum PostAnswer: Equatable, Sendable {
  /// An HTTP status, the seconds of Retry-After, and the beginning of the body.
  case answered(status: Int, retryAfter: Int?, body: String)
  case timedOut
  /// No connection: nobody there, no such name, a certificate that is not believed.
  case unreachable(String)
  /// Ended because the daemon is stopping.
  case stopped
}
