internal import Glibc

extension FileSystem {
  /// Moves a file to a name only we can have; across file systems by copy, the source last.
  func move(
    _ name: FileName, in folder: Folder, to target: FileName, in other: Folder,
    exclusively: Bool = false
  ) throws(SystemFailure) {
    do throws(SystemFailure) {
      if exclusively {
        try renameExclusively(name, in: folder, to: target, in: other)
      } else {
        try rename(name, in: folder, to: target, in: other)
      }
    } catch  where error.code == EXDEV {
      try copy(name, in: folder, to: target, in: other, exclusively: exclusively)
      try unlink(name, in: folder)
    }
  }

  private func copy(
    _ name: FileName, in folder: Folder, to target: FileName, in other: Folder,
    exclusively: Bool
  ) throws(SystemFailure) {
    let temporary = FileName(".copy-\(getpid()).tmp")
    do throws(SystemFailure) {
      let source = try openFile(in: folder, name)
      let copied = try createFile(in: other, temporary, exclusive: false)
      var buffer: [UInt8] = []
      repeat {
        buffer.removeAll(keepingCapacity: true)
        try read(source, into: &buffer, expected: 1 << 15, limit: 1 << 15)
        try write(copied, buffer)
      } while !buffer.isEmpty
      try sync(copied)
      if exclusively {
        try renameExclusively(temporary, in: other, to: target, in: other)
      } else {
        try rename(temporary, in: other, to: target, in: other)
      }
      try sync(other)
    } catch {
      try? unlink(temporary, in: other)
      throw error
    }
  }
}
