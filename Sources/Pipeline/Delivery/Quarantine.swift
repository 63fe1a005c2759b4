internal import Glibc

/// Where refused files go, each with a `<name>.why.txt` that people can act on.
struct Quarantine {
  let folder: Folder
  let files: FileSystem

  /// Moves a claimed file here.
  ///
  /// The reason is written first: a file never stands here without.
  func refuse(
    _ claim: Claim, _ reason: QuarantineReason, from own: borrowing InstanceFolders
  ) throws(SystemFailure) {
    let names = [
      ResultName.first(for: claim, ending: ""), ResultName.second(for: claim, ending: ""),
    ]
    for name in names where try files.facts(in: folder, name) == nil {
      try explain(claim, reason, as: name)
      do throws(SystemFailure) {
        try files.move(claim.held, in: own.work, to: name, in: folder, exclusively: true)
        if claim.isCut { try files.unlink(claim.nameNote, in: own.work) }
        return
      } catch  where error.code == EEXIST {
        // Another instance was faster with the same name; its file comes with its own reason.
        continue
      }
    }
    throw SystemFailure(.rename, EEXIST)
  }

  private func explain(
    _ claim: Claim, _ reason: QuarantineReason, as name: FileName
  ) throws(SystemFailure) {
    let note = name.appending(".why.txt".utf8)
    let text = """
      what  结果  not classified (\(reason.code)), no result was written
      where 位置  \(folder.label)/\(name)
      why   原因  \(reason.why)
      fix   处理  \(reason.fix)
      claim 编号  \(claim.id), \(TimeText.utc(claim.id.milliseconds))

      """
    let file = try files.createFile(in: folder, note, exclusive: false)
    try files.write(file, Array(text.utf8))
  }
}
