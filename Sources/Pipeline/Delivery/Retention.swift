/// Deletes archived and refused files when their days are over.
struct Retention {
  let archiveDays: Int?
  let quarantineDays: Int?
  let roots: SpoolRoots
  let files: FileSystem

  /// Deletes what is due at this moment (milliseconds since 1970); the number of files deleted.
  ///
  /// Stops after a bounded number, so that orders do not wait for a large cleaning.
  func clean(at wall: Int64, atMost limit: Int = 2_000) throws(SystemFailure) -> Int {
    var left = limit
    if let archiveDays {
      try cleanArchive(before: TimeText.localDay(wall - days(archiveDays)), &left)
    }
    if let quarantineDays { try cleanQuarantine(before: wall - days(quarantineDays), &left) }
    return limit - left
  }

  private func days(_ count: Int) -> Int64 { Int64(count) * 86_400_000 }

  private func cleanArchive(before first: String, _ left: inout Int) throws(SystemFailure) {
    for day in try names(in: roots.archive) where left > 0 {
      let text = "\(day)"
      guard Self.isDay(text), text < first else { continue }
      let folder = try files.openFolder(text, in: roots.archive)
      for name in try names(in: folder) where left > 0 {
        try files.unlink(name, in: folder)
        left -= 1
      }
      try files.removeFolder(day, in: roots.archive)
    }
  }

  /// By the time of the rename into the folder: senders may set any other time they like.
  private func cleanQuarantine(before wall: Int64, _ left: inout Int) throws(SystemFailure) {
    for name in try names(in: roots.quarantine) where left > 0 {
      guard let facts = try files.facts(in: roots.quarantine, name), facts.kind == .regular,
        facts.signature.changed / 1_000_000 < wall
      else { continue }
      try files.unlink(name, in: roots.quarantine)
      left -= 1
    }
  }

  private func names(in folder: Folder) throws(SystemFailure) -> [FileName] {
    var all: [FileName] = []
    try files.names(in: folder) { all.append($0) }
    return all.sorted()
  }

  /// Whether a name is that of a day's folder, `YYYY-MM-DD`.
  static func isDay(_ text: String) -> Bool {
    text.utf8.count == 10
      && text.utf8.enumerated().allSatisfy { index, byte in
        index == 4 || index == 7 ? byte == UInt8(ascii: "-") : (0x30...0x39).contains(byte)
      }
  }
}
