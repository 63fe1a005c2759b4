internal import Glibc
internal import History
package import Transcripts

/// Keeps the history index in line with the archive; used by one thread.
///
/// Only reads the archive. One writer at a time: `history/lock` is held for each piece of work.
package final class HistoryKeeper {
  /// What was done.
  package struct Outcome: Equatable, Sendable {
    package var files = 0
    package var orders = 0
    /// Files of which the archive has let go since.
    package var gone = 0

    package init() {}
  }

  /// Why it was not; the index never keeps an order from its way.
  package enum Failure: Error, Equatable, Sendable {
    case archive(path: String, SystemFailure)
    case index(HistoryFailureText)
    /// Another process is at it.
    case busy(path: String)
  }

  private static let chunk = 250

  private let spool: String
  private let files: FileSystem
  private let orders: ArchivedOrders
  /// Asked between chunks; true ends the work there.
  var isStopping: () -> Bool = { false }
  /// Called after each chunk.
  var afterChunk: () -> Void = {}

  package init(spool: String, reader: DocumentReader, files: FileSystem = FileSystem()) {
    self.spool = spool
    self.files = files
    orders = ArchivedOrders(files: files, reader: reader)
  }

  /// Where the index of a spool lies.
  package static func path(inSpool spool: String) -> String { "\(spool)/history/index.sqlite" }

  private var path: String { Self.path(inSpool: spool) }

  /// Whether there is an index.
  package var hasIndex: Bool { access(path, F_OK) == 0 }

  // MARK: Work

  /// Adds what the archive has and the index lacks, oldest first, and lets go what is gone.
  ///
  /// With `everything` every order of the archive is read again; `progress` is called with files
  /// done and files to do.
  package func catchUp(
    everything: Bool = false, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(Failure) -> Outcome {
    try working { store, lock in
      var outcome = Outcome()
      let archive = try ArchiveDays(spool: self.spool, files: self.files)
      let days = try archive.days()
      var missing: [(folder: Folder, day: String, claims: [Claim])] = []
      for day in days {
        let (folder, claims) = try archive.claims(of: day)
        let known = try store.claims(of: day)
        let held = Set(claims.map { "\($0.id)" })
        if everything { try store.remove(known.intersection(held), of: day) }
        let gone = known.subtracting(held)
        try store.letGo(gone, of: day)
        outcome.gone += gone.count
        let new = everything ? claims : claims.filter { !known.contains("\($0.id)") }
        if !new.isEmpty { missing.append((folder, day, new)) }
      }
      for day in try store.days().keys where !days.contains(day) {
        let gone = try store.claims(of: day)
        try store.letGo(gone, of: day)
        outcome.gone += gone.count
      }
      let all = missing.reduce(0) { $0 + $1.claims.count }
      for part in missing {
        try self.add(part.claims, of: part.day, in: part.folder, to: store, &outcome) {
          progress($0, all)
        }
        if self.isStopping() { break }
      }
      return outcome
    }
  }

  /// Adds orders that were archived just now.
  package func add(_ claims: [String: [Claim]]) throws(Failure) -> Outcome {
    try working { store, lock in
      var outcome = Outcome()
      let archive = try ArchiveDays(spool: self.spool, files: self.files)
      for (day, claims) in claims.sorted(by: { $0.key < $1.key }) {
        let folder = try self.files.openFolder(day, in: archive.root)
        try self.add(claims, of: day, in: folder, to: store, &outcome) { _ in }
      }
      return outcome
    }
  }

  private func add(
    _ claims: [Claim], of day: String, in folder: Folder, to store: HistoryStore,
    _ outcome: inout Outcome, progress: (Int) -> Void
  ) throws {
    var gathered: [HistoryStore.File] = []
    var records = 0
    func flush() throws {
      try store.add(gathered)
      gathered.removeAll(keepingCapacity: true)
      records = 0
      afterChunk()
    }
    for claim in claims {
      var file = HistoryStore.File(day: day, claim: "\(claim.id)", records: [])
      try orders.read(claim, in: folder, day: day) { part in
        outcome.orders += part.count
        file.records = part
        // A file of many rows comes in pieces; it counts as there with its last.
        guard part.count >= Self.chunk else { return }
        file.isComplete = false
        gathered.append(file)
        try flush()
        file.records = []
        file.isComplete = true
      }
      gathered.append(file)
      records += max(1, file.records.count)
      outcome.files += 1
      if records >= Self.chunk {
        try flush()
        progress(outcome.files)
        if isStopping() { return }
      }
    }
    try flush()
    progress(outcome.files)
  }

  /// Opens the index under its lock, and closes it again.
  private func working<Answer>(
    _ body: (HistoryStore, borrowing Descriptor) throws -> Answer
  ) throws(Failure) -> Answer {
    do {
      let folder = try files.makeFolder("history", in: files.openFolder(path: spool), mode: 0o750)
      let lock = try files.createFile(in: folder, FileName("lock"), exclusive: false)
      guard try files.lock(lock) else { throw Failure.busy(path: path) }
      return try body(HistoryStore(path: path), lock)
    } catch let failure as Failure {
      throw failure
    } catch let failure as SystemFailure {
      throw .archive(path: "\(spool)/archive", failure)
    } catch {
      throw .index(HistoryFailureText("\(error)"))
    }
  }
}

/// Words about an index that cannot be used.
package struct HistoryFailureText: Equatable, Sendable {
  package let text: String

  init(_ text: String) { self.text = text }
}

extension HistoryKeeper.Failure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .archive(let path, let failure):
      "cannot read \(path): \(failure); name the daemon's folder with --spool"
    case .index(let words): words.text
    case .busy(let path):
      "another process is writing \(path), most likely the daemon; it will be done soon, try again"
    }
  }
}
