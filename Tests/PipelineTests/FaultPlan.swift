import Pipeline
import Synchronization

/// Puts faults in the place of system calls, counted over the life of the plan.
final class FaultPlan: Sendable {
  private let count = Mutex(0)
  private let armed = Mutex(true)
  private let decide: @Sendable (SystemCall, Int) -> InjectedFault?

  /// Decides by the call and its number, from 1.
  init(_ decide: @escaping @Sendable (SystemCall, Int) -> InjectedFault?) {
    self.decide = decide
  }

  /// How many calls were made.
  var calls: Int { count.withLock { $0 } }

  /// Lets everything pass from now on.
  func mend() {
    armed.withLock { $0 = false }
  }

  var files: FileSystem {
    FileSystem { call in
      guard self.armed.withLock({ $0 }) else { return nil }
      let number = self.count.withLock { count in
        count += 1
        return count
      }
      return self.decide(call, number)
    }
  }
}
