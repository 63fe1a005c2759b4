import Pipeline
import Synchronization
import Testing

/// Everything a daemon told, in order.
final class EventRecorder: Sendable {
  private let events = Mutex<[PipelineEvent]>([])

  func record(_ event: PipelineEvent) {
    events.withLock { $0.append(event) }
  }

  var all: [PipelineEvent] { events.withLock { $0 } }

  func contains(_ isWanted: (PipelineEvent) -> Bool) -> Bool { all.contains(where: isWanted) }

  func count(_ isWanted: (PipelineEvent) -> Bool) -> Int { all.count(where: isWanted) }
}

/// Looks again and again until the condition holds; fails the test at the deadline.
func eventually(
  _ what: String, within seconds: Int = 60, sourceLocation: SourceLocation = #_sourceLocation,
  _ holds: @Sendable () -> Bool
) async {
  let deadline = ContinuousClock.now + .seconds(seconds)
  while !holds() {
    if ContinuousClock.now > deadline {
      Issue.record("not within \(seconds) s: \(what)", sourceLocation: sourceLocation)
      return
    }
    try? await Task.sleep(for: .milliseconds(2))
  }
}
