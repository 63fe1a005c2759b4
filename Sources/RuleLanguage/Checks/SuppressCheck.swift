/// `suppresses` must name rules, and must not run in a circle.
struct SuppressCheck {
  let log: DiagnosticLog

  func check(_ rules: [Rule]) {
    let known = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for rule in rules {
      for id in rule.suppresses where known[id] == nil {
        log.report(
          .unknownRule, "the rule `\(rule.id)` suppresses `\(id)`, and there is no such rule",
          at: place(of: id, in: rule), length: id.unicodeScalars.count, mark: "no such rule",
          help: NearestName.help(id, among: known.keys))
      }
    }
    checkCycles(rules, known: known)
  }

  /// Follows each rule; a circle is told once, at its smallest id.
  private func checkCycles(_ rules: [Rule], known: [String: Rule]) {
    var told: Set<String> = []
    for rule in rules.sorted(by: { $0.id < $1.id }) {
      guard !told.contains(rule.id), let circle = circle(from: rule, known: known) else {
        continue
      }
      told.formUnion(circle)
      let way = (circle + [rule.id]).map { "`\($0)`" }.joined(separator: " → ")
      log.report(
        .suppressCycle, "rules suppress each other in a circle",
        at: place(of: circle.count > 1 ? circle[1] : rule.id, in: rule),
        length: (circle.count > 1 ? circle[1] : rule.id).unicodeScalars.count,
        notes: [way], help: ["take one of them out of `suppresses`"])
    }
  }

  /// The shortest way from the rule back to itself.
  private func circle(from start: Rule, known: [String: Rule]) -> [String]? {
    var ways: [[String]] = [[start.id]]
    var seen: Set<String> = []
    while !ways.isEmpty {
      let way = ways.removeFirst()
      guard let last = way.last, let rule = known[last] else { continue }
      for next in rule.suppresses {
        if next == start.id { return way }
        if seen.insert(next).inserted { ways.append(way + [next]) }
      }
    }
    return nil
  }

  /// Where the id stands below the rule's head, as far as it can be told from the text.
  private func place(of id: String, in rule: Rule) -> FilePosition {
    log.find(id, after: rule.position, below: "suppresses") ?? rule.position
  }
}
