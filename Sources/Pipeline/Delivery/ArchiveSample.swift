internal import Glibc
package import Transcripts

/// One order as its sender wrote it, out of the archive.
package struct StoredOrder: Sendable {
  /// The claim id; of a row with its number, as its result has it.
  package var id: String
  /// The name of the file it came in.
  package var name: String
  /// The decoded text.
  package var text: String
}

/// The orders of the last days of an archive, to try rules on; only ever read.
package struct ArchiveSample {
  /// Why the archive cannot be read.
  package struct Failure: Error, CustomStringConvertible {
    let path: String
    let cause: SystemFailure

    package var description: String {
      "cannot read the archive \(path): \(cause); name the archive of the daemon, SPOOL/archive"
    }
  }

  private let files: FileSystem
  private var sources: [(folder: Folder, claims: [Claim])] = []
  /// Files that could not be read again.
  package private(set) var unreadable = 0

  /// How many files there are; a file of rows counts one.
  package var fileCount: Int { sources.reduce(0) { $0 + $1.claims.count } }

  /// Whether a folder is an archive: it holds folders called after days.
  package static func isArchive(_ path: String, files: FileSystem = FileSystem()) -> Bool {
    (try? ArchiveDays(archive: path, files: files).days().isEmpty) == false
  }

  /// Looks at the newest so many days that hold anything; of their files at most `most`, spread evenly.
  package init(
    archive path: String, days: Int, atMost most: Int? = nil, files: FileSystem = FileSystem()
  ) throws(Failure) {
    self.files = files
    do throws(SystemFailure) {
      let archive = try ArchiveDays(archive: path, files: files)
      for day in try archive.days().suffix(days) { sources.append(try archive.claims(of: day)) }
    } catch {
      throw Failure(path: path, cause: error)
    }
    if let most { thin(to: most) }
  }

  /// Hands the orders out, oldest first; the body answers whether it wants more.
  ///
  /// What retention took away meanwhile is left out.
  package mutating func forEach(reader: DocumentReader, _ body: (StoredOrder) -> Bool) {
    var document = Document()
    for (folder, claims) in sources {
      for claim in claims {
        switch read(claim, in: folder, reader, &document, body) {
        case .stopped: return
        case .unreadable: unreadable += 1
        case .read: break
        }
      }
    }
  }

  /// Where the source of a claim lies; nil when it is not in the archive.
  static func find(
    _ id: ClaimId, in archive: Folder, files: FileSystem
  ) throws(SystemFailure) -> (folder: Folder, claim: Claim)? {
    do throws(SystemFailure) {
      let folder = try files.openFolder(TimeText.localDay(id.milliseconds), in: archive)
      var found: Claim?
      try files.names(in: folder) { name in
        if let claim = Claim(held: name), claim.id == id { found = claim }
      }
      return found.map { (folder, $0) }
    } catch  where error.code == ENOENT {
      return nil
    }
  }

  /// The one order a result with this id is about; nil when it cannot be read.
  static func order(
    _ id: String, of claim: Claim, in folder: Folder, reader: DocumentReader, files: FileSystem
  ) -> StoredOrder? {
    var document = Document()
    var found: StoredOrder?
    let orders = ArchiveSample(files: files)
    _ = orders.read(claim, in: folder, reader, &document) { order in
      if order.id == id { found = order }
      return found == nil
    }
    return found
  }

  private init(files: FileSystem) { self.files = files }

  private enum Outcome { case read, stopped, unreadable }

  private func read(
    _ claim: Claim, in folder: Folder, _ reader: DocumentReader, _ document: inout Document,
    _ body: (StoredOrder) -> Bool
  ) -> Outcome {
    guard let file = try? files.openFile(in: folder, claim.held),
      let kind = try? TranscriptKind(of: claim.name, file, files: files)
    else { return .unreadable }
    if kind != .order { return rows(of: claim, kind.rows, file, reader, &document, body) }
    var bytes: [UInt8] = []
    let limit = Settings.Limits().orderBytes
    guard let size = try? files.facts(of: file).size,
      (try? files.read(file, into: &bytes, expected: Int(size), limit: limit + 1)) != nil,
      bytes.withUnsafeBytes({ (try? reader.read($0, into: &document)) != nil })
    else { return .unreadable }
    return body(order("\(claim.id)", claim, document)) ? .read : .stopped
  }

  private func rows(
    of claim: Claim, _ kind: BatchKind, _ file: borrowing Descriptor, _ reader: DocumentReader,
    _ document: inout Document, _ body: (StoredOrder) -> Bool
  ) -> Outcome {
    guard var feed = try? BatchFeed(file.raw, kind: kind, files: files) else { return .unreadable }
    var scan = BatchEncodingScan()
    guard kind == .sheets || (try? feed.scan { scan.append($0) }) != nil,
      let encoding = kind == .sheets ? .utf8 : try? scan.encoding()
    else { return .unreadable }
    var batch = BatchReader(kind: kind, encoding: encoding, reader: reader)
    while true {
      switch batch.next(&document) {
      case .needsBytes: if (try? feed.feed(&batch)) == nil { return .unreadable }
      case .end: return .read
      case .fault: continue
      case .row:
        guard reader.structure(checking: &document) else { continue }
        guard body(order("\(claim.id)-\(batch.row)", claim, document)) else { return .stopped }
      }
    }
  }

  private func order(
    _ id: String, _ claim: Claim, _ document: borrowing Document
  ) -> StoredOrder {
    StoredOrder(
      id: id, name: "\(claim.name)", text: String(decoding: document.original, as: UTF8.self))
  }

  /// Keeps so many files, evenly spread, the newest among them.
  private mutating func thin(to most: Int) {
    let all = fileCount
    guard all > most else { return }
    var number = 0
    for index in sources.indices {
      sources[index].claims = sources[index].claims.filter { _ in
        number += 1
        return number * most / all > (number - 1) * most / all
      }
    }
  }
}
