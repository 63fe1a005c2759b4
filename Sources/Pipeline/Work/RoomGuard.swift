/// Stops the intake before a disk is full or downstream drowns: the inbox is the queue.
struct RoomGuard {
  let limits: Settings.Limits
  let roots: SpoolRoots
  let files: FileSystem

  /// Why nothing more should be taken; nil when there is room.
  func shortage() throws(SystemFailure) -> PauseReason? {
    if let reason = try shortage(of: roots.outbox, .outbox) { return reason }
    if !roots.isOneDevice, let reason = try shortage(of: roots.spool, .spool) { return reason }
    guard let limit = limits.outboxFiles else { return nil }
    let count = try Outbox(folder: roots.outbox, files: files).count()
    return count >= limit ? .outboxFull(files: count, limit: limit) : nil
  }

  private func shortage(
    of folder: Folder, _ place: PauseReason.Place
  ) throws(SystemFailure) -> PauseReason? {
    let room = try files.room(of: folder)
    if room.bytes < limits.freeBytes { return .diskFull(place) }
    return room.inodes < limits.freeInodes ? .noInodes(place) : nil
  }
}
