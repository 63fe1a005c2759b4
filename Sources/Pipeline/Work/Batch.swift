/// The claims under way, by how far they are.
///
/// They move down the lists and leave at the end; an interruption leaves them where they stand, and
/// the next run goes on from there.
struct Batch {
  /// In `work/`, to be read.
  var claimed: [Claim] = []
  /// In `work/`, still written to by their sender; not before this moment (monotonic).
  var busy: [(claim: Claim, until: UInt64)] = []
  /// In `work/`, the result staged.
  var staged: [StagedResult] = []
  /// In `done/`, the result staged: committed.
  var retired: [StagedResult] = []
  /// In `done/`, the result in the outbox.
  var published: [Claim] = []

  /// Whether something is to be done before new files are taken.
  var isPending: Bool { !(claimed.isEmpty && staged.isEmpty && retired.isEmpty) }

  /// All claims that are not at their end, for the backlog.
  var count: Int { claimed.count + busy.count + staged.count + retired.count }

  /// Moves the busy claims whose time has come back to be read.
  mutating func wake(at now: UInt64) {
    for entry in busy where entry.until <= now { claimed.append(entry.claim) }
    busy.removeAll { $0.until <= now }
  }
}

/// A claim whose result is written.
struct StagedResult {
  let claim: Claim
  let kind: TranscriptKind
  let sourceBytes: Int
  let resultBytes: Int
}
