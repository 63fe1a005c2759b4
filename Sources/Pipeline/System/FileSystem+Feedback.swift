internal import CLinux
internal import Glibc

extension FileSystem {
  /// Opens a file to add to its end, making it when it is not there.
  func openForAppending(
    _ name: FileName, in folder: Folder
  ) throws(SystemFailure) -> Descriptor {
    let flags = O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC
    return Descriptor(
      raw: Int32(
        try run(.create) { Int(openat(folder.descriptor, name.cString, flags, 0o640)) }))
  }

  /// When the file came into being, nanoseconds since 1970; a rename keeps it, a copy does not.
  ///
  /// Nil where the file system does not write that down.
  func birth(of file: borrowing Descriptor) -> Int64? {
    var nanoseconds: Int64 = 0
    return clinux_birth_time(file.raw, &nanoseconds) == 0 ? nanoseconds : nil
  }
}
