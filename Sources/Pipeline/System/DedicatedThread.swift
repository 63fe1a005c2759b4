internal import Glibc

/// A thread of its own for work that blocks, so that the shared pool never waits for a disk.
package enum DedicatedThread {
  /// What the thread is given; taken over by it at once.
  private final class Start: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  /// Runs the body on a new thread and waits for its answer; one that gives way takes what time
  /// orders leave.
  package static func run<Answer: Sendable>(
    givesWay: Bool = false, _ body: @escaping @Sendable () -> Answer
  ) async -> Answer {
    await withCheckedContinuation { continuation in
      let start = Start {
        // 0 = this thread alone, as Linux has it.
        if givesWay { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19) }
        continuation.resume(returning: body())
      }
      let passed = Unmanaged.passRetained(start)
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { given in
          if let given { Unmanaged<Start>.fromOpaque(given).takeRetainedValue().body() }
          return nil
        }, passed.toOpaque())
      precondition(code == 0, "the system gives no thread (error \(code))")
      pthread_detach(thread)
    }
  }
}
