internal import Synchronization

/// `规则状态.txt` beside the inbox: which rules are in use, why newer ones are not, and what the last
/// change does to orders.
final class RulesNotice: Sendable {
  private let spool: Folder
  private let files: FileSystem
  private let folder: String
  private let writing = Mutex(())

  init(spool: Folder, files: FileSystem, folder: String) {
    self.spool = spool
    self.files = files
    self.folder = folder
  }

  /// Writes the notice by rename; from whichever thread, the newest state is what stays.
  ///
  /// Never fails: the same is in the status and the log.
  func write(_ rules: ActiveRules) {
    writing.withLock { _ in replace(with: text(rules.summary)) }
  }

  private func text(_ rules: ActiveRules.Summary) -> String {
    var text = """
      正在使用的规则  \(rules.label)  \(rules.digest)
      启用时间        \(TimeText.localMinute(rules.since))
      规则文件夹      \(folder)

      """
    if rules.isLastGood {
      text += "注意：规则文件夹里的规则不能用，启动时改用了上一次通过检查的规则。\n"
    }
    if let refusal = rules.refusal {
      text += """

        新规则没有启用，仍在使用上面的规则。改好后保存即可，不用重启。
        检查时间        \(TimeText.localMinute(rules.refusedAt))
        原因：

        \(refusal)

        """
    } else if !rules.isLastGood {
      text += "规则文件夹里的规则已全部启用。\n"
    }
    if let preview = rules.preview { text += "\n改了会怎样\n" + preview }
    return text
  }

  private func replace(with text: String) {
    let temporary = FileName(".规则状态.tmp")
    do throws(SystemFailure) {
      let file = try files.createFile(in: spool, temporary, exclusive: false)
      try files.write(file, Array(text.utf8))
      try files.rename(temporary, in: spool, to: FileName("规则状态.txt"), in: spool)
    } catch {
      try? files.unlink(temporary, in: spool)
    }
  }
}
