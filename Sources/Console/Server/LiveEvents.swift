internal import Hummingbird
internal import Pipeline
internal import ServiceLifecycle
internal import Synchronization
internal import Workbench

/// `/events`: what the daemon is doing, whenever that changes, as server-sent events.
enum LiveEvents {
  private static let viewers = Atomic<Int>(0)
  /// Streams at once; a viewer beyond them reads pages without live numbers.
  static let most = 32
  /// Seconds after which a stream ends; browsers come back by themselves.
  private static let longest = 600

  static func response(_ board: StatusBoard) -> Response {
    guard viewers.wrappingAdd(1, ordering: .relaxed).newValue <= most else {
      viewers.wrappingSubtract(1, ordering: .relaxed)
      return Answer.problem(.serviceUnavailable, "too many viewers; the pages work without")
    }
    return Response(
      status: .ok, headers: [.contentType: "text/event-stream"],
      body: ResponseBody { writer in
        defer { viewers.wrappingSubtract(1, ordering: .relaxed) }
        var told = ""
        // The end of the daemon does not wait for those who look.
        for second in 0..<longest where !Task.isShuttingDownGracefully {
          let now = line(board)
          if now != told {
            try await writer.write(ByteBuffer(string: "event: status\ndata: \(now)\n\n"))
            told = now
          } else if second % 10 == 9 {
            try await writer.write(ByteBuffer(string: ": still here\n\n"))
          }
          try await Task.sleep(for: .seconds(1))
        }
        try await writer.finish(nil)
      })
  }

  private static func line(_ board: StatusBoard) -> String {
    let status = board.current
    let value = JSONValue.members([
      "state": .string(status.state.rawValue), "paused": .bool(status.paused != nil),
      "backlog": .number(status.backlog), "last_minute": .number(status.lastMinute),
      "published": .number(status.counts.published),
      "quarantined": .number(status.counts.quarantined), "rules": .string(board.rulesSummary.label),
    ])
    return value.text.split(separator: "\n").joined()
  }
}
