/// When what was written is on the disk.
///
/// Each of the three syncs of the protocol is needed: without S1 results are torn, without S2
/// doubled, without S3 lost (two file systems).
struct Durability {
  private enum Way {
    case wholeFileSystem, eachFile, none
  }

  private let way: Way
  private let journalsRenames: Bool
  private let roots: SpoolRoots
  private let files: FileSystem

  init(_ setting: Settings.Durability, roots: SpoolRoots, files: FileSystem) {
    self.roots = roots
    self.files = files
    journalsRenames = files.journalsRenames(roots.spool)
    way =
      switch setting {
      case .off: .none
      case .fsync: .eachFile
      case .auto:
        files.isRemote(roots.spool) || files.isRemote(roots.outbox)
          ? .eachFile : .wholeFileSystem
      }
  }

  /// Called for every written or claimed file while it is open.
  func keep(_ file: borrowing Descriptor) throws(SystemFailure) {
    if way == .eachFile { try files.sync(file) }
  }

  /// S1: sources, staged results and what was published before are on the disk.
  func beforeRetiring(_ own: borrowing InstanceFolders) throws(SystemFailure) {
    switch way {
    case .none: return
    case .wholeFileSystem:
      try files.syncFileSystem(of: roots.outbox)
      if !roots.isOneDevice { try files.syncFileSystem(of: roots.spool) }
    case .eachFile: try syncFolders([own.stage, roots.outbox, own.work, own.done])
    }
  }

  /// S2: the sources are retired on the disk.
  ///
  /// Where one folder is enough, what the neighbours wrote since S1 is not waited for: under other
  /// programs' writing that was the half of the longest waits.
  func beforePublishing(_ own: borrowing InstanceFolders) throws(SystemFailure) {
    switch way {
    case .none: return
    case .wholeFileSystem where journalsRenames: try files.sync(own.done)
    case .wholeFileSystem: try files.syncFileSystem(of: roots.spool)
    case .eachFile: try syncFolders([own.done, own.work])
    }
  }

  /// S3: the published names are on the disk; the next S1 does the same.
  func beforeArchiving(_ own: borrowing InstanceFolders) throws(SystemFailure) {
    switch way {
    case .none: return
    case .wholeFileSystem: try files.syncFileSystem(of: roots.outbox)
    case .eachFile: try syncFolders([roots.outbox, own.stage])
    }
  }

  private func syncFolders(_ folders: [Folder]) throws(SystemFailure) {
    for folder in folders { try files.sync(folder) }
  }
}
