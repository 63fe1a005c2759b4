internal import Glibc

/// inotify on one or more folders: hints that something happened, never the truth.
struct DirectoryWatch: ~Copyable {
  /// One thing the kernel told.
  enum Hint {
    case created(FileName), closedAfterWriting(FileName), movedIn(FileName)
    /// Some name was changed or went away; only for watches that ask for it.
    case other
    /// The queue ran over, or the watch ended: only a scan can tell.
    case lost
  }

  let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  /// Starts without folders; fails when the user has no watches left.
  init() throws(SystemFailure) {
    descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    if descriptor < 0 { throw SystemFailure(.open, errno) }
  }

  deinit {
    close(descriptor)
  }

  /// Watches a folder for files that are born in it, written in it or moved into it.
  func addInbox(_ folder: Folder) throws(SystemFailure) {
    try add("/proc/self/fd/\(folder.descriptor)", IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO)
  }

  /// Watches a folder of a rule set for any change of its files.
  func addRules(path: String) throws(SystemFailure) {
    try add(
      path, IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ONLYDIR)
  }

  private func add(_ path: String, _ mask: Int32) throws(SystemFailure) {
    if inotify_add_watch(descriptor, path, UInt32(bitPattern: mask)) < 0 {
      throw SystemFailure(.open, errno)
    }
  }

  /// Calls with every hint that waits; does not block.
  mutating func read(_ body: (Hint) -> Void) {
    while true {
      let got = Glibc.read(descriptor, &buffer, buffer.count)
      guard got > 0 else { return }
      buffer.withUnsafeBytes { bytes in
        guard let base = bytes.baseAddress else { return }
        var offset = 0
        while offset + 16 <= got {
          let mask = bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
          let length = bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self)
          let name: FileName? =
            length == 0
            ? nil
            : FileName(entry: (base + offset + 16).assumingMemoryBound(to: CChar.self))
          body(Self.hint(Int32(bitPattern: mask), name))
          offset += 16 + Int(length)
        }
      }
    }
  }

  private static func hint(_ mask: Int32, _ name: FileName?) -> Hint {
    guard mask & (IN_Q_OVERFLOW | IN_IGNORED | IN_UNMOUNT) == 0, let name else { return .lost }
    if mask & IN_MOVED_TO != 0 { return .movedIn(name) }
    if mask & IN_CLOSE_WRITE != 0 { return .closedAfterWriting(name) }
    if mask & IN_CREATE != 0 { return .created(name) }
    return .other
  }
}
