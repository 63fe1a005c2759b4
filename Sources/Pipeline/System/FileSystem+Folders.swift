internal import CLinux
internal import Glibc

extension FileSystem {
  /// Opens a folder by path; only at the start and when the outbox is looked for again.
  func openFolder(path: String) throws(SystemFailure) -> Folder {
    let raw = try run(.open) { Int(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) }
    return Folder(descriptor: Int32(raw), label: path)
  }

  /// Opens a file by path, by links too; only for settings.
  func openFile(path: String) throws(SystemFailure) -> Descriptor {
    let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    return Descriptor(raw: Int32(try run(.open) { Int(open(path, flags)) }))
  }

  /// Opens a folder inside another; a link in its place is refused.
  func openFolder(_ name: String, in parent: Folder) throws(SystemFailure) -> Folder {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW
    let raw = try run(.open) { Int(openat(parent.descriptor, name, flags)) }
    return Folder(descriptor: Int32(raw), label: "\(parent.label)/\(name)")
  }

  /// Creates a folder unless it is there, and opens it.
  ///
  /// The mode is cut by the umask.
  func makeFolder(
    _ name: String, in parent: Folder, mode: mode_t
  ) throws(SystemFailure) -> Folder {
    do throws(SystemFailure) {
      try run(.makeFolder) { Int(mkdirat(parent.descriptor, name, mode)) }
    } catch  where error.code == EEXIST {
    }
    return try openFolder(name, in: parent)
  }

  /// Creates a folder and the ones above it unless they are there, and opens it.
  func makeFolder(path: String, mode: mode_t) throws(SystemFailure) -> Folder {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      prefix += (prefix.isEmpty || prefix.hasSuffix("/") ? "" : "/") + part
      do throws(SystemFailure) {
        try run(.makeFolder) { Int(mkdir(prefix, mode)) }
      } catch  where error.code == EEXIST || error.code == EROFS || error.code == EACCES {
        // A parent that cannot be made may well be there; opening tells.
      }
    }
    return try openFolder(path: path)
  }

  /// Removes an empty folder; it being missing or not empty is fine.
  func removeFolder(_ name: FileName, in parent: Folder) throws(SystemFailure) {
    do throws(SystemFailure) {
      try run(.unlink) { Int(unlinkat(parent.descriptor, name.cString, AT_REMOVEDIR)) }
    } catch  where error.code == ENOENT || error.code == ENOTEMPTY {
    }
  }

  /// Calls with every name in the folder but `.` and `..`, in no order.
  func names(in folder: Folder, _ body: (FileName) -> Void) throws(SystemFailure) {
    // A second description, so that two listings do not share one position.
    let raw = try run(.list) {
      Int(openat(folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    }
    guard let listing = fdopendir(Int32(raw)) else {
      let code = errno
      Glibc.close(Int32(raw))
      throw SystemFailure(.list, code)
    }
    defer { closedir(listing) }
    while true {
      errno = 0
      guard let entry = readdir(listing) else {
        if errno != 0 { throw SystemFailure(.list, errno) }
        return
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        bytes.assumingMemoryBound(to: CChar.self).baseAddress.map { FileName(entry: $0) }
      }
      guard let name, !(name.count <= 2 && name.starts(with: ".") && name.ends(with: "."))
      else { continue }
      body(name)
    }
  }

  /// The free bytes and free inodes of the file system behind a folder.
  func room(of folder: Folder) throws(SystemFailure) -> (bytes: UInt64, inodes: UInt64) {
    var bytes: UInt64 = 0
    var inodes: UInt64 = 0
    try run(.room) { Int(clinux_filesystem_room(folder.descriptor, &bytes, &inodes)) }
    return (bytes, inodes)
  }

  /// Whether the folder is on a file system that other machines change without telling us.
  func isRemote(_ folder: Folder) -> Bool {
    let remote: Set<Int> = [
      0x6969,  // NFS
      0x517B, 0xFF53_4D42, 0xFE53_4D42,  // SMB, CIFS, SMB2
      0x6573_5546,  // FUSE
      0x0102_1997,  // 9P
      0x00C3_6400,  // Ceph
      0x5346_414F,  // AFS
    ]
    return assumesRemote || remote.contains(clinux_filesystem_type(folder.descriptor))
  }

  /// Whether writing back one folder writes back every rename into it, whole.
  ///
  /// The journals of ext4 and XFS hold a rename in one transaction; btrfs logs names one by one.
  func journalsRenames(_ folder: Folder) -> Bool {
    let journaling: Set<Int> = [0xEF53, 0x5846_5342]
    return journaling.contains(clinux_filesystem_type(folder.descriptor))
  }
}
