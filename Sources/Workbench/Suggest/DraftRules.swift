internal import Matching
internal import RuleLanguage

/// A rule of each phrase, on trial beside the rules in use, and its text to paste.
struct DraftRules {
  /// The rules in use with the drafts; nil when there is no draft.
  let engine: RuleEngine?
  private let old: RuleSet
  private var places: [String: (mine: Int, candidate: Int)] = [:]
  private var ids: [[String]] = []

  init(_ engine: RuleEngine, _ candidates: [[Suggestions.Candidate]]) {
    old = engine.ruleSet
    var set = old
    var taken = Set(old.rules.map(\.id))
    for (mine, list) in candidates.enumerated() {
      var names: [String] = []
      for (index, candidate) in list.enumerated() {
        let id = Self.freeId(Self.pack(for: candidate, old), &taken)
        places[id] = (mine, index)
        names.append(id)
        set.rules.append(Self.rule(id, candidate, old.taxonomy))
      }
      ids.append(names)
    }
    // Sorted again, as the set promises.
    set.rules.sort { $0.id < $1.id }
    self.engine = places.isEmpty ? nil : RuleEngine.compile(set).engine
  }

  func place(of rule: String) -> (mine: Int, candidate: Int)? { places[rule] }

  /// The rule as YAML with the first sentences it finds on their own; nil where it would disturb more
  /// than it tags.
  func text(
    of candidate: Suggestions.Candidate, at place: (mine: Int, candidate: Int),
    _ classifier: inout OrderClassifier
  ) -> String? {
    guard candidate.wouldTag > candidate.wouldDisturb else { return nil }
    let id = ids[place.mine][place.candidate]
    var lines = [
      "- id: \(id)", "  name: \(candidate.phrase)", "  status: shadow   # 先试运行，看好了改成 active",
      "  gives: \(gives(candidate.label))", "  when:", "    - any: [\(candidate.phrase)]",
    ]
    let hits = candidate.samples.map { Self.plain($0.passage) }.filter {
      finds($0, id, &classifier)
    }
    if !hits.isEmpty { lines.append("  hit:") }
    for hit in Set(hits).sorted() { lines.append("    - \(Self.quoted(hit))") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func finds(_ text: String, _ id: String, _ classifier: inout OrderClassifier) -> Bool {
    guard let number = engine?.ruleSet.rules.firstIndex(where: { $0.id == id }) else {
      return false
    }
    classifier.read(text: text)
    return classifier.fires(rule: number)
  }

  private static func rule(
    _ id: String, _ candidate: Suggestions.Candidate, _ taxonomy: Taxonomy
  ) -> Rule {
    let nowhere = FilePosition(file: "suggest", line: 1, column: 1)
    var rule = Rule(id: id, pack: "suggest", name: candidate.phrase, position: nowhere)
    rule.status = .shadow
    // Without a label any will do: only where it fires is asked.
    let label = candidate.label.flatMap(taxonomy.number) ?? 0
    rule.gives = [Rule.Vote(label: label, score: nil)]
    let meaning = Meaning(id: candidate.phrase, words: [candidate.phrase])
    rule.when = [Clause(kind: .any([meaning]), position: nowhere)]
    rule.soundsLike = false
    return rule
  }

  /// What it gives; where nothing points to a label the line says so, and check refuses it as it is.
  private func gives(_ label: String?) -> String {
    guard let label, let number = old.taxonomy.number(label) else {
      return "{topic: 选一个标签}   # 看看例句，写上标签再用"
    }
    let parts = label.split(separator: ":", maxSplits: 1)
    return "{\(parts[0]): \(parts[1])}   # \(old.taxonomy.labels[number].zh)"
  }

  /// The pack in which most rules of the label stand; without a label that of most rules.
  private static func pack(for candidate: Suggestions.Candidate, _ set: RuleSet) -> String {
    let number = candidate.label.flatMap(set.taxonomy.number)
    var counts: [String: Int] = [:]
    for rule in set.rules where number == nil || rule.gives.contains(where: { $0.label == number })
    {
      counts[rule.pack, default: 0] += 1
    }
    let best = counts.min { one, other in
      one.value != other.value ? one.value > other.value : one.key < other.key
    }
    return best?.key ?? set.rules.first?.pack ?? "new"
  }

  private static func freeId(_ pack: String, _ taken: inout Set<String>) -> String {
    var number = 1
    while !taken.insert("\(pack).new_\(number)").inserted { number += 1 }
    return "\(pack).new_\(number)"
  }

  private static func plain(_ passage: String) -> String {
    passage.replacing("«", with: "").replacing("»", with: "").replacing("…", with: "")
  }

  /// A YAML string in double quotes.
  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
