internal import GRDB
internal import Glibc

/// The index as its one writer sees it: records go in, a day of the archive goes out.
///
/// Nothing here decides about an order. The file may be deleted at any time.
package final class HistoryStore {
  package let path: String
  private let queue: DatabaseQueue
  private var names: NameTable

  /// Opens the index, or makes an empty one; one that is broken or of another version is replaced.
  package init(path: String) throws(HistoryFailure) {
    self.path = path
    do {
      if access(path, F_OK) != 0 { Self.removeFiles(path) }
      do {
        (queue, names) = try Self.open(path)
      } catch let error as DatabaseError where Self.isBroken(error) {
        Self.removeFiles(path)
        (queue, names) = try Self.open(path)
      }
    } catch {
      throw HistoryFailure(error, path: path)
    }
  }

  private static func open(_ path: String) throws -> (DatabaseQueue, NameTable) {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
      try database.execute(sql: "PRAGMA cache_size = -16000; PRAGMA foreign_keys = OFF")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let names = try queue.write { database in
      let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      if version == 0 {
        try HistorySchema.create(database)
      } else if version != HistorySchema.version {
        throw DatabaseError(resultCode: .SQLITE_NOTADB, message: "of another version")
      }
      return try NameTable(database)
    }
    return (queue, names)
  }

  private static func isBroken(_ error: DatabaseError) -> Bool {
    error.resultCode == .SQLITE_NOTADB || error.resultCode == .SQLITE_CORRUPT
  }

  /// The log of a deleted index must not be taken for that of the next.
  private static func removeFiles(_ path: String) {
    for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
  }

  // MARK: What is in it

  /// Days of the archive that are in it and not let go, with the number of files of each.
  package func days() throws(HistoryFailure) -> [String: Int] {
    try reading { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT day, count(*) FROM files WHERE gone = 0 GROUP BY day")
      return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }
  }

  /// The claims of a day that are in it and not let go.
  package func claims(of day: String) throws(HistoryFailure) -> Set<String> {
    try reading { database in
      try Set(
        String.fetchAll(
          database, sql: "SELECT claim FROM files WHERE day = ? AND gone = 0", arguments: [day]))
    }
  }

  // MARK: Changing it

  /// One file of the archive and the orders that came of it.
  package struct File: Sendable {
    package var day: String
    package var claim: String
    package var records: [OrderRecord]
    /// False for all pieces of a long file but the last.
    package var isComplete = true

    package init(day: String, claim: String, records: [OrderRecord]) {
      self.day = day
      self.claim = claim
      self.records = records
    }
  }

  /// Adds files in one transaction; one that is there already changes nothing.
  package func add(_ files: [File]) throws(HistoryFailure) {
    try changing { database in
      for file in files {
        for record in file.records { try self.names.insert(record, into: database) }
        guard file.isComplete else { continue }
        try database.cachedStatement(
          sql: "INSERT OR REPLACE INTO files(day, claim, gone) VALUES(?, ?, 0)"
        ).execute(arguments: [file.day, file.claim])
      }
    }
  }

  /// Takes files of a day out again.
  package func remove(_ claims: some Collection<String>, of day: String) throws(HistoryFailure) {
    try changing { database in
      for claim in claims {
        try database.execute(
          sql: "DELETE FROM files WHERE day = ? AND claim = ?", arguments: [day, claim])
        let orders = try Row.fetchAll(
          database, sql: "SELECT seq, at FROM orders WHERE id >= ? AND id < ?",
          arguments: Self.rows(of: claim))
        for row in orders { try self.names.remove(order: row[0], at: row[1], from: database) }
      }
    }
  }

  /// Lets go of files the archive has no more: words, names and numbers are forgotten; labels,
  /// places and times stay for trends and forecasts.
  package func letGo(_ claims: some Collection<String>, of day: String) throws(HistoryFailure) {
    guard !claims.isEmpty else { return }
    try changing { database in
      for claim in claims {
        try database.cachedStatement(
          sql: """
            UPDATE words SET quotes = ''
              WHERE seq IN (SELECT seq FROM orders WHERE id >= ? AND id < ?)
            """
        ).execute(arguments: Self.rows(of: claim))
        try database.cachedStatement(
          sql: "UPDATE orders SET number = '', file = '' WHERE id >= ? AND id < ?"
        ).execute(arguments: Self.rows(of: claim))
        try database.cachedStatement(
          sql: "UPDATE files SET gone = 1 WHERE day = ? AND claim = ?"
        ).execute(arguments: [day, claim])
      }
    }
  }

  /// A claim's own order and those of its rows: `-` comes right before `.`.
  private static func rows(of claim: String) -> StatementArguments { [claim, claim + "."] }

  private func reading<Answer>(
    _ body: (Database) throws -> Answer
  ) throws(HistoryFailure) -> Answer {
    do { return try queue.read(body) } catch { throw HistoryFailure(error, path: path) }
  }

  private func changing(_ body: (Database) throws -> Void) throws(HistoryFailure) {
    do {
      try queue.write(body)
    } catch {
      // What the transaction took back may have held new names.
      if let fresh = try? queue.read({ try NameTable($0) }) { names = fresh }
      throw HistoryFailure(error, path: path)
    }
  }
}
