/// Looks at all rules of a sound set together: examples, labels.
struct RuleChecks {
  let log: DiagnosticLog
  let taxonomy: Taxonomy

  func check(_ rules: [Rule]) {
    checkExamples(rules)
    checkLabels(rules)
  }

  private func checkExamples(_ rules: [Rule]) {
    for rule in rules where rule.status != .retired {
      let kinds = Set(rule.examples.map(\.kind))
      let missing = [RuleExample.Kind.hit, .miss].filter { !kinds.contains($0) }
      guard !missing.isEmpty else { continue }
      let words = missing.map { "`\($0.rawValue)`" }.joined(separator: " and no ")
      log.report(
        .noExamples, "the rule has no \(words)", at: rule.position,
        length: rule.id.unicodeScalars.count, mark: "nothing shows what it is for",
        help: ["add an order the rule must find, and one it must not"])
    }
  }

  /// Labels nobody gives.
  private func checkLabels(_ rules: [Rule]) {
    let given = Set(rules.filter { $0.status != .retired }.flatMap { $0.gives.map(\.label) })
    guard !rules.isEmpty else { return }
    for (number, label) in taxonomy.labels.enumerated()
    where label.axis != .attribute && !given.contains(number) {
      log.report(
        .unusedLabel, "no rule gives `\(label.key)` (\(label.zh))",
        at: log.findKey(label.id, in: "taxonomy.yaml"), length: label.id.unicodeScalars.count,
        mark: "declared, never given", help: ["write a rule for it, or do without the label"])
    }
  }
}
