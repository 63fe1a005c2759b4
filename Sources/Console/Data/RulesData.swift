internal import History
internal import Matching
internal import Pipeline
internal import RuleLanguage
internal import Workbench

/// How often rules hit in the last days, kept for a minute.
struct HitCache {
  var byRule: [String: [Int]] = [:]
  var day = 0
  var at = DeskTime(0)
}

extension Desk {
  /// The packs with their sizes.
  func packs() -> JSONValue {
    guard let engine = board.engine else {
      return .members(["packs": .array([]), "rule_count": .number(0)])
    }
    let hits = hits()
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
  func pack(_ name: String, _ language: Language) -> JSONValue? {
    guard let engine = board.engine else { return nil }
    let rules = engine.ruleSet.rules.filter { $0.pack == name }
    guard !rules.isEmpty else { return nil }
    let names = names(language)
    let hits = hits()
    return .members([
      "pack": .string(name), "rules": .array(rules.map { line($0, hits, engine, names) }),
    ])
  }

  /// The card of one rule.
  func rule(_ id: String, _ language: Language) -> JSONValue? {
    guard let engine = board.engine, let rule = engine.ruleSet.rules.first(where: { $0.id == id })
    else { return nil }
    let names = names(language)
    var value = line(rule, hits(), engine, names).adding([
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
    if let reader = history(),
      let card = try? RuleCards(reader, engine: engine, flags: overviewCache.flags, now: now())
        .card(id)
    {
      value = value.adding([
        "year": .number(card.yearOrders), "last": .string(card.last?.minuteText ?? "–"),
        "advice": .string(card.advice.rawValue),
        "advice_word": .string(language == .zh ? card.advice.zh : card.advice.rawValue),
        "reason": .string(card.reason),
        "samples": .array(
          card.samples.map {
            .members(["sentence": .string($0.sentence), "day": .string($0.day)])
          }),
        "overlaps": .array(
          card.overlaps.map {
            .members(["rule": .string($0.rule), "orders": .number($0.orders)])
          }),
      ])
    }
    return value
  }

  private func line(
    _ rule: Rule, _ hits: [String: [Int]], _ engine: RuleEngine, _ names: LabelNames
  ) -> JSONValue {
    let labels = engine.ruleSet.taxonomy.labels
    let days = hits[rule.id] ?? Array(repeating: 0, count: 30)
    return .members([
      "rule": .string(rule.id), "by": .string(rule.name), "pack": .string(rule.pack),
      "state": .string(rule.status.rawValue),
      "gives": .array(rule.gives.map { names.json(labels[$0.label].key, score: $0.score) }),
      "days": .array(days.map { .number($0) }), "hits": .number(days.reduce(0, +)),
    ])
  }

  /// Orders of each rule in each of the last 30 days.
  func hits() -> [String: [Int]] {
    let now = now()
    if hitCache.day == now.dayNumber, (0..<60).contains(now.seconds - hitCache.at.seconds) {
      return hitCache.byRule
    }
    guard let reader = history() else { return [:] }
    let first = now.dayNumber - 29
    let filter = OrderFilter(fromDay: DeskTime(first * DeskTime.day), toDay: now)
    var byRule: [String: [Int]] = [:]
    for dimension in [Dimension.rule, .shadowRule] {
      for count in (try? reader.counts(by: [dimension, .day], filter)) ?? [] {
        guard let day = Int(count.keys[1]), (0..<30).contains(day - first) else { continue }
        byRule[count.keys[0], default: Array(repeating: 0, count: 30)][day - first] += count.orders
      }
    }
    hitCache = HitCache(byRule: byRule, day: now.dayNumber, at: now)
    return byRule
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
