/// The system calls the daemon makes on the spool, by the name tests and messages use.
package enum SystemCall: String, Sendable, CaseIterable {
  case open, create, stat, list, read, write, close, makeFolder, rename, link, unlink
  case syncFileSystem, sync, lease, lock, room
}

/// A system call that failed: which one, and `errno`.
package struct SystemFailure: Error, Equatable, Sendable {
  package var call: SystemCall
  package var code: Int32

  package init(_ call: SystemCall, _ code: Int32) {
    self.call = call
    self.code = code
  }
}

/// What a test puts in the place of a system call's own outcome.
package enum InjectedFault: Sendable {
  /// The call does nothing and fails with this `errno`.
  case fail(Int32)
  /// A write that writes half of its bytes and then fails with this `errno`.
  case torn(Int32)
  /// The call is done, and its answer lost: it fails with this `errno`, as NFS may.
  case answerLost(Int32)

  var code: Int32 {
    switch self {
    case .fail(let code), .torn(let code), .answerLost(let code): code
    }
  }
}
