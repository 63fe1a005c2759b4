internal import Glibc

/// What `stat` says about a file, as far as the daemon cares.
struct FileFacts: Equatable {
  /// What a name stands for.
  enum Kind: String, Sendable {
    case regular, folder, link, pipe, socket, device
  }

  /// What changes when somebody writes to the file or puts another in its place.
  struct Signature: Equatable {
    var size: Int64
    var inode: UInt64
    var modified: Int64
    var changed: Int64
  }

  var kind: Kind
  var signature: Signature
  var device: UInt64
  var links: Int

  /// Bytes.
  var size: Int64 { signature.size }

  init(_ facts: Glibc.stat) {
    kind =
      switch facts.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFLNK: .link
      case S_IFIFO: .pipe
      case S_IFSOCK: .socket
      default: .device
      }
    signature = Signature(
      size: Int64(facts.st_size), inode: UInt64(facts.st_ino),
      modified: Self.nanoseconds(facts.st_mtim), changed: Self.nanoseconds(facts.st_ctim))
    device = UInt64(facts.st_dev)
    links = Int(facts.st_nlink)
  }

  /// Whether both are the same file.
  func isSameFile(as other: FileFacts) -> Bool {
    device == other.device && signature.inode == other.signature.inode
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
