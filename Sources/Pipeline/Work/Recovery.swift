internal import Glibc

/// Brings the folders of an instance that died back to a clean state.
///
/// | work/X | done/X | stage/X | meaning | action |
/// |---|---|---|---|---|
/// | yes | – | any | crash before the commit | drop the stage, do X again |
/// | – | yes | yes | committed, not published | publish |
/// | – | yes | no | published, perhaps taken | archive |
/// | – | – | yes | power loss undid the claim | drop the stage, never publish |
struct Recovery {
  /// What was found and done.
  struct Report: Equatable {
    /// Sources to be done again, in claim order; they now lie in our own `work/`.
    var again: [Claim] = []
    var published = 0
    var archived = 0
    var dropped = 0

    var isEmpty: Bool { again.isEmpty && published + archived + dropped == 0 }
  }

  let roots: SpoolRoots
  let files: FileSystem
  let durability: Durability

  /// Recovers the folders of `dead` (which may be our own) into `own`.
  ///
  /// Can be interrupted and run again at any point.
  func run(
    _ dead: borrowing InstanceFolders, into own: borrowing InstanceFolders
  ) throws(Interruption) -> Report {
    var report = Report()
    let work = try claims(in: dead.work)
    let done = try claims(in: dead.done)
    let stage = try claims(in: dead.stage)
    if !(work.isEmpty && done.isEmpty && stage.isEmpty) {
      // What is seen may be in the page cache only; acting on it before it is on the disk could
      // publish a result whose commit a power loss then undoes.
      try spool { () throws(SystemFailure) in try durability.beforeRetiring(dead) }
    }
    let begun = Set(work)
    let committed = Set(done)
    for claim in stage {
      if committed.contains(claim) && !begun.contains(claim) {
        try publish(claim, dead)
        report.published += 1
      } else {
        try spool { () throws(SystemFailure) in try files.unlink(claim.held, in: dead.stage) }
        report.dropped += 1
      }
    }
    report.archived = try archive(done, dead)
    try dropStrayCopies(dead)
    report.again = try takeBack(work, dead, own)
    try dropStrayNotes(dead, keeping: begun)
    return report
  }

  private func publish(
    _ claim: Claim, _ dead: borrowing InstanceFolders
  ) throws(Interruption) {
    // Where results are published by link and unlink, a second name means it is out already.
    var isOut = false
    try spool { () throws(SystemFailure) in
      isOut = try (files.facts(in: dead.stage, claim.held)?.links ?? 1) > 1
      if isOut { try files.unlink(claim.held, in: dead.stage) }
    }
    if !isOut {
      let whole = named(claim, in: dead)
      let kind = try kind(of: whole, in: dead)
      _ = try Outbox(folder: roots.outbox, files: files).publish(whole, kind, from: dead)
    }
  }

  /// What the result of a committed claim is called depends on what its source is.
  private func kind(
    of claim: Claim, in dead: borrowing InstanceFolders
  ) throws(Interruption) -> TranscriptKind {
    var kind = TranscriptKind.order
    guard TranscriptKind.isReadByRows(claim.name) else { return kind }
    try spool { () throws(SystemFailure) in
      let source = try files.openFile(in: dead.done, claim.held)
      kind = try TranscriptKind(of: claim.name, source, files: files)
    }
    return kind
  }

  private func archive(
    _ done: [Claim], _ dead: borrowing InstanceFolders
  ) throws(Interruption) -> Int {
    guard !done.isEmpty else { return 0 }
    var archive = Archive(root: roots.archive, files: files)
    do throws(SystemFailure) {
      try durability.beforeArchiving(dead)
      for claim in done { try archive.keep(claim, from: dead) }
    } catch {
      throw Interruption(error, at: .archive)
    }
    return done.count
  }

  /// Copies of results whose source is to be done again, or went back to the inbox.
  private func dropStrayCopies(_ dead: borrowing InstanceFolders) throws(Interruption) {
    try spool { () throws(SystemFailure) in
      var strays: [FileName] = []
      try files.names(in: dead.done) { name in
        if name.ends(with: ".json") || name.ends(with: ".jsonl"), Claim(held: name) == nil {
          strays.append(name)
        }
      }
      for name in strays { try files.unlink(name, in: dead.done) }
    }
  }

  private func takeBack(
    _ work: [Claim], _ dead: borrowing InstanceFolders, _ own: borrowing InstanceFolders
  ) throws(Interruption) -> [Claim] {
    var again: [Claim] = []
    for claim in work {
      let whole = named(claim, in: dead)
      if dead.name != own.name {
        try spool { () throws(SystemFailure) in
          if whole.isCut {
            try files.rename(claim.nameNote, in: dead.work, to: claim.nameNote, in: own.work)
          }
          try files.rename(claim.held, in: dead.work, to: claim.held, in: own.work)
        }
      }
      again.append(whole)
    }
    return again
  }

  private func dropStrayNotes(
    _ dead: borrowing InstanceFolders, keeping claims: Set<Claim>
  ) throws(Interruption) {
    let kept = Set(claims.map(\.nameNote))
    try spool { () throws(SystemFailure) in
      var strays: [FileName] = []
      try files.names(in: dead.work) { name in
        if name.starts(with: "."), name.ends(with: ".name"), !kept.contains(name) {
          strays.append(name)
        }
      }
      for name in strays { try files.unlink(name, in: dead.work) }
    }
  }

  /// The claim with its whole name, if a note of it was kept.
  private func named(_ claim: Claim, in dead: borrowing InstanceFolders) -> Claim {
    guard let note = try? files.openFile(in: dead.work, claim.nameNote) else { return claim }
    var bytes: [UInt8] = []
    guard (try? files.read(note, into: &bytes, expected: 255, limit: 255)) != nil, !bytes.isEmpty
    else {
      return claim
    }
    return claim.named(FileName(bytes))
  }

  private func claims(in folder: Folder) throws(Interruption) -> [Claim] {
    var claims: [Claim] = []
    try spool { () throws(SystemFailure) in
      try files.names(in: folder) { if let claim = Claim(held: $0) { claims.append(claim) } }
    }
    return claims.sorted { $0.id < $1.id }
  }

  private func spool(_ body: () throws(SystemFailure) -> Void) throws(Interruption) {
    do throws(SystemFailure) {
      try body()
    } catch {
      throw Interruption(error, at: .spool)
    }
  }
}
