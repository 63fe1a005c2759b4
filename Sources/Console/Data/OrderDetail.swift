internal import History
internal import Matching
internal import Pipeline
internal import RuleLanguage
internal import Transcripts
internal import Workbench

extension Desk {
  /// One order: its text with evidence, the decision and, when asked, why a label was not given.
  ///
  /// nil when the index does not have it.
  ///
  /// With `likely` also the intents a person may choose from, the likeliest first.
  func order(_ id: String, _ query: Query, likely most: Int = 0) async -> JSONValue? {
    guard let record = try? history()?.order(id: id) else { return nil }
    let names = names(query.language)
    var detail = summary(record, names)
    guard let engine = board.engine else { return detail }
    spool.catchUp(&said)
    detail = detail.adding([
      "reviewed": .bool(said.holds(record.id, sha256: record.sha256)),
      "is_current": .bool(record.ruleset == engine.digest),
      "attributes": .array(
        record.attributes.sorted { $0.key < $1.key }.map { names.json("\($0.key):\($0.value)") }),
      "quotes": .array(record.quotes.map { .string($0.sentence) }),
      "has_text": .bool(false),
    ])
    let spool = spool
    let whyNot = query["why"]
    // The row of a long file takes a while to find: nobody else waits for it.
    let explained = await DedicatedThread.run { () -> (text: JSONValue, likely: [String])? in
      guard let text = spool.text(of: record, reader: engine.reader) else { return nil }
      var explained = ExplainedText(engine, names)
      let value = explained.json(of: text, whyNot: whyNot)
      return (value, explained.likeliest(.intent, atMost: most))
    }
    guard let explained else { return detail }
    return detail.adding([
      "text": explained.text, "has_whole_text": .bool(true),
      "likeliest": .strings(explained.likely),
    ])
  }

  /// A text nobody has filed: what the rules make of it.
  func explain(text: String, whyNot: String?, _ engine: RuleEngine, _ language: Language)
    -> JSONValue
  {
    var explained = ExplainedText(engine, LabelNames(engine.ruleSet.taxonomy, language))
    return explained.json(of: text, whyNot: whyNot)
  }
}

/// A text as today's rules see it: sections, evidence, votes, and the nearest misses.
struct ExplainedText: ~Copyable {
  private var classifier: OrderClassifier
  private let names: LabelNames
  private let rules: [Rule]
  private let labels: [Taxonomy.Label]

  init(_ engine: RuleEngine, _ names: LabelNames) {
    classifier = OrderClassifier(engine: engine)
    self.names = names
    rules = engine.ruleSet.rules
    labels = engine.ruleSet.taxonomy.labels
  }

  mutating func json(of text: String, whyNot: String?) -> JSONValue {
    classifier.explain(text: text)
    let account = classifier.account()
    let wording = ReasonWording(classifier, names)
    let marks = EvidenceMarks(account, labels, rules, names)
    var value = JSONValue.members([
      "segments": .array(segments(marks)),
      "personal_data": .number(classifier.document.personalData.count),
      "given": .array(account.given.sorted { $0.label < $1.label }.map { label($0, wording) }),
      "dropped": .array(account.dropped.map { label($0, wording) }),
      "defaults": .array(account.defaults.map { names.json(labels[$0].key) }),
      "states": .strings(account.states), "review": .strings(account.review),
      "review_sentences": .strings(account.review.map { wording.review($0) }),
      "on_trial": .strings(account.shadow.map { rules[$0].id }),
      "skipped": .array(
        account.skipped.map {
          .members(["rule": .string(rules[$0.rule].id), "why": .string($0.why)])
        }),
    ])
    if let whyNot, let number = labels.firstIndex(where: { $0.key == whyNot }) {
      value = value.adding(["why_not": why(number, wording)])
    }
    return value
  }

  /// The likeliest labels of one axis of the text just read, for a person who decides: kept, then
  /// beaten.
  mutating func likeliest(_ axis: Taxonomy.Axis, atMost most: Int) -> [String] {
    let account = classifier.account()
    var found: [String] = []
    for one in account.given + account.dropped.sorted(by: { $0.score > $1.score }) {
      let label = labels[one.label]
      if label.axis == axis, !found.contains(label.key) { found.append(label.key) }
    }
    return Array(found.prefix(most))
  }

  // MARK: Text

  private func segments(_ marks: EvidenceMarks) -> [JSONValue] {
    let whole = classifier.text(TextSpan(start: 0, end: classifier.document.count))
    let scalars = Array(whole.unicodeScalars)
    let personal = classifier.document.personalData.map {
      TextSpan(start: Int($0.start), end: Int($0.end))
    }
    return classifier.document.segments.compactMap { segment in
      let span = TextSpan(start: Int(segment.start), end: Int(segment.end))
      guard span.count > 0, span.end <= scalars.count else { return nil }
      return .members([
        "section": .string(segment.section.name),
        "section_name": .string(SectionWords.name(segment.section, names.language)),
        "turn": segment.turn >= 0 ? .number(Int(segment.turn) + 1) : .bool(false),
        "speaker": .string(SectionWords.speaker(segment.speaker.name, names.language)),
        "boilerplate": .bool(segment.isBoilerplate), "finding": .bool(segment.isFound),
        "start": .number(span.start),
        "runs": .array(marks.runs(in: span, of: scalars, personal: personal)),
      ])
    }
  }

  // MARK: Decision

  private func label(_ account: LabelAccount, _ wording: ReasonWording) -> JSONValue {
    names.json(labels[account.label].key, score: account.score).adding([
      "given": .bool(account.isGiven),
      "votes": .array(account.votes.map { vote($0, wording) }),
      "steps": .array(
        account.hurdles.map {
          .members([
            "why": .string($0.why), "sentence": .string(wording.sentence($0, of: account.label)),
          ])
        }),
    ])
  }

  private func vote(_ vote: VoteAccount, _ wording: ReasonWording) -> JSONValue {
    let (source, name) =
      switch vote.source {
      case .rule(let number): (rules[number].id, rules[number].name)
      case .implied(let by): ("", wording.implied(by: names[labels[by].key]))
      case .state(let state): ("", wording.state(state))
      case .soft: ("", wording.soft)
      case .generic: ("", wording.generic)
      }
    return .members([
      "rule": .string(source), "by": .string(name), "is_rule": .bool(!source.isEmpty),
      "points": .number(vote.points),
      "evidence": .array(wording.sentences(of: vote.places)),
    ])
  }

  private mutating func why(_ number: Int, _ wording: ReasonWording) -> JSONValue {
    let account = classifier.account(of: number)
    let misses = account.isGiven ? [] : classifier.misses(of: number)
    let near = misses.filter { !$0.isFar }
    let shown = near.isEmpty && account.votes.isEmpty ? Array(misses.prefix(1)) : near
    return label(account, wording).adding([
      "rules_for_it": .number(misses.count),
      "far": .bool(near.isEmpty && account.votes.isEmpty && !account.isGiven),
      "misses": .array(
        shown.prefix(3).map { miss in
          .members([
            "rule": .string(rules[miss.rule].id), "by": .string(rules[miss.rule].name),
            "proven": .bool(miss.isProven),
            "distance": .string(wording.distance(of: miss)),
            "failed": .array(
              (miss.isProven ? miss.failed : []).map { failed in
                .members([
                  "test": .string(failed.test.rawValue),
                  "sentence": .string(wording.sentence(failed, of: miss)),
                  "evidence": .array(failed.places.prefix(2).map { wording.place($0) }),
                ])
              }),
          ])
        }),
    ])
  }
}
