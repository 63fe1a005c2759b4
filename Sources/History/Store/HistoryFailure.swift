internal import GRDB

/// Why the index cannot be used; orders never depend on it.
package enum HistoryFailure: Error, Equatable, Sendable {
  /// There is none yet.
  case missing(path: String)
  /// It is there and cannot be used: broken, of another version, or on a disk without room.
  case unusable(path: String, why: String)

  init(_ error: any Error, path: String) {
    if let failure = error as? HistoryFailure {
      self = failure
    } else if let database = error as? DatabaseError {
      self = .unusable(path: path, why: database.message ?? "SQLite error \(database.resultCode)")
    } else {
      self = .unusable(path: path, why: "\(error)")
    }
  }
}

extension HistoryFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing(let path):
      "there is no history index at \(path); `suqiu index` builds it from the archive"
    case .unusable(let path, let why):
      "the history index \(path) cannot be used: \(why); delete it and run `suqiu index`, "
        + "which builds it anew from the archive"
    }
  }
}
