import Pipeline
import Synchronization

/// Puts faults in the place of system calls, counted over the life of the plan.
final class FaultPlan: Sendable {
  private let count = Mutex(0)
  private let armed: Atomic<Bool>
  private let decide: @Sendable (SystemCall, Int) -> InjectedFault?

  /// Decides by the call and its number, from 1; a plan that is not armed waits for `begin`.
  init(
    armed: Bool = true, _ decide: @escaping @Sendable (SystemCall, Int) -> InjectedFault?
  ) {
    self.armed = Atomic(armed)
    self.decide = decide
  }

  /// How many calls were made.
  var calls: Int { count.withLock { $0 } }

  /// Lets everything pass from now on.
  func mend() {
    armed.store(false, ordering: .releasing)
  }

  /// Begins to count and to decide.
  func begin() {
    armed.store(true, ordering: .releasing)
  }

  var files: FileSystem {
    FileSystem { call in
      guard self.armed.load(ordering: .acquiring) else { return nil }
      let number = self.count.withLock { count in
        count += 1
        return count
      }
      return self.decide(call, number)
    }
  }
}
