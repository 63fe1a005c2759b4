import Synchronization

/// Closed until a test opens it; faults wait for it so that the start goes well.
final class FaultGate: Sendable {
  private let gate = Atomic<Bool>(false)

  var isOpen: Bool { gate.load(ordering: .acquiring) }

  func open() {
    gate.store(true, ordering: .releasing)
  }
}
