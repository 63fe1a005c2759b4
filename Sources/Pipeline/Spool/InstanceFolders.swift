/// The three folders of one instance and the lock that says it lives.
struct InstanceFolders: ~Copyable {
  let name: String
  let work: Folder
  let done: Folder
  let stage: Folder
  /// Held as long as this value lives; the kernel lets it go with the process.
  private let lock: Descriptor

  /// Opens the folders of an instance; nil when another process lives in them.
  ///
  /// The folders are made when missing, for a dead neighbour too: a crash may have come between.
  static func take(
    _ name: String, in spool: SpoolRoots, files: FileSystem
  ) throws(SystemFailure) -> InstanceFolders? {
    let work = try files.makeFolder(name, in: spool.work, mode: 0o700)
    let lock = try files.createFile(in: work, FileName(".lock"), exclusive: false)
    guard try files.lock(lock) else { return nil }
    let done = try files.makeFolder(name, in: spool.done, mode: 0o700)
    let stage = try files.makeFolder(name, in: spool.stageRoot, mode: 0o700)
    return InstanceFolders(name: name, work: work, done: done, stage: stage, lock: lock)
  }

  private init(
    name: String, work: Folder, done: Folder, stage: Folder, lock: consuming Descriptor
  ) {
    self.name = name
    self.work = work
    self.done = done
    self.stage = stage
    self.lock = lock
  }
}
