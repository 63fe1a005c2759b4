/// Reads the tables of `policy.yaml`: requires, implies, beats and their like.
struct PolicyTableReader {
  let log: DiagnosticLog
  let labels: LabelReader
  private let keywords: KeywordReader
  private var values: ValueReader { ValueReader(log: log) }

  init(log: DiagnosticLog, labels: LabelReader, shared: [String: WordList]) {
    self.log = log
    self.labels = labels
    keywords = KeywordReader(log: log, scope: ListScope(shared: shared), isProse: true)
  }

  func read(_ table: [String: YAMLNode], into policy: inout Policy) {
    policy.requires = rows(table, "requires", ["label", "any"], requirements)
    policy.implies = rows(
      table, "implies", ["when", "gives", "points", "unless_state"], implications)
    policy.statePoints = rows(
      table, "state_points", ["state", "label", "points", "unless_state"], statePoints)
    policy.beats = rows(table, "beats", ["winner", "loser", "when"], beats)
    policy.clears = rows(table, "clears", ["when", "clears"], clearings)
    policy.denials = rows(table, "denials", ["labels", "words"], denials)
    readImprovement(table["improvement"], into: &policy)
  }

  /// A row of a table with its node.
  private struct Row {
    let node: YAMLNode
    let cells: [String: YAMLNode]
  }

  /// The rows of one table, each read by `read`; a row may stand for several entries.
  private func rows<Entry>(
    _ table: [String: YAMLNode], _ name: String, _ keys: [String], _ read: (Row) -> [Entry]
  ) -> [Entry] {
    guard let node = table[name], let items = values.list(node, "`\(name)`") else { return [] }
    return items.flatMap { item in
      values.table(item, "a line of `\(name)`", keys: keys)
        .map { read(Row(node: item, cells: $0)) } ?? []
    }
  }

  private func cell(_ row: Row, _ key: String) -> YAMLNode? {
    values.require(row.cells, key, of: "this line", at: row.node)
  }

  /// One label, several, or a group.
  private func several(_ node: YAMLNode) -> [Int] {
    values.oneOrMore(node, "labels").flatMap(labels.numbers)
  }

  // MARK: Tables

  private func requirements(_ row: Row) -> [Policy.Requirement] {
    guard let label = cell(row, "label"), let any = cell(row, "any") else { return [] }
    let words = keywords.words(any, "`any`")
    return several(label).map { Policy.Requirement(label: $0, words: words) }
  }

  private func implications(_ row: Row) -> [Policy.Implication] {
    guard let when = cell(row, "when"), let gives = cell(row, "gives") else { return [] }
    let points =
      row.cells["points"].flatMap { values.integer($0, "`points`", in: -10...10) } ?? 1
    let state = row.cells["unless_state"].flatMap {
      values.word($0, "state", among: Cues.stateNames)
    }
    let causes = several(when)
    guard !causes.isEmpty else { return [] }
    return several(gives).map {
      Policy.Implication(when: causes, gives: $0, points: points, unlessState: state)
    }
  }

  private func statePoints(_ row: Row) -> [Policy.StatePoints] {
    guard let stateNode = cell(row, "state"), let label = cell(row, "label"),
      let pointsNode = cell(row, "points"),
      let state = values.word(stateNode, "state", among: Cues.stateNames),
      let points = values.integer(pointsNode, "`points`", in: -10...10)
    else { return [] }
    let unless = row.cells["unless_state"].flatMap {
      values.word($0, "state", among: Cues.stateNames)
    }
    return several(label).map {
      Policy.StatePoints(state: state, label: $0, points: points, unlessState: unless)
    }
  }

  private func beats(_ row: Row) -> [Policy.Beat] {
    guard let winner = cell(row, "winner"), let loser = cell(row, "loser") else { return [] }
    let condition = row.cells["when"].map(several) ?? []
    let losers = several(loser)
    return several(winner).flatMap { winner in
      losers.filter { $0 != winner }.map {
        Policy.Beat(winner: winner, loser: $0, when: condition)
      }
    }
  }

  private func clearings(_ row: Row) -> [Policy.Clearing] {
    guard let when = cell(row, "when"), let clears = cell(row, "clears") else { return [] }
    let names = Taxonomy.Axis.allCases.map(\.name)
    let axes = values.oneOrMore(clears, "`clears`").compactMap { item in
      values.word(item, "axis", among: names).flatMap { name in
        Taxonomy.Axis.allCases.first { $0.name == name }
      }
    }
    return several(when).map { Policy.Clearing(when: $0, axes: axes) }
  }

  private func denials(_ row: Row) -> [Policy.Denial] {
    guard let labels = cell(row, "labels"), let words = cell(row, "words") else { return [] }
    return [Policy.Denial(labels: several(labels), words: keywords.words(words, "`words`"))]
  }

  /// The first line that names a label decides; a group fills what no line names, wherever it stands.
  private func readImprovement(_ node: YAMLNode?, into policy: inout Policy) {
    let known = labels.taxonomy?.attributes.first { $0.name == "improvement" }?.values
    var ofGroups: [(labels: [Int], value: String?)] = []
    for item in node.flatMap({ values.list($0, "`improvement`") }) ?? [] {
      guard let cells = values.table(item, "a line of `improvement`", keys: ["of", "is"]),
        let of = values.require(cells, "of", of: "this line", at: item),
        let isNode = values.require(cells, "is", of: "this line", at: item)
      else { continue }
      let value =
        known.map { values.word(isNode, "value of `improvement`", among: $0) }
        ?? values.text(isNode, "`is`")
      for label in values.oneOrMore(of, "labels") {
        let numbers = labels.numbers(label)
        if label.text?.hasPrefix("group:") == true {
          ofGroups.append((numbers, value))
        } else {
          for number in numbers where policy.improvement[number] == nil {
            policy.improvement[number] = value
          }
        }
      }
    }
    for group in ofGroups {
      for number in group.labels where policy.improvement[number] == nil {
        policy.improvement[number] = group.value
      }
    }
  }
}
