/// A file seen in the inbox and not taken yet.
struct Sighting {
  /// How it came, as far as the watcher saw.
  enum Origin {
    /// Renamed in: its sender was finished before we could see it.
    case movedIn
    /// Created and closed.
    case written
    /// Created, by `open` or `link`; nobody closed it since.
    case created
    /// Found by a scan.
    case found
    /// Found on a file system that other machines write to.
    case remote
  }

  var origin: Origin
  /// The facts as they were at `unchangedSince`; nil until first looked at.
  var signature: FileFacts.Signature?
  /// Monotonic nanoseconds.
  var firstSeen: UInt64
  var unchangedSince: UInt64
  /// When it is to be looked at; entries of the queue with another time are stale.
  var due: UInt64
  /// How often scans saw it.
  var polls = 1
  /// The scan that saw it last.
  var scan: Int
}
