internal import Hummingbird

/// Bounds how long something may take.
enum Deadline {
  /// Gives up with 408 after so many seconds.
  static func seconds<Answer: Sendable>(
    _ seconds: Int, _ body: @escaping @Sendable () async throws -> Answer
  ) async throws -> Answer {
    try await withThrowingTaskGroup(of: Answer.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        throw HTTPError(.requestTimeout)
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw HTTPError(.requestTimeout) }
      return first
    }
  }
}
