internal import Glibc
internal import Transcripts

/// Reads a claimed file through one descriptor: what it is, whether it is finished, its bytes.
struct SourceReader {
  /// What reading came to.
  enum Outcome {
    case complete
    /// Its sender still writes to it.
    case busy
    case refused(QuarantineReason)
    /// Somebody took it out of our own folder.
    case gone
  }

  let files: FileSystem
  let limit: Int
  let durability: Durability

  /// Fills the buffer with the file; never follows links, never blocks, never maps.
  func read(
    _ claim: Claim, from own: borrowing InstanceFolders, into buffer: inout [UInt8]
  ) throws(Interruption) -> Outcome {
    buffer.removeAll(keepingCapacity: true)
    let failure: SystemFailure
    do throws(SystemFailure) {
      let file = try files.openFile(in: own.work, claim.held)
      return try read(file, into: &buffer)
    } catch {
      failure = error
    }
    switch failure.code {
    case _ where failure.call == .sync: throw Interruption(failure, at: .spool)
    case ENOENT: return .gone
    case EACCES, EPERM, EIO: return .refused(.denied(failure))
    case ELOOP, ENXIO, EISDIR: return .refused(.notAFile)
    default: throw Interruption(failure, at: .spool)
    }
  }

  private func read(
    _ file: borrowing Descriptor, into buffer: inout [UInt8]
  ) throws(SystemFailure) -> Outcome {
    let before = try files.facts(of: file)
    guard before.kind == .regular else { return .refused(.notAFile) }
    guard before.links <= 1 else { return .refused(.hardLink(count: before.links)) }
    if try files.writer(of: file) == .writing { return .busy }
    // Sparse files of a terabyte hold nothing: the size is looked at before a byte is read.
    guard before.size <= limit else { return tooLarge(Int(before.size)) }
    try files.read(file, into: &buffer, expected: Int(before.size), limit: limit + 1)
    guard buffer.count <= limit else { return tooLarge(buffer.count) }
    // A writer keeps its descriptor through our rename, and not every writer shows in a lease.
    guard try files.facts(of: file).signature == before.signature else { return .busy }
    try durability.keep(file)
    return .complete
  }

  private func tooLarge(_ bytes: Int) -> Outcome {
    .refused(.unreadableText(.tooLarge(bytes: bytes, limit: limit)))
  }
}
