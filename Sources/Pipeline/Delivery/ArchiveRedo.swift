internal import Glibc
package import Matching
package import Transcripts

/// Tags archived orders again with other rules: new results, never in the place of older ones.
///
/// Reads the archive only, and one order at a time; the daemon may work meanwhile.
package final class ArchiveRedo {
  /// What became of the orders.
  package struct Counts: Equatable, Sendable {
    package var written = 0
    /// The same result was there already.
    package var same = 0
    package var refused = 0
    /// Files of many rows; drop them into the inbox again instead.
    package var batches = 0

    package init() {}
  }

  /// Why it ends before its end.
  package enum Failure: Error, Equatable, Sendable {
    case folder(path: String, SystemFailure)
  }

  private let archive: Folder
  private let target: Folder
  private let days: [String]
  private let source: String
  private let files: FileSystem
  private var classifier: OrderClassifier
  private var counts = Counts()
  private var bytes: [UInt8] = []
  private var result: [UInt8] = []

  /// The days are `YYYY-MM-DD`, both included; nil = no bound.
  package init(
    spool: String, into path: String, from: String?, to: String?, engine: RuleEngine,
    source: String, files: FileSystem = FileSystem()
  ) throws(Failure) {
    self.files = files
    self.source = source
    classifier = OrderClassifier(engine: engine)
    do throws(SystemFailure) {
      archive = try files.openFolder(path: "\(spool)/archive")
      var found: [String] = []
      try files.names(in: archive) { name in
        let day = "\(name)"
        guard Retention.isDay(day), from.map({ $0 <= day }) ?? true, to.map({ day <= $0 }) ?? true
        else { return }
        found.append(day)
      }
      days = found.sorted()
    } catch {
      throw .folder(path: "\(spool)/archive", error)
    }
    do throws(SystemFailure) {
      target = try files.makeFolder(path: path, mode: 0o2750)
    } catch {
      throw .folder(path: path, error)
    }
  }

  /// The number of orders there are to do.
  package func orders() throws(Failure) -> Int {
    var count = 0
    for day in days { count += try claims(of: day).claims.count }
    return count
  }

  /// Does them, oldest first; tells of each order and of those that cannot be read.
  package func run(
    each done: (Int) -> Void, refused: (String, ReadRefusal) -> Void
  ) throws(Failure) -> Counts {
    var number = 0
    for day in days {
      let (folder, claims) = try claims(of: day)
      for claim in claims {
        do throws(SystemFailure) {
          if let refusal = try redo(claim, in: folder) {
            counts.refused += 1
            refused("\(folder.label)/\(claim.held)", refusal)
          }
        } catch {
          throw .folder(path: "\(folder.label)/\(claim.held)", error)
        }
        number += 1
        done(number)
      }
    }
    return counts
  }

  private func claims(of day: String) throws(Failure) -> (folder: Folder, claims: [Claim]) {
    do throws(SystemFailure) {
      let folder = try files.openFolder(day, in: archive)
      var claims: [Claim] = []
      try files.names(in: folder) { if let claim = Claim(held: $0) { claims.append(claim) } }
      return (folder, claims.sorted { $0.id < $1.id })
    } catch {
      throw .folder(path: "\(archive.label)/\(day)", error)
    }
  }

  private func redo(_ claim: Claim, in folder: Folder) throws(SystemFailure) -> ReadRefusal? {
    let file = try files.openFile(in: folder, claim.held)
    guard try TranscriptKind(of: claim.name, file, files: files) == .order else {
      counts.batches += 1
      return nil
    }
    bytes.removeAll(keepingCapacity: true)
    result.removeAll(keepingCapacity: true)
    let limit = Settings.Limits().orderBytes
    try files.read(
      file, into: &bytes, expected: Int(files.facts(of: file).size), limit: limit + 1)
    let facts = DeliveryFacts(
      id: "\(claim.id)", source: source, name: claim.name.bytes,
      milliseconds: claim.id.milliseconds, sequence: "\(claim.id.sequence)")
    do throws(ReadRefusal) {
      try bytes.withUnsafeBufferPointer { bytes throws(ReadRefusal) in
        try classifier.classify(
          file: UnsafeRawBufferPointer(bytes), facts: facts, into: &result)
      }
    } catch {
      return error
    }
    result.append(UInt8(ascii: "\n"))
    try deliver(claim)
    return nil
  }

  /// Under the first name that is free; under none when the very result is there already.
  private func deliver(_ claim: Claim) throws(SystemFailure) {
    let digest = classifier.engine.digest.suffix(8)
    let names = [
      ResultName.first(for: claim, ending: ".json"),
      ResultName.second(for: claim, ending: ".json"),
      FileName(claim.id.text + Array("-\(digest).json".utf8)),
    ]
    let temporary = FileName(".redo-\(getpid()).tmp")
    let file = try files.createFile(in: target, temporary, exclusive: false)
    do throws(SystemFailure) {
      try files.write(file, result)
      try files.sync(file)
      for name in names {
        if try isSame(name) { break }
        do throws(SystemFailure) {
          try files.renameExclusively(temporary, in: target, to: name, in: target)
          counts.written += 1
          return
        } catch  where error.code == EEXIST {
          continue
        }
      }
      counts.same += 1
      try files.unlink(temporary, in: target)
    } catch {
      try? files.unlink(temporary, in: target)
      throw error
    }
  }

  private func isSame(_ name: FileName) throws(SystemFailure) -> Bool {
    guard let facts = try files.facts(in: target, name), facts.size == result.count,
      facts.kind == .regular
    else { return false }
    var there: [UInt8] = []
    let file = try files.openFile(in: target, name)
    try files.read(file, into: &there, expected: result.count, limit: result.count + 1)
    return there == result
  }
}

extension ArchiveRedo.Failure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .folder(let path, let failure):
      "cannot use \(path): \(failure); name the right folders with --spool and --into"
    }
  }
}
