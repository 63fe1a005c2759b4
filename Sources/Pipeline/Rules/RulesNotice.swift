/// `规则状态.txt` beside the inbox: which rules are in use, and why newer ones are not.
struct RulesNotice {
  let spool: Folder
  let files: FileSystem

  /// Writes the notice by rename.
  ///
  /// Never fails: the same is in the status and the log.
  func write(_ rules: ActiveRules.Summary, folder: String) {
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
