internal import Glibc

/// Writes `status.json` and `metrics.prom`, each by rename, so that no reader sees half of one.
///
/// Further instances of one spool write `status-<instance>.json` and `metrics-<instance>.prom`.
final class StatusFiles {
  private let spool: Folder
  private let files: FileSystem
  private let suffix: String
  /// A descriptor kept for the moment when there are no others: it is then that people look.
  private var spare: Int32

  init(spool: Folder, files: FileSystem, instance: String, isFirst: Bool) {
    self.spool = spool
    self.files = files
    suffix = isFirst ? "" : "-\(instance)"
    spare = Self.anyDescriptor()
  }

  deinit {
    if spare >= 0 { close(spare) }
  }

  private static func anyDescriptor() -> Int32 { open("/dev/null", O_RDONLY | O_CLOEXEC) }

  /// Writes both.
  ///
  /// A disk that takes no status has said so elsewhere: this never fails.
  func write(_ status: DaemonStatus, metrics: [UInt8], at wall: Int64) {
    replace("status\(suffix).json", with: status.json(at: wall, processId: getpid()))
    replace("metrics\(suffix).prom", with: metrics)
  }

  private func replace(_ name: String, with bytes: [UInt8]) {
    let temporary = FileName(".\(name).tmp")
    if spare >= 0 { close(spare) }
    defer { spare = Self.anyDescriptor() }
    do throws(SystemFailure) {
      let file = try files.createFile(in: spool, temporary, exclusive: false)
      try files.write(file, bytes)
      try files.rename(temporary, in: spool, to: FileName(name), in: spool)
    } catch {
      try? files.unlink(temporary, in: spool)
      // A full disk has no room for a second file, and it is then that people look: the blocks of
      // the file that is there can still be written.
      guard error.code == ENOSPC || error.code == EDQUOT else { return }
      try? files.overwrite(FileName(name), in: spool, bytes)
    }
  }
}
