package import Matching
internal import RuleLanguage
internal import Transcripts

/// Explanations for programs; the same facts as the text, and the sentences beside them.
package struct ExplanationJSON: Sendable {
  private let ruleSet: RuleSet
  private let text: OrderText
  private let wording: TestWording

  package init(_ classifier: borrowing OrderClassifier) {
    ruleSet = classifier.engine.ruleSet
    text = OrderText(classifier)
    wording = TestWording(ruleSet, text)
  }

  /// Why each label was given and each other one dropped.
  package func order(_ account: OrderAccount) -> JSONValue {
    .members([
      "given": .array(account.given.map(label)),
      "defaults": .strings(account.defaults.map { ruleSet.taxonomy.labels[$0].key }),
      "dropped": .array(account.dropped.map(label)),
      "states": .strings(account.states), "review": .strings(account.review),
      "shadow": .strings(account.shadow.map { ruleSet.rules[$0].id }),
      "skipped": .array(
        account.skipped.map {
          .members(["rule": .string(ruleSet.rules[$0.rule].id), "why": .string($0.why)])
        }),
    ])
  }

  /// A label with the nearest rules that would give it.
  package func whyLabel(_ account: LabelAccount, _ misses: [NearMiss]) -> JSONValue {
    // Of rules that look for nothing in the text only the nearest.
    let near = misses.filter { !$0.isFar }
    let shown = near.isEmpty && account.votes.isEmpty ? Array(misses.prefix(1)) : near
    return .members(["label": label(account), "misses": .array(shown.map(rule))])
  }

  /// One label with its votes and what took it away.
  package func label(_ account: LabelAccount) -> JSONValue {
    .members([
      "label": .string(ruleSet.taxonomy.labels[account.label].key),
      "zh": .string(ruleSet.taxonomy.labels[account.label].zh),
      "given": .bool(account.isGiven), "score": .number(account.score),
      "steps": .array(account.hurdles.map { hurdle($0, account.label) }),
      "proven": .bool(account.isProven), "votes": .array(account.votes.map(vote)),
    ])
  }

  private func hurdle(_ hurdle: Hurdle, _ label: Int) -> JSONValue {
    .members([
      "why": .string(hurdle.why), "score": .number(hurdle.score),
      "need": hurdle.need.map { .number($0) },
      "by": hurdle.byLabel.map { .string(ruleSet.taxonomy.labels[$0].key) }
        ?? hurdle.byRule.map { .string(ruleSet.rules[$0].id) },
      "words": hurdle.words.isEmpty ? nil : .strings(hurdle.words),
      "sentence": .string(wording.sentence(hurdle, of: label)),
    ])
  }

  private func vote(_ vote: VoteAccount) -> JSONValue {
    let (kind, name) =
      switch vote.source {
      case .rule(let number): ("rule", ruleSet.rules[number].id)
      case .implied(let by): ("implies", ruleSet.taxonomy.labels[by].key)
      case .state(let state): ("state", state)
      case .soft: ("soft", "")
      case .generic: ("generic", "")
      }
    return .members([
      "from": .string(kind), "name": .string(name), "points": .number(vote.points),
      "evidence": .array(
        vote.places.enumerated().map { number, place in
          self.place(place, line: number < vote.lines.count ? vote.lines[number] : nil)
        }),
    ])
  }

  /// A rule: fires, or its nearest miss.
  package func rule(_ miss: NearMiss) -> JSONValue {
    let rule = ruleSet.rules[miss.rule]
    return .members([
      "rule": .string(rule.id), "name": .string(rule.name), "axis": .string(miss.axis.name),
      "fires": .bool(miss.fires), "proven": .bool(miss.isProven), "far": .bool(miss.isFar),
      "nearest": miss.nearest?.line.map { .string("when[\($0)].\(rule.when[$0].kind.name)") },
      "distance": wording.distance(of: miss).map { .string($0) },
      "failed": .array(miss.failed.map { failed($0, miss) }),
      "alternatives": .array(miss.alternatives.map { .strings($0.map(\.rawValue)) }),
      "clauses": .array(
        miss.clauses.map { clause in
          let kind = (clause.isUnless ? rule.unless : rule.when)[clause.line].kind.name
          return .members([
            "clause": .string("\(clause.isUnless ? "unless" : "when")[\(clause.line)].\(kind)"),
            "passes": .bool(clause.passes),
            "closest": .array(clause.closest.map { place($0, line: nil) }),
          ])
        }),
    ])
  }

  private func failed(_ failed: FailedTest, _ miss: NearMiss) -> JSONValue {
    .members([
      "test": .string(failed.test.rawValue), "line": failed.line.map { .number($0) },
      "found": failed.found.map { .number($0) }, "wanted": failed.wanted.map { .number($0) },
      "missing": failed.missing.isEmpty ? nil : .strings(failed.missing),
      "closest": failed.resembles.map { .string(text.quote($0)) },
      "resembles": failed.resembled.map { .string($0) },
      "sentence": .string(wording.sentence(failed, of: miss)),
      "places": .array(failed.places.map { place($0, line: nil) }),
    ])
  }

  private func place(_ place: FoundPlace, line: Int?) -> JSONValue {
    .members([
      "line": line.map { .number($0) }, "start": .number(place.span.start),
      "end": .number(place.span.end), "quote": .string(text.quote(place.span)),
      "passage": .string(text.passage([place])), "term": place.term.map { .string($0) } ?? .null,
      "section": .string(place.section.name), "turn": place.turn.map { .number($0) } ?? .null,
      "speaker": place.speaker.name.map { .string($0) } ?? .null,
      "context": .string(place.context.name),
      "cue": place.cue.map { .string(text.quote($0)) },
      "how": place.isHeard ? .string("sound") : nil,
    ])
  }
}
