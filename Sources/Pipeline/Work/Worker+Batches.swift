internal import Matching
internal import Transcripts

extension Worker {
  /// Reads, classifies and stages a file of rows, without ever holding it whole.
  func prepareRows(_ claim: Claim) throws(Interruption) {
    var staged: StagedResult?
    // What is not finished goes away at once: where the disk is full it may be what fills it.
    var isStaged = false
    defer { if !isStaged { StagedLines.drop(claim, in: folders.own, files: files) } }
    let outcome = try reader.visit(claim, from: folders.own, limit: BatchRun.mostBytes) {
      file, size throws(SourceReader.VisitFailure) in
      let kind = try kind(of: claim, file)
      guard kind != .order else { return }
      let count = try stageRows(of: claim, kind, file)
      staged = StagedResult(claim: claim, kind: kind, sourceBytes: size, resultBytes: count)
    }
    guard case .complete = outcome else { return try settle(outcome, of: claim) }
    isStaged = true
    if let staged { batch.staged.append(staged) } else { try prepare(claim) }
  }

  private func kind(
    of claim: Claim, _ file: borrowing Descriptor
  ) throws(SourceReader.VisitFailure) -> TranscriptKind {
    do throws(SystemFailure) {
      return try TranscriptKind(of: claim.name, file, files: files)
    } catch {
      throw .reading(error)
    }
  }

  private func stageRows(
    of claim: Claim, _ kind: TranscriptKind, _ file: borrowing Descriptor
  ) throws(SourceReader.VisitFailure) -> Int {
    var key: RecentDeliveries.Key?
    let run = BatchRun(
      files: files, descriptor: file.raw, kind: kind.rows, isSingle: kind == .object)
    var lines = try StagedLines(of: claim, kind, in: folders.own, files: files)
    isInRows = true
    defer { isInRows = false }
    do throws(BatchRun.Failure) {
      _ = try run.run(
        &classifier,
        frame: { digest in
          key = duplicateKey(of: claim, digest: digest)
          return BatchFrame(facts: facts(of: claim, key), isSingle: kind == .object)
        },
        write: {
          whileWorking()
          return lines.append($0)
        })
    } catch {
      switch error {
      case .reading(let failure): throw .reading(failure)
      case .refused(let refusal): throw .refused(.unreadableBatch(refusal))
      case .unwritten: break
      }
    }
    try lines.finish(durability)
    if let key { recent?.note(key, claim.id) }
    return lines.count
  }
}
