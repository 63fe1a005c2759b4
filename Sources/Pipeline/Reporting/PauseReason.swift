internal import Glibc

/// Why the daemon waits instead of working.
///
/// It goes on by itself when the cause is gone.
package enum PauseReason: Hashable, Sendable {
  /// The part of the way something is wrong with.
  package enum Place: String, Sendable {
    case inbox, spool, outbox, archive, quarantine
  }

  case diskFull(Place)
  case noInodes(Place)
  case quotaUsedUp(Place)
  case readOnly(Place)
  case denied(Place)
  case missing(Place)
  case tooManyOpenFiles
  case outboxFull(files: Int, limit: Int)
  /// Anything else the system says: the call and `errno`.
  case failing(Place, SystemCall, Int32)

  /// What a failed call on this part of the way means.
  init(_ failure: SystemFailure, at place: Place) {
    self =
      switch failure.code {
      case ENOSPC: .diskFull(place)
      case EDQUOT: .quotaUsedUp(place)
      case EROFS: .readOnly(place)
      case EACCES, EPERM: .denied(place)
      case ENOENT, ENOTDIR, ESTALE: .missing(place)
      case EMFILE, ENFILE: .tooManyOpenFiles
      default: .failing(place, failure.call, failure.code)
      }
  }

  /// A stable word for machines.
  package var code: String {
    switch self {
    case .diskFull: "disk_full"
    case .noInodes: "no_inodes"
    case .quotaUsedUp: "quota_used_up"
    case .readOnly: "read_only"
    case .denied: "denied"
    case .missing: "missing"
    case .tooManyOpenFiles: "too_many_open_files"
    case .outboxFull: "outbox_full"
    case .failing: "failing"
    }
  }

  /// The part of the way, where one can be named.
  package var place: Place? {
    switch self {
    case .diskFull(let place), .noInodes(let place), .quotaUsedUp(let place),
      .readOnly(let place), .denied(let place), .missing(let place), .failing(let place, _, _):
      place
    case .outboxFull: .outbox
    case .tooManyOpenFiles: nil
    }
  }

  /// What is wrong and what to do, for people.
  package var sentence: String {
    switch self {
    case .diskFull(let place):
      "paused: the disk of the \(place.rawValue) is full; free some space"
    case .noInodes(let place):
      "paused: the disk of the \(place.rawValue) has no room for more files; remove some"
    case .quotaUsedUp(let place):
      "paused: the quota on the disk of the \(place.rawValue) is used up; raise it or free space"
    case .readOnly(let place):
      "paused: the \(place.rawValue) is read-only; mount it writable again"
    case .denied(let place):
      "paused: no permission to write to the \(place.rawValue); give this user rights on it"
    case .missing(let place):
      "paused: the \(place.rawValue) is missing; mount it, or create it with mkdir"
    case .tooManyOpenFiles:
      "paused: too many open files on this machine; close some or raise LimitNOFILE"
    case .outboxFull(let files, let limit):
      """
      paused: \(files) results wait in the outbox, the limit is \(limit); \
      start what collects them
      """
    case .failing(let place, let call, let code):
      """
      paused: the \(place.rawValue) fails (\(SystemFailure(call, code))); \
      look into the system's log
      """
    }
  }
}
