internal import History
internal import Matching
internal import Pipeline
internal import RuleLanguage
internal import Workbench

extension Desk {
  /// The packs with their sizes.
  func packs() async -> JSONValue {
    guard let engine = board.engine else {
      return .members(["packs": .array([]), "rule_count": .number(0)])
    }
    let hits = await figures()?.days ?? [:]
    var packs: [(name: String, rules: [Rule])] = []
    for rule in engine.ruleSet.rules.sorted(by: { ($0.pack, $0.id) < ($1.pack, $1.id) }) {
      if packs.last?.name == rule.pack {
        packs[packs.count - 1].rules.append(rule)
      } else {
        packs.append((rule.pack, [rule]))
      }
    }
    return .members([
      "rule_count": .number(engine.ruleSet.rules.count),
      "packs": .array(
        packs.map { pack in
          .members([
            "pack": .string(pack.name), "size": .number(pack.rules.count),
            "hits": .number(pack.rules.reduce(0) { $0 + (hits[$1.id]?.reduce(0, +) ?? 0) }),
            "sample": .string(pack.rules.prefix(3).map(\.name).joined(separator: "、")),
          ])
        }),
    ])
  }

  /// The rules of one pack; nil when there is none of that name.
  func pack(_ name: String, _ language: Language) async -> JSONValue? {
    guard let engine = board.engine else { return nil }
    let rules = engine.ruleSet.rules.filter { $0.pack == name }
    guard !rules.isEmpty else { return nil }
    let names = names(language)
    let hits = await figures()?.days ?? [:]
    return .members([
      "pack": .string(name), "rules": .array(rules.map { line($0, hits, engine, names) }),
    ])
  }

  /// The card of one rule.
  func rule(_ id: String, _ language: Language) async -> JSONValue? {
    guard let engine = board.engine, let rule = engine.ruleSet.rules.first(where: { $0.id == id })
    else { return nil }
    let figures = await figures()
    let value = line(rule, figures?.days ?? [:], engine, names(language)).adding([
      "says": .strings(RuleSentence(rule, language).sentences), "note": .string(rule.note),
      "owner": .string(rule.owner), "expect": .string(rule.expect),
      "examples": .array(
        rule.examples.map {
          .members([
            "kind": .string($0.kind.rawValue), "sign": .string($0.kind == .hit ? "✓" : "✗"),
            "text": .string($0.text),
          ])
        }),
    ])
    guard let card = try? figures?.cards.card(id) else { return value }
    let cost = await costs.cost(of: id, engine)
    return value.adding(CardValue(card, cost, language).members)
  }

  private func line(
    _ rule: Rule, _ hits: [String: [Int]], _ engine: RuleEngine, _ names: LabelNames
  ) -> JSONValue {
    let labels = engine.ruleSet.taxonomy.labels
    let days = hits[rule.id] ?? Array(repeating: 0, count: 30)
    return .members([
      "rule": .string(rule.id), "by": .string(rule.name), "pack": .string(rule.pack),
      "state": .string(rule.status.rawValue),
      "state_word": .string(StateWords.word(rule.status, names.language)),
      "gives": .array(rule.gives.map { names.json(labels[$0.label].key, score: $0.score) }),
      "days": .array(days.map { .number($0) }), "hits": .number(days.reduce(0, +)),
    ])
  }
}

/// What a rule says, in sentences made of its clauses.
struct RuleSentence {
  let sentences: [String]

  init(_ rule: Rule, _ language: Language) {
    var out = rule.when.map { Self.sentence($0, language) }
    out += rule.unless.map {
      language.pick("除非：", "unless: ") + Self.sentence($0, language)
    }
    let contexts = rule.contexts.map { set in
      HitContext.allCases.filter { set.contains(ContextSet($0)) }
        .map { SectionWords.context($0, language) }.joined(separator: language.pick("、", ", "))
    }
    if let contexts { out.append(language.pick("只算：\(contexts)", "counts only: \(contexts)")) }
    sentences = out
  }

  private static func sentence(_ clause: Clause, _ language: Language) -> String {
    func words(_ meanings: [Meaning]) -> String {
      let all = meanings.flatMap(\.words)
      let shown = all.prefix(8).joined(separator: language.pick("、", ", "))
      return all.count > 8
        ? shown + language.pick(" 等 \(all.count) 个词", " and \(all.count - 8) more") : shown
    }
    var sentence =
      switch clause.kind {
      case .any(let meanings):
        language.pick("说到其中之一：", "says one of: ") + words(meanings)
      case .all(let meanings): language.pick("都要说到：", "says all of: ") + words(meanings)
      case .atLeast(let count, let meanings):
        language.pick("至少说到 \(count) 个：", "says at least \(count) of: ") + words(meanings)
      case .near(let elements, let within, let ordered):
        language.pick(
          "同一句里\(ordered ? "先后" : "")相隔不超过 \(within) 字：",
          "in one sentence\(ordered ? ", in this order" : ""), at most \(within) characters apart: "
        )
          + elements.map { "（\(words($0))）" }.joined(separator: ordered ? " → " : " + ")
      case .regex(let pattern): language.pick("符合写法：", "matches the pattern: ") + pattern
      }
    if !clause.notIn.isEmpty {
      sentence += language.pick("；不算：", "; not within: ") + words(clause.notIn)
    }
    return sentence
  }
}
