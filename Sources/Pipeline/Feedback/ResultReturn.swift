internal import Glibc

/// Puts a result that was dragged out of the outbox back for downstream.
///
/// A file that was moved is the very file the daemon wrote: it came into being before its copy in
/// the archive. A copy made by people is younger; then the result itself is still in the outbox, or
/// downstream has taken it.
struct ResultReturn {
  let roots: SpoolRoots
  let files: FileSystem
  /// The clocks of two file systems need not agree to the last bit.
  private static let slack: Int64 = 10_000_000

  /// Whether the file was put back and is no longer where it was dragged to.
  func putBack(
    _ name: FileName, in folder: Folder, of claim: Claim, archived day: Folder, stage: Folder
  ) throws(SystemFailure) -> Bool {
    guard let (copyName, copy) = try copy(of: claim, in: day) else { return false }
    let dragged = try files.openFile(in: folder, name)
    let original = try files.openFile(in: day, copyName)
    guard try wasMoved(dragged, original) else { return false }
    let ending: StaticString = copyName.ends(with: ".jsonl") ? ".jsonl" : ".json"
    let first = ResultName.first(for: claim, ending: ending)
    let second = ResultName.second(for: claim, ending: ending)
    for there in [first, second] where try holds(roots.outbox, there, copy) { return false }
    // The name it had, where that is one of the two it may have.
    let names = name == second ? [second] : [first, second]
    let isUntouched = try holds(folder, name, copy)
    for target in names {
      do throws(SystemFailure) {
        if isUntouched {
          try files.move(name, in: folder, to: target, in: roots.outbox, exclusively: true)
        } else {
          try write(copy, of: claim, as: target, stage)
          try files.unlink(name, in: folder)
        }
        try files.sync(roots.outbox)
        return true
      } catch  where error.code == EEXIST {
        continue
      }
    }
    return false
  }

  private func wasMoved(
    _ dragged: borrowing Descriptor, _ copy: borrowing Descriptor
  ) throws(SystemFailure) -> Bool {
    // Between two file systems a move is a copy and a removal: only the gap in the outbox tells.
    guard roots.isOneDevice else { return true }
    if let born = files.birth(of: dragged), let copied = files.birth(of: copy) {
      return born <= copied + Self.slack
    }
    let written = try files.facts(of: dragged).signature.modified
    return written <= (try files.facts(of: copy).signature.modified) + Self.slack
  }

  private func copy(
    of claim: Claim, in day: Folder
  ) throws(SystemFailure) -> (name: FileName, bytes: [UInt8])? {
    for name in claim.resultCopies {
      guard let facts = try files.facts(in: day, name) else { continue }
      let file = try files.openFile(in: day, name)
      var bytes: [UInt8] = []
      try files.read(
        file, into: &bytes, expected: Int(facts.size), limit: FeedbackIntake.longestResult)
      return (name, bytes)
    }
    return nil
  }

  /// Whether a file of exactly these bytes is there.
  private func holds(
    _ folder: Folder, _ name: FileName, _ bytes: [UInt8]
  ) throws(SystemFailure) -> Bool {
    guard let facts = try files.facts(in: folder, name), facts.kind == .regular,
      facts.size == bytes.count
    else { return false }
    var there: [UInt8] = []
    let file = try files.openFile(in: folder, name)
    try files.read(file, into: &there, expected: bytes.count, limit: bytes.count + 1)
    return there == bytes
  }

  private func write(
    _ bytes: [UInt8], of claim: Claim, as target: FileName, _ stage: Folder
  ) throws(SystemFailure) {
    let temporary = FileName(".back-\(claim.id).tmp")
    do throws(SystemFailure) {
      let file = try files.createFile(in: stage, temporary, exclusive: false)
      try files.write(file, bytes)
      try files.sync(file)
      try files.renameExclusively(temporary, in: stage, to: target, in: roots.outbox)
    } catch {
      try? files.unlink(temporary, in: stage)
      throw error
    }
  }
}
