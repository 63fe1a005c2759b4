/// Two rules that say the same: one of them is a copy somebody forgot to change.
struct TwinCheck {
  let log: DiagnosticLog

  func check(_ rules: [Rule]) {
    var first: [String: Rule] = [:]
    for rule in rules.sorted(by: { $0.id < $1.id }) where rule.status != .retired {
      let key = RuleSignature.of(rule)
      guard let twin = first[key] else {
        first[key] = rule
        continue
      }
      log.report(
        .twinRules, "`\(rule.id)` says the same as `\(twin.id)`", at: rule.position,
        length: rule.id.unicodeScalars.count, mark: "a copy?",
        notes: ["both have the same `when`, `unless` and `gives`"],
        help: ["delete one, or retire it with `status: retired`"])
    }
  }
}
