internal import Glibc

/// The shared folders and the ones of this instance, probed: every rename of the way works.
struct SpoolFolders: ~Copyable {
  let roots: SpoolRoots
  let own: InstanceFolders

  /// Takes the first free instance name: `main`, `main-2`, … so that a second daemon just works.
  static func open(
    settings: Settings, files: FileSystem, isStart: Bool
  ) throws(PipelineFailure) -> SpoolFolders {
    let roots = try SpoolRoots(settings: settings, files: files, isStart: isStart)
    let own = try firstFree(settings, roots, files)
    try probe(roots, own, files)
    return SpoolFolders(roots: roots, own: own)
  }

  private init(roots: SpoolRoots, own: consuming InstanceFolders) {
    self.roots = roots
    self.own = own
  }

  private static func firstFree(
    _ settings: Settings, _ roots: SpoolRoots, _ files: FileSystem
  ) throws(PipelineFailure) -> InstanceFolders {
    for number in 1...64 {
      let name = number == 1 ? settings.instance : "\(settings.instance)-\(number)"
      do throws(SystemFailure) {
        if let taken = try InstanceFolders.take(name, in: roots, files: files) { return taken }
      } catch {
        throw PipelineFailure.folder(path: "\(settings.spool)/work/\(name)", error)
      }
    }
    throw PipelineFailure.noInstance(settings.instance)
  }

  /// Moves an empty file along the way once.
  ///
  /// Comparing devices is not enough: two bind mounts of one file system refuse a rename too.
  private static func probe(
    _ roots: SpoolRoots, _ own: borrowing InstanceFolders, _ files: FileSystem
  ) throws(PipelineFailure) {
    let name = FileName(".suqiu-probe-\(own.name)")
    func move(_ from: Folder, _ to: Folder) throws(PipelineFailure) {
      do throws(SystemFailure) {
        _ = try files.createFile(in: from, name, exclusive: false)
        try files.rename(name, in: from, to: name, in: to)
        try files.unlink(name, in: to)
      } catch  where error.code == EXDEV {
        try? files.unlink(name, in: from)
        throw PipelineFailure.separate(from: from.label, to: to.label)
      } catch {
        try? files.unlink(name, in: from)
        throw PipelineFailure.folder(path: to.label, error)
      }
    }
    // A missing inbox is a state of the running daemon, not a reason not to start.
    if let inbox = try? files.openFolder("inbox", in: roots.spool) { try move(inbox, own.work) }
    try move(own.work, own.done)
    try move(own.stage, roots.outbox)
  }
}
