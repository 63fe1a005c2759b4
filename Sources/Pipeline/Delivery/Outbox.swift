internal import Glibc

/// The last two stations: results are staged, and published under a name nobody has yet.
struct Outbox {
  /// What became of a staged result.
  enum Outcome {
    case published, publishedBesideOlder
    /// The stage file is gone: a rename that failed only in the answer, or somebody's hand.
    case vanished
  }

  let folder: Folder
  let files: FileSystem

  /// Writes a result where downstream does not look.
  ///
  /// A torn one is removed again.
  func stage(
    _ bytes: [UInt8], of claim: Claim, in own: borrowing InstanceFolders, durability: Durability
  ) throws(Interruption) {
    do throws(SystemFailure) {
      // A stage file of this name can only be a torn one of an earlier try.
      let file = try files.createFile(in: own.stage, claim.held, exclusive: false)
      try files.write(file, bytes)
      try durability.keep(file)
    } catch {
      try? files.unlink(claim.held, in: own.stage)
      throw interruption(error)
    }
  }

  /// Gives a staged result its name; the first one, or the one with the id when that is taken.
  func publish(
    _ claim: Claim, _ kind: TranscriptKind, from own: borrowing InstanceFolders
  ) throws(Interruption) -> Outcome {
    let first = ResultName.first(for: claim, ending: kind.resultEnding)
    if let outcome = try publish(claim, as: first, .published, own) { return outcome }
    let second = ResultName.second(for: claim, ending: kind.resultEnding)
    // Nobody else has our id: a result of that name is this one, published before a crash.
    return try publish(claim, as: second, .publishedBesideOlder, own) ?? .vanished
  }

  /// Nil when the name is taken.
  private func publish(
    _ claim: Claim, as name: FileName, _ outcome: Outcome, _ own: borrowing InstanceFolders
  ) throws(Interruption) -> Outcome? {
    do throws(SystemFailure) {
      try files.renameExclusively(claim.held, in: own.stage, to: name, in: folder)
      return outcome
    } catch {
      switch error.code {
      case EEXIST: return nil
      case ENOENT: return try vanishedOrMissing(claim, own, error)
      default: throw interruption(error)
      }
    }
  }

  /// Tells a result that is out already from an outbox that is not there.
  private func vanishedOrMissing(
    _ claim: Claim, _ own: borrowing InstanceFolders, _ failure: SystemFailure
  ) throws(Interruption) -> Outcome {
    do throws(SystemFailure) {
      let isThere = try files.facts(of: folder).links > 0
      guard isThere, try files.facts(in: own.stage, claim.held) == nil else { throw failure }
      return .vanished
    } catch {
      throw interruption(error)
    }
  }

  /// The number of results waiting for downstream.
  func count() throws(SystemFailure) -> Int {
    var count = 0
    try files.names(in: folder) { name in if !name.starts(with: ".") { count += 1 } }
    return count
  }

  /// Full disks come in two kinds, and people look for the wrong one.
  private func interruption(_ failure: SystemFailure) -> Interruption {
    if failure.code == ENOSPC, let room = try? files.room(of: folder), room.inodes == 0,
      room.bytes > 0
    {
      return .paused(.noInodes(.outbox))
    }
    return Interruption(failure, at: .outbox)
  }
}
