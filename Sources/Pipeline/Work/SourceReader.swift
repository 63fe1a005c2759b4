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

  /// Why a visit ended early.
  enum VisitFailure: Error {
    case reading(SystemFailure)
    case refused(QuarantineReason)
    case interrupted(Interruption)
  }

  let files: FileSystem
  /// Bytes an order may have.
  let limit: Int
  let durability: Durability

  /// Fills the buffer with the file; never follows links, never blocks, never maps.
  func read(
    _ claim: Claim, from own: borrowing InstanceFolders, into buffer: inout [UInt8]
  ) throws(Interruption) -> Outcome {
    buffer.removeAll(keepingCapacity: true)
    return try visit(claim, from: own, limit: limit) {
      file, size throws(VisitFailure) in
      do throws(SystemFailure) {
        try files.read(file, into: &buffer, expected: size, limit: limit + 1)
      } catch {
        throw .reading(error)
      }
      guard buffer.count <= limit else { throw .refused(tooLarge(buffer.count, limit)) }
    }
  }

  /// Lets a body read a claimed file, with the same looks before and after.
  func visit(
    _ claim: Claim, from own: borrowing InstanceFolders, limit: Int,
    _ body: (borrowing Descriptor, Int) throws(VisitFailure) -> Void
  ) throws(Interruption) -> Outcome {
    do throws(VisitFailure) {
      let file = try opened(claim, own)
      return try visit(file, limit, body)
    } catch {
      switch error {
      case .reading(let failure): return try outcome(of: failure)
      case .refused(let reason): return .refused(reason)
      case .interrupted(let interruption): throw interruption
      }
    }
  }

  private func opened(
    _ claim: Claim, _ own: borrowing InstanceFolders
  ) throws(VisitFailure) -> Descriptor {
    do throws(SystemFailure) {
      return try files.openFile(in: own.work, claim.held)
    } catch {
      throw .reading(error)
    }
  }

  private func outcome(of failure: SystemFailure) throws(Interruption) -> Outcome {
    switch failure.code {
    case _ where failure.call == .sync: throw Interruption(failure, at: .spool)
    case ENOENT: return .gone
    case EACCES, EPERM, EIO: return .refused(.denied(failure))
    case ELOOP, ENXIO, EISDIR: return .refused(.notAFile)
    default: throw Interruption(failure, at: .spool)
    }
  }

  private func visit(
    _ file: borrowing Descriptor, _ limit: Int,
    _ body: (borrowing Descriptor, Int) throws(VisitFailure) -> Void
  ) throws(VisitFailure) -> Outcome {
    let before = try system { () throws(SystemFailure) in try files.facts(of: file) }
    guard before.kind == .regular else { return .refused(.notAFile) }
    guard before.links <= 1 else { return .refused(.hardLink(count: before.links)) }
    let writer = try system { () throws(SystemFailure) in try files.writer(of: file) }
    if writer == .writing { return .busy }
    // Sparse files of a terabyte hold nothing: the size is looked at before a byte is read.
    guard before.size <= limit else { throw .refused(tooLarge(Int(before.size), limit)) }
    try body(file, Int(before.size))
    // A writer keeps its descriptor through our rename, and not every writer shows in a lease.
    let after = try system { () throws(SystemFailure) in try files.facts(of: file) }
    guard after.signature == before.signature else { return .busy }
    try system { () throws(SystemFailure) in try durability.keep(file) }
    return .complete
  }

  private func system<Answer>(
    _ body: () throws(SystemFailure) -> Answer
  ) throws(VisitFailure) -> Answer {
    do throws(SystemFailure) {
      return try body()
    } catch {
      throw .reading(error)
    }
  }

  private func tooLarge(_ bytes: Int, _ limit: Int) -> QuarantineReason {
    let refusal = ReadRefusal.tooLarge(bytes: bytes, limit: limit)
    return limit == self.limit ? .unreadableText(refusal) : .unreadableBatch(.text(refusal))
  }
}
