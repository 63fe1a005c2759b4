internal import CCurl

/// Posts CloudEvents by HTTP, with libcurl; keeps its connection open between events.
///
/// Used by one thread. Follows no redirect, so that no event goes where nobody named it, and takes no
/// proxy from the environment.
package final class Webhook: EventPoster {
  private let easy: UnsafeMutableRawPointer?
  private let agent: String

  /// `agent` is sent as `User-Agent`.
  package init(agent: String) {
    // Once a process, before there are two threads of this kind.
    _ = Self.library
    self.agent = agent
    easy = curl_easy_init()
  }

  deinit { curl_easy_cleanup(easy) }

  private static let library = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

  /// What the callbacks of a transfer see.
  private final class Transfer {
    var body: [UInt8] = []
    let isStopping: () -> Bool

    init(isStopping: @escaping () -> Bool) { self.isStopping = isStopping }
  }

  /// Bytes of an answer that are kept, for the reason beside a dead letter.
  private static let keptBody = 500

  package func post(_ event: PostedEvent, isStopping: @escaping () -> Bool) -> PostAnswer {
    guard let easy else { return .unreachable("libcurl gives no handle") }
    let transfer = Transfer(isStopping: isStopping)
    var headers: UnsafeMutablePointer<curl_slist>?
    defer { curl_slist_free_all(headers) }
    for line in Self.headers(event) { headers = curl_slist_append(headers, line) }
    // Keeps connections, names and TLS sessions.
    curl_easy_reset(easy)
    configure(easy, event)
    ccurl_set_list(easy, CURLOPT_HTTPHEADER, headers)
    return event.body.withUnsafeBytes { bytes in
      ccurl_set_body(easy, bytes.baseAddress, Int(bytes.count))
      return withExtendedLifetime(transfer) {
        watch(easy, Unmanaged.passUnretained(transfer).toOpaque())
        return answer(curl_easy_perform(easy), easy, transfer)
      }
    }
  }

  /// Why no connection to an address can be made; nil when there is one.
  package static func reach(_ url: String, timeoutSeconds: Int) -> String? {
    let webhook = Webhook(agent: "")
    guard let easy = webhook.easy else { return "libcurl gives no handle" }
    webhook.configure(easy, PostedEvent(url: url, body: [], timeoutSeconds: timeoutSeconds))
    ccurl_set_long(easy, CURLOPT_CONNECT_ONLY, 1)
    let code = curl_easy_perform(easy)
    return code == CURLE_OK ? nil : String(cString: curl_easy_strerror(code))
  }

  private static func headers(_ event: PostedEvent) -> [String] {
    // Without the last one libcurl waits a second before it sends what is large.
    ["Content-Type: \(PostedEvent.contentType)", "Expect:"]
      + (event.token.map { ["Authorization: Bearer \($0)"] } ?? [])
  }

  private func configure(_ easy: UnsafeMutableRawPointer, _ event: PostedEvent) {
    ccurl_set_text(easy, CURLOPT_URL, event.url)
    ccurl_set_text(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    ccurl_set_text(easy, CURLOPT_USERAGENT, agent)
    ccurl_set_text(easy, CURLOPT_PROXY, "")
    ccurl_set_long(easy, CURLOPT_POST, 1)
    ccurl_set_long(easy, CURLOPT_TIMEOUT, event.timeoutSeconds)
    ccurl_set_long(easy, CURLOPT_CONNECTTIMEOUT, event.timeoutSeconds)
    // No signal may end a name's look-up in a process of threads.
    ccurl_set_long(easy, CURLOPT_NOSIGNAL, 1)
  }

  /// Has libcurl hand over what it receives, and ask whether to go on, about once a second.
  private func watch(_ easy: UnsafeMutableRawPointer, _ transfer: UnsafeMutableRawPointer) {
    ccurl_set_pointer(easy, CURLOPT_WRITEDATA, transfer)
    ccurl_set_writer(easy) { bytes, size, count, given in
      guard let bytes, let given else { return 0 }
      let transfer = Unmanaged<Transfer>.fromOpaque(given).takeUnretainedValue()
      let room = min(size * count, Webhook.keptBody - transfer.body.count)
      let kept = UnsafeRawBufferPointer(start: bytes, count: room)
      transfer.body.append(contentsOf: kept)
      return size * count
    }
    ccurl_set_long(easy, CURLOPT_NOPROGRESS, 0)
    ccurl_set_pointer(easy, CURLOPT_XFERINFODATA, transfer)
    ccurl_set_progress(easy) { transfer, _, _, _, _ in
      guard let transfer else { return 0 }
      return Unmanaged<Transfer>.fromOpaque(transfer).takeUnretainedValue().isStopping() ? 1 : 0
    }
  }

  private func answer(
    _ code: CURLcode, _ easy: UnsafeMutableRawPointer, _ transfer: Transfer
  ) -> PostAnswer {
    switch code {
    case CURLE_OK:
      let seconds = ccurl_retry_after(easy)
      return .answered(
        status: ccurl_status(easy), retryAfter: seconds > 0 ? seconds : nil,
        body: Self.line(transfer.body))
    case CURLE_OPERATION_TIMEDOUT: return .timedOut
    case CURLE_ABORTED_BY_CALLBACK: return .stopped
    default: return .unreachable(String(cString: curl_easy_strerror(code)))
    }
  }

  /// The beginning of an answer as one line of text.
  private static func line(_ body: [UInt8]) -> String {
    String(decoding: body, as: UTF8.self).split { $0.isNewline || $0.isWhitespace }
      .joined(separator: " ")
  }
}
