/// Two rules that look for the same and give labels of which only one can stand.
struct ConflictCheck {
  let log: DiagnosticLog
  let taxonomy: Taxonomy

  func check(_ rules: [Rule]) {
    var first: [String: Rule] = [:]
    for rule in rules.sorted(by: { $0.id < $1.id }) where rule.status != .retired {
      let key = RuleSignature.ofConditions(rule)
      guard let other = first[key] else {
        first[key] = rule
        continue
      }
      guard let (mine, theirs) = conflict(rule, other) else { continue }
      log.report(
        .conflictingRules, "`\(rule.id)` looks for the same as `\(other.id)` and contradicts it",
        at: rule.position, length: rule.id.unicodeScalars.count,
        mark: "`\(mine)` here, `\(theirs)` there",
        notes: ["both have the same `when` and `unless`, so both fire together"],
        help: ["delete one, or tell them apart with another line of `when` or `unless`"])
    }
  }

  /// Two intents, or two values of one attribute.
  private func conflict(_ rule: Rule, _ other: Rule) -> (String, String)? {
    for mine in rule.gives {
      let label = taxonomy.labels[mine.label]
      guard label.axis == .intent || label.axis == .attribute else { continue }
      for theirs in other.gives where theirs.label != mine.label {
        let rival = taxonomy.labels[theirs.label]
        if rival.axis == label.axis, rival.axis == .intent || rival.group == label.group {
          return (label.key, rival.key)
        }
      }
    }
    return nil
  }
}
