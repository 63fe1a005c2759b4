internal import History
internal import Matching
internal import Pipeline
internal import RuleLanguage
internal import Workbench

/// Why a change was not made, for people.
struct ChangeRefusal: Error {
  /// As HTTP counts: 404, 409, 422, 500.
  let status: Int
  let sentence: String
}

extension Desk {
  /// Hands a correction to the feedback folder.
  func say(_ verdict: SpoolDesk.Verdict, of id: String, _ language: Language) throws(ChangeRefusal)
  {
    guard let engine = board.engine, (try? history()?.order(id: id)) != nil else {
      throw ChangeRefusal(status: 404, sentence: language.pick("没有这张工单", "there is no such order"))
    }
    do throws(SpoolDesk.Refusal) {
      try spool.say(verdict, of: id, engine)
      said.add(id)
    } catch {
      switch error {
      case .unknownOrder:
        throw ChangeRefusal(
          status: 404, sentence: language.pick("没有这张工单", "there is no such order"))
      case .unknownTarget:
        throw ChangeRefusal(
          status: 422, sentence: language.pick("没有这个标签或规则", "there is no such label or rule"))
      case .disk(let failure): throw ChangeRefusal(status: 500, sentence: "\(failure)")
      }
    }
  }

  /// Checks all rules with the pack in place and writes it; what stands there when anything is wrong.
  nonisolated func save(
    pack: String, _ source: String, began: String?, _ language: Language
  ) async throws(ChangeRefusal) {
    let folder = spool.rulesFolder
    let check = await DedicatedThread.run { Self.check(pack, source, folder: folder) }
    if check.engine == nil {
      let errors = check.diagnostics.filter { $0.severity == .error }
      let report = DiagnosticRenderer(sources: check.sources, root: check.root).text(errors)
      throw ChangeRefusal(
        status: 422,
        sentence: language.pick("没有保存，规则有错：\n", "not saved, the rules have errors:\n") + report)
    }
    do throws(SpoolDesk.PackRefusal) {
      try spool.save(pack: pack, source, expected: began)
    } catch {
      switch error {
      case .badName:
        throw ChangeRefusal(
          status: 422, sentence: language.pick("规则包的名字不对", "that is no name of a pack"))
      case .changedMeanwhile:
        throw ChangeRefusal(
          status: 409,
          sentence: language.pick(
            "没有保存：有人先改了这个文件，请重新打开再改", "not saved: the file was changed meanwhile; open it again"))
      case .disk(let failure): throw ChangeRefusal(status: 500, sentence: "\(failure)")
      }
    }
  }
}
