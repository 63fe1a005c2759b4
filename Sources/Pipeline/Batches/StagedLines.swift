/// The results of a batch file on their way: the stage file, and beside it the archive's copy.
struct StagedLines: ~Copyable {
  private(set) var count = 0
  private let files: FileSystem
  private let staged: Descriptor
  private let copy: Descriptor
  /// What went wrong first; nothing is written after it.
  private var trouble: Interruption?

  init(
    of claim: Claim, _ kind: TranscriptKind, in own: borrowing InstanceFolders, files: FileSystem
  ) throws(SourceReader.VisitFailure) {
    let name = claim.resultCopy(kind.resultEnding)
    let staged = try Self.created(claim.held, in: own.stage, files, .outbox)
    let copy = try Self.created(name, in: own.done, files, .spool)
    self.files = files
    self.staged = staged
    self.copy = copy
  }

  private static func created(
    _ name: FileName, in folder: Folder, _ files: FileSystem, _ place: PauseReason.Place
  ) throws(SourceReader.VisitFailure) -> Descriptor {
    do throws(SystemFailure) {
      return try files.createFile(in: folder, name, exclusive: false)
    } catch {
      throw .interrupted(Interruption(error, at: place))
    }
  }

  /// Writes to both; false when that failed.
  mutating func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
    count += bytes.count
    for (descriptor, place) in [(staged.raw, PauseReason.Place.outbox), (copy.raw, .spool)] {
      guard trouble == nil else { return false }
      do throws(SystemFailure) {
        try files.write(descriptor, bytes)
      } catch {
        trouble = Interruption(error, at: place)
      }
    }
    return trouble == nil
  }

  /// Sees to it that both are on the disk with the next sync, and tells what went wrong.
  func finish(_ durability: Durability) throws(SourceReader.VisitFailure) {
    if let trouble { throw .interrupted(trouble) }
    do throws(SystemFailure) {
      try durability.keep(staged)
      try durability.keep(copy)
    } catch {
      throw .interrupted(Interruption(error, at: .outbox))
    }
  }

  /// Takes back what was written, as far as it is there.
  static func drop(_ claim: Claim, in own: borrowing InstanceFolders, files: FileSystem) {
    try? files.unlink(claim.held, in: own.stage)
    for copy in claim.resultCopies { try? files.unlink(copy, in: own.done) }
  }
}
