/// Suggestions for machines.
package struct SuggestionsJSON {
  private let suggestions: Suggestions
  private let exceptions: [RuleExceptions]
  private let countsOnly: Bool

  package init(
    _ suggestions: Suggestions, exceptions: [RuleExceptions] = [], countsOnly: Bool = false
  ) {
    self.suggestions = suggestions
    self.exceptions = exceptions
    self.countsOnly = countsOnly
  }

  package var text: String { value.text }

  package var value: JSONValue {
    .members([
      "schema": .string("suggest/1.0"), "orders": .number(suggestions.orders),
      "questions": .array(suggestions.answers.map(answer)),
      "exceptions": .array(exceptions.map(exception)),
    ])
  }

  private func answer(_ answer: Suggestions.Answer) -> JSONValue {
    let label: JSONValue? =
      if case .missed(let label) = answer.question { .string(label) } else { nil }
    return .members([
      "question": .string(label == nil ? "unclassified" : "missed"), "label": label,
      "looked_at": .number(answer.targetSize), "others": .number(answer.restSize),
      "tried": .number(answer.tests), "phrases": .array(answer.candidates.map(candidate)),
    ])
  }

  private func candidate(_ candidate: Suggestions.Candidate) -> JSONValue {
    .members([
      "phrase": .string(candidate.phrase), "in": .number(candidate.inTarget),
      "in_others": .number(candidate.inRest),
      "g2_tenths": .number(Int((candidate.likelihood * 10).rounded())),
      "chance": .string(SuggestionsText.chance(candidate.chance)),
      "label": candidate.label.map { .string($0) }, "would_tag": .number(candidate.wouldTag),
      "would_disturb": .number(candidate.wouldDisturb),
      "samples": countsOnly ? nil : samples(candidate.samples),
      "disturbed": countsOnly ? nil : samples(candidate.disturbed),
      "rule": countsOnly ? nil : candidate.rule.map { .string($0) },
    ])
  }

  private func samples(_ samples: [Suggestions.Sample]) -> JSONValue {
    .array(
      samples.map { .members(["order": .string($0.order), "passage": .string($0.passage)]) })
  }

  private func exception(_ one: RuleExceptions) -> JSONValue {
    .members([
      "rule": .string(one.rule), "alarms": .number(one.alarms.count),
      "samples": countsOnly ? nil : samples(one.alarms),
      "proposed": .array(one.proposed.map { proposal($0, one) }),
      "refused": .array(one.refused.map { proposal($0, one) }),
    ])
  }

  private func proposal(_ found: RuleException, _ one: RuleExceptions) -> JSONValue {
    let place: JSONValue =
      switch found.place {
      case .unless: .string("unless")
      case .notIn(let line): .string("when[\(line)].not_in")
      }
    return .members([
      "phrase": .string(found.phrase), "place": place, "silences": .number(found.silences),
      "would_disturb": found.loses == nil ? .number(found.disturbs) : nil,
      "loses": countsOnly ? nil : found.loses.map { .string($0) },
      "paste": found.loses == nil ? .string(one.text(of: found)) : nil,
    ])
  }
}
