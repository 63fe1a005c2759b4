internal import Glibc
internal import History

/// `用量提醒.txt` beside the inbox: rules and labels that are silent or explode now.
struct VolumeNotice {
  let spool: String
  private let files = FileSystem()

  init(spool: String) { self.spool = spool }

  /// Writes it by rename, and takes it away when there is nothing to say; never fails.
  func write(_ flags: [VolumeGuard.Flag], at now: DeskTime) {
    let name = FileName("用量提醒.txt")
    let temporary = FileName(".用量提醒.tmp")
    do throws(SystemFailure) {
      let folder = try files.openFolder(path: spool)
      guard !flags.isEmpty else { return try files.unlink(name, in: folder) }
      let lines = flags.map { "\(VolumeWatch.sentence($0))\n" }.joined()
      let text = "\(now.minuteText) 与规则里写的预计（expect）不符，请看一看：\n\n\(lines)"
      let file = try files.createFile(in: folder, temporary, exclusive: false)
      try files.write(file, Array(text.utf8))
      try files.rename(temporary, in: folder, to: name, in: folder)
    } catch {
      return
    }
  }
}
