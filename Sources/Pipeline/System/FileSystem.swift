internal import CLinux
internal import Glibc

/// The only door to the disk: every system call on the spool, typed, retried after `EINTR`.
///
/// Tests put a fault in the place of any call; without one the seam costs a nil check.
package struct FileSystem: Sendable {
  private let fault: (@Sendable (SystemCall) -> InjectedFault?)?
  /// Whether every folder counts as one that other machines change.
  let assumesRemote: Bool

  package init(
    fault: (@Sendable (SystemCall) -> InjectedFault?)? = nil, assumesRemote: Bool = false
  ) {
    self.fault = fault
    self.assumesRemote = assumesRemote
  }

  /// Runs one call until it is not interrupted; a negative answer becomes the failure.
  @discardableResult
  @inline(__always)
  func run(_ call: SystemCall, _ body: () -> Int) throws(SystemFailure) -> Int {
    if let injected = fault?(call) {
      if case .answerLost = injected { _ = body() }
      throw SystemFailure(call, injected.code)
    }
    while true {
      let answer = body()
      if answer >= 0 { return answer }
      if errno != EINTR { throw SystemFailure(call, errno) }
    }
  }

  // MARK: Opening

  /// Opens for reading without following links, without blocking on pipes and devices.
  func openFile(in folder: Folder, _ name: FileName) throws(SystemFailure) -> Descriptor {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    return Descriptor(
      raw: Int32(
        try run(.open) { Int(openat(folder.descriptor, name.cString, flags)) }))
  }

  /// Creates a file for writing, readable for the group; `EEXIST` when exclusive and there.
  func createFile(
    in folder: Folder, _ name: FileName, exclusive: Bool
  ) throws(SystemFailure) -> Descriptor {
    let flags =
      O_WRONLY | O_CREAT | (exclusive ? O_EXCL : O_TRUNC) | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC
    return Descriptor(
      raw: Int32(
        try run(.create) { Int(openat(folder.descriptor, name.cString, flags, 0o640)) }))
  }

  // MARK: Bytes

  /// Appends the file to the buffer from where it stands, until its end or `limit` bytes.
  ///
  /// `expected` is its size as far as known; a read that comes short of it is the end.
  func read(
    _ file: borrowing Descriptor, into buffer: inout [UInt8], expected: Int, limit: Int
  ) throws(SystemFailure) {
    let raw = file.raw
    var got = 0
    repeat {
      let start = buffer.count
      let room = min(limit - start, max(expected + 1 - start, 4_096))
      guard room > 0 else { return }
      buffer.append(contentsOf: repeatElement(0, count: room))
      got = 0
      defer { buffer.removeLast(room - got) }
      got = try run(.read) {
        buffer.withUnsafeMutableBytes { bytes in
          Glibc.read(raw, bytes.baseAddress.map { $0 + start }, room)
        }
      }
      if got < room { return }
    } while got > 0
  }

  /// The first bytes of the file, wherever it stands.
  func head(of file: borrowing Descriptor, _ count: Int) throws(SystemFailure) -> [UInt8] {
    let raw = file.raw
    var bytes = [UInt8](repeating: 0, count: count)
    let got = try run(.read) { pread(raw, &bytes, count, 0) }
    return Array(bytes.prefix(got))
  }

  /// Writes all bytes, or fails with some of them written.
  func write(_ file: borrowing Descriptor, _ bytes: [UInt8]) throws(SystemFailure) {
    try bytes.withUnsafeBufferPointer { bytes throws(SystemFailure) in
      try write(file.raw, UnsafeRawBufferPointer(bytes))
    }
  }

  /// The same of bytes wherever they are.
  func write(_ raw: Int32, _ bytes: UnsafeRawBufferPointer) throws(SystemFailure) {
    if let injected = fault?(.write) {
      if case .torn = injected { _ = Glibc.write(raw, bytes.baseAddress, bytes.count / 2) }
      throw SystemFailure(.write, injected.code)
    }
    var done = 0
    while done < bytes.count {
      let put = Glibc.write(raw, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if put < 0 {
        if errno == EINTR { continue }
        throw SystemFailure(.write, errno)
      }
      done += put
    }
  }

  /// Puts other bytes into a file that is there; in place, so a reader may see some of both.
  func overwrite(
    _ name: FileName, in folder: Folder, _ bytes: [UInt8]
  ) throws(SystemFailure) {
    let flags = O_WRONLY | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC
    let raw = try run(.open) { Int(openat(folder.descriptor, name.cString, flags)) }
    let file = Descriptor(raw: Int32(raw))
    try write(file, bytes)
    try run(.write) { Int(ftruncate(file.raw, bytes.count)) }
  }

  // MARK: Facts

  /// The facts of an open file.
  func facts(of file: borrowing Descriptor) throws(SystemFailure) -> FileFacts {
    try facts(ofDescriptor: file.raw)
  }

  /// The facts of an open folder.
  func facts(of folder: Folder) throws(SystemFailure) -> FileFacts {
    try facts(ofDescriptor: folder.descriptor)
  }

  func facts(ofDescriptor raw: Int32) throws(SystemFailure) -> FileFacts {
    var facts = stat()
    try run(.stat) { Int(fstat(raw, &facts)) }
    return FileFacts(facts)
  }

  /// The facts of a name, of the link itself when it is one; nil when there is no such name.
  func facts(in folder: Folder, _ name: FileName) throws(SystemFailure) -> FileFacts? {
    var facts = stat()
    do throws(SystemFailure) {
      try run(.stat) {
        Int(fstatat(folder.descriptor, name.cString, &facts, AT_SYMLINK_NOFOLLOW))
      }
    } catch  where error.code == ENOENT {
      return nil
    }
    return FileFacts(facts)
  }

  // MARK: Names

  /// Moves a file; the target must be a name nobody else can have.
  func rename(
    _ name: FileName, in folder: Folder, to target: FileName, in other: Folder
  ) throws(SystemFailure) {
    do throws(SystemFailure) {
      try run(.rename) {
        Int(renameat(folder.descriptor, name.cString, other.descriptor, target.cString))
      }
    } catch {
      // NFS may lose its own answer and fail the repeated call: then the file is at its target.
      guard error.code == ENOENT, try facts(in: other, target) != nil else { throw error }
    }
  }

  /// Moves a file and never overwrites: `EEXIST` when the target is there.
  func renameExclusively(
    _ name: FileName, in folder: Folder, to target: FileName, in other: Folder
  ) throws(SystemFailure) {
    do throws(SystemFailure) {
      try run(.rename) {
        Int(
          clinux_rename_noreplace(
            folder.descriptor, name.cString, other.descriptor, target.cString))
      }
    } catch  where error.code == EINVAL || error.code == ENOSYS {
      // NFS and old kernels do not know the flag; a link is as exclusive, in two steps.
      try run(.link) {
        Int(linkat(folder.descriptor, name.cString, other.descriptor, target.cString, 0))
      }
      try unlink(name, in: folder)
    }
  }

  /// Removes a file; it not being there is fine.
  func unlink(_ name: FileName, in folder: Folder) throws(SystemFailure) {
    do throws(SystemFailure) {
      try run(.unlink) { Int(unlinkat(folder.descriptor, name.cString, 0)) }
    } catch  where error.code == ENOENT {
      return
    }
  }

  // MARK: Durability

  /// Writes back everything of the file system the folder is on.
  func syncFileSystem(of folder: Folder) throws(SystemFailure) {
    try run(.syncFileSystem) { Int(clinux_syncfs(folder.descriptor)) }
  }

  /// Writes back one file.
  func sync(_ file: borrowing Descriptor) throws(SystemFailure) {
    let raw = file.raw
    try run(.sync) { Int(fsync(raw)) }
  }

  /// Writes back the names of one folder.
  func sync(_ folder: Folder) throws(SystemFailure) {
    try run(.sync) { Int(fsync(folder.descriptor)) }
  }

  // MARK: Locks

  /// Who else has the file open for writing on this machine.
  func writer(of file: borrowing Descriptor) throws(SystemFailure) -> WriterCheck {
    let raw = file.raw
    do throws(SystemFailure) {
      try run(.lease) { Int(clinux_probe_no_writer(raw)) }
      return .none
    } catch  where error.code == EAGAIN || error.code == EBUSY {
      return .writing
    } catch  where error.code == EMFILE || error.code == ENFILE || error.code == ENOMEM {
      throw error
    } catch {
      // Not ours and no CAP_LEASE, or a file system without leases.
      return .unknown
    }
  }

  /// Takes the lock of the file for as long as it is open; false when another process has it.
  func lock(_ file: borrowing Descriptor) throws(SystemFailure) -> Bool {
    let raw = file.raw
    do throws(SystemFailure) {
      try run(.lock) { Int(flock(raw, LOCK_EX | LOCK_NB)) }
      return true
    } catch  where error.code == EWOULDBLOCK {
      return false
    }
  }

  /// Whether another process holds the lock of the file.
  ///
  /// Asks by taking it, shared, and gives it back at once.
  func isLocked(_ file: borrowing Descriptor) throws(SystemFailure) -> Bool {
    let raw = file.raw
    do throws(SystemFailure) {
      try run(.lock) { Int(flock(raw, LOCK_SH | LOCK_NB)) }
      try run(.lock) { Int(flock(raw, LOCK_UN)) }
      return false
    } catch  where error.code == EWOULDBLOCK {
      return true
    }
  }
}
