internal import Glibc

/// `archive/<day>/`: each source under `<id>~<name>`, and beside it a copy of its result as
/// `<id>.json`.
///
/// A source is there only when its result is, so readers look for sources.
struct Archive {
  private let root: Folder
  private let files: FileSystem
  private var day = ""
  private var dayFolder: Folder?

  init(root: Folder, files: FileSystem) {
    self.root = root
    self.files = files
  }

  /// Writes the copy of a result that will follow its source, into `done/`.
  static func stageCopy(
    _ bytes: [UInt8], of claim: Claim, in own: borrowing InstanceFolders, files: FileSystem,
    durability: Durability
  ) throws(Interruption) {
    do throws(SystemFailure) {
      let file = try files.createFile(in: own.done, claim.resultCopy(".json"), exclusive: false)
      try files.write(file, bytes)
      try durability.keep(file)
    } catch {
      try? files.unlink(claim.resultCopy(".json"), in: own.done)
      throw Interruption(error, at: .spool)
    }
  }

  /// Takes a finished source out of `done/`.
  ///
  /// The tombstone goes last.
  mutating func keep(
    _ claim: Claim, from own: borrowing InstanceFolders
  ) throws(SystemFailure) {
    let target = try folder(forDayOf: claim.id)
    for copy in claim.resultCopies where try moveIfThere(copy, own.done, target) { break }
    if claim.isCut || claim.held.count == 255 { try files.unlink(claim.nameNote, in: own.work) }
    _ = try moveIfThere(claim.held, own.done, target)
  }

  /// Whether there was something to move.
  private mutating func moveIfThere(
    _ name: FileName, _ done: Folder, _ target: Folder
  ) throws(SystemFailure) -> Bool {
    do throws(SystemFailure) {
      try files.move(name, in: done, to: name, in: target)
      return true
    } catch  where error.code == ENOENT {
      // Moved by an earlier try, or the day folder was taken away under us.
      guard try files.facts(in: done, name) == nil else {
        day = ""
        throw error
      }
      return false
    }
  }

  private mutating func folder(forDayOf id: ClaimId) throws(SystemFailure) -> Folder {
    let wanted = TimeText.localDay(id.milliseconds)
    if wanted == day, let dayFolder { return dayFolder }
    let opened = try files.makeFolder(wanted, in: root, mode: 0o750)
    day = wanted
    dayFolder = opened
    return opened
  }
}
