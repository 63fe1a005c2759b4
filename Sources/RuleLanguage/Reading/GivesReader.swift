/// Reads `gives` and `score`: the labels of a rule with the points of its votes.
struct GivesReader {
  let log: DiagnosticLog
  let labels: LabelReader
  private var values: ValueReader { ValueReader(log: log) }

  func votes(_ node: YAMLNode, score: YAMLNode?) -> [Rule.Vote] {
    guard let entries = values.entries(node, "`gives`") else { return [] }
    if entries.isEmpty { reportNothing(node) }
    let points = score.map { self.points($0, axes: entries.map(\.name)) } ?? [:]
    var votes: [Rule.Vote] = []
    for entry in entries {
      guard labels.taxonomy == nil || labels.axisNames.contains(entry.name) else {
        values.unknownKey(entry.key, of: "`gives`", among: labels.axisNames)
        continue
      }
      for item in values.oneOrMore(entry.value, "`\(entry.name)`") {
        guard let number = labels.number(item, axis: entry.name),
          !votes.contains(where: { $0.label == number })
        else { continue }
        votes.append(Rule.Vote(label: number, score: points[entry.name] ?? points[""]))
      }
    }
    return votes
  }

  /// Points by axis; the key "" holds for all.
  private func points(_ node: YAMLNode, axes: [String]) -> [String: Int] {
    if case .table = node.content {
      let table = values.table(node, "`score`", keys: axes) ?? [:]
      return table.compactMapValues { values.integer($0, "`score`", in: 1...10) }
    }
    return values.integer(node, "`score`", in: 1...10).map { ["": $0] } ?? [:]
  }

  private func reportNothing(_ node: YAMLNode) {
    log.report(
      .missingValue, "`gives` is empty", at: node,
      help: ["a rule gives at least one label: `gives: {cause: lightning}`"])
  }
}
