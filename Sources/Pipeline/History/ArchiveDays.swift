/// The archive as those who read it see it: days, and the claims of a day.
struct ArchiveDays {
  let root: Folder
  let files: FileSystem

  /// The archive of a daemon.
  ///
  /// - Throws: when there is no archive, or it cannot be read.
  init(spool: String, files: FileSystem) throws(SystemFailure) {
    try self.init(archive: "\(spool)/archive", files: files)
  }

  /// The archive at a path.
  init(archive path: String, files: FileSystem) throws(SystemFailure) {
    root = try files.openFolder(path: path)
    self.files = files
  }

  /// The days there are, oldest first.
  func days() throws(SystemFailure) -> [String] {
    var days: [String] = []
    try files.names(in: root) { name in
      let day = "\(name)"
      if Retention.isDay(day) { days.append(day) }
    }
    return days.sorted()
  }

  /// The sources of a day, oldest first.
  func claims(of day: String) throws(SystemFailure) -> (folder: Folder, claims: [Claim]) {
    let folder = try files.openFolder(day, in: root)
    var claims: [Claim] = []
    try files.names(in: folder) { if let claim = Claim(held: $0) { claims.append(claim) } }
    return (folder, claims.sorted { $0.id < $1.id })
  }
}
