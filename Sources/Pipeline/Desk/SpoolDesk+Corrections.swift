internal import Glibc
internal import RuleLanguage
package import Matching

extension SpoolDesk {
  /// What somebody said of an order at the console.
  package enum Verdict: Sendable, Equatable {
    /// It should have this label.
    case should(String)
    /// This rule should not have fired.
    case wrong(rule: String)

    var kind: FeedbackTargets.Kind {
      switch self {
      case .should: .correction
      case .wrong: .falseAlarm
      }
    }

    var target: String {
      switch self {
      case .should(let label): label
      case .wrong(let rule): rule
      }
    }
  }

  /// Why a verdict was not taken.
  package enum Refusal: Error, Equatable, Sendable {
    case unknownOrder, unknownTarget
    case disk(SystemFailure)
  }

  private static let mark: StaticString = "console~"

  /// Whether a file in a feedback folder was written here and never stood in the outbox.
  static func isOurs(_ name: FileName) -> Bool { name.starts(with: mark) }

  /// Puts a correction where dragged results go: the intake takes it from there within seconds.
  ///
  /// The id is that of a result; the file is complete when it appears.
  package func say(
    _ verdict: Verdict, of id: String, _ engine: RuleEngine
  ) throws(Refusal) {
    guard isId(id) else { throw .unknownOrder }
    let targets = FeedbackTargets(engine.ruleSet)
    guard let place = targets.folder(verdict.kind, for: verdict.target) else {
      throw .unknownTarget
    }
    var json = JSONObject()
    json.add("id", id)
    do throws(SystemFailure) {
      let feedback = try files.openFolder(path: "\(spool)/feedback")
      let parent = try files.openFolder(verdict.kind.folder, in: feedback)
      let folder = try files.makeFolder(place, in: parent, mode: 0o2770)
      let temporary = FileName(".console~\(id).tmp")
      let file = try files.createFile(in: folder, temporary, exclusive: false)
      try files.write(file, json.closed + [UInt8(ascii: "\n")])
      try files.sync(file)
      try files.rename(temporary, in: folder, to: FileName("console~\(id).json"), in: folder)
    } catch {
      throw .disk(error)
    }
    events(.consoleChange(kind: verdict.kind.rawValue, target: verdict.target))
  }

  /// A claim id, or one with a row.
  private func isId(_ id: String) -> Bool {
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    guard let claim = parts.first, ClaimId(Array(claim.utf8)) != nil else { return false }
    return parts.count == 1 || (parts.count == 2 && Int(parts[1]) != nil)
  }
}
