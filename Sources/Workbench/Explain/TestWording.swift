package import Matching
package import RuleLanguage
internal import Transcripts

/// Says in a sentence why a test failed.
package struct TestWording: Sendable {
  let ruleSet: RuleSet
  let text: OrderText

  package init(_ ruleSet: RuleSet, _ text: OrderText) {
    self.ruleSet = ruleSet
    self.text = text
  }

  /// Such as "the hit is negated by 没有; asserted and suspected count".
  package func sentence(_ failed: FailedTest, of miss: NearMiss) -> String {
    let rule = ruleSet.rules[miss.rule]
    let clause = failed.line.flatMap { line in
      failed.test == .unless ? rule.unless[line] : rule.when[line]
    }
    let place = failed.places.first
    switch failed.test {
    case .context:
      return context(place, allowed: clause?.contexts ?? rule.contexts ?? contexts(of: miss.axis))
    case .unless:
      return
        "line \((failed.line ?? 0) + 1) of `unless` holds: \(failed.other.map(text.quote) ?? "")"
    case .boilerplate:
      return "the hit lies in boilerplate: a menu, an option list or a template"
    case .section:
      let read = names(of: clause?.sections ?? rule.sections)
      return "the hit lies in the section \(place?.section.name ?? ""); the rule reads \(read)"
    case .speaker:
      let wanted = names(of: clause?.speakers ?? rule.speakers)
      return "\(place?.speaker.name ?? "nobody known") says it; the rule asks for \(wanted)"
    case .turns:
      let wanted = clause?.turns.map { "turns \($0.lowerBound)..\($0.upperBound)" } ?? "other turns"
      return "it is said in turn \(place?.turn ?? 0); the line looks at \(wanted)"
    case .notIn:
      return "the hit lies inside the longer phrase \(failed.other.map(text.quote) ?? "")"
    case .within:
      let gap = "\(failed.found ?? 0) characters apart"
      return "the words stand \(gap); `within` allows \(failed.wanted ?? 0)"
    case .ordered: return "the words stand in another order than `ordered` asks"
    case .sameSentence: return "the words stand in different sentences"
    case .scope: return "the lines of `when` do not meet in one \(rule.scope.rawValue)"
    case .missingWord: return absence(failed, clause)
    case .status: return "the rule is not in use: its status is `\(rule.status.rawValue)`"
    }
  }

  /// Where the evaluator could prove nothing: how far the rule is, which line is nearest, and what
  /// that line lacks; nil where something is proven.
  package func distance(of miss: NearMiss) -> String? {
    guard let nearest = miss.nearest, let line = nearest.line else { return nil }
    let clause = ruleSet.rules[miss.rule].when[line]
    let start =
      miss.isFar
      ? "nothing the rule looks for stands in the text"
      : "nothing is proven: what stands in the text is not enough to fire on"
    let name = "when[\(line)].\(clause.kind.name)"
    return "\(start); nearest is \(name): \(absence(nearest, clause))"
  }

  /// A policy step in a sentence.
  package func sentence(_ hurdle: Hurdle, of label: Int) -> String {
    let by =
      hurdle.byLabel.map { ruleSet.taxonomy.labels[$0].key }
      ?? hurdle.byRule.map { "the rule \(ruleSet.rules[$0].id)" } ?? ""
    return switch hurdle.why {
    case "suppressed": "\(by) suppresses the rule that votes for it"
    case "found_elsewhere": "it was only suspected, and \(by) was found"
    case "denied": "a finding denies it"
    case "missing_requirement":
      "`requires` asks for one of \(some(hurdle.words)), and none stands in the order"
    case "beaten": "`beats`: \(by) takes its place"
    case "below_need": "it has \(hurdle.score) points and needs \(hurdle.need ?? 0)"
    case "lower_score": "\(by) has more points, or comes first by `precedence`"
    case "precedence": "\(by) stands earlier in the taxonomy"
    case "limit": "the axis keeps no more labels; \(by) was the last"
    case "soft_votes": "learned weights speak against it"
    case "cleared": "\(by) empties this axis"
    default: hurdle.why
    }
  }

  /// At most six words of a list, then how many more.
  func some(_ words: [String]) -> String {
    let shown = words.prefix(6).joined(separator: " ")
    return words.count > 6 ? shown + " (and \(words.count - 6) more)" : shown
  }

  private func context(_ place: FoundPlace?, allowed: ContextSet) -> String {
    let name = place?.context.name ?? "meant otherwise"
    let cue = place?.cue.map { " by \(text.quote($0))" } ?? ""
    let count = HitContext.allCases.filter { allowed.contains(ContextSet($0)) }.map(\.name)
    return "the hit is \(name)\(cue); what counts is \(count.joined(separator: ", "))"
  }

  private func absence(_ failed: FailedTest, _ clause: Clause?) -> String {
    if case .regex? = clause?.kind { return "the pattern matches nothing" }
    let isChoice = if case .any? = clause?.kind { failed.missing.count > 1 } else { false }
    var sentence =
      if let wanted = failed.wanted {
        "only \(failed.found ?? 0) of \(wanted) meanings stand in the text; missing: "
          + some(failed.missing)
      } else {
        "missing in the text: \(isChoice ? "one of " : "")\(some(failed.missing))"
      }
    if let near = failed.resembles, let word = failed.resembled {
      sentence += "; closest: \(text.quote(near)), which resembles \(word)"
    }
    return sentence
  }

  private func contexts(of axis: Taxonomy.Axis) -> ContextSet { ruleSet.policy.axis(axis).contexts }

  private func names(of sections: SectionSet) -> String {
    Section.allCases.filter { sections.contains(SectionSet($0)) }.map(\.name)
      .joined(separator: ", ")
  }

  private func names(of speakers: SpeakerSet) -> String {
    Speaker.allCases.filter { speakers.contains(SpeakerSet($0)) }.compactMap(\.name)
      .joined(separator: ", ")
  }
}

extension ClauseKind {
  /// The key that opens the clause in a rule file.
  package var name: String {
    switch self {
    case .any: "any"
    case .all: "all"
    case .atLeast: "at_least"
    case .near: "near"
    case .regex: "regex"
    }
  }

  /// What the clause looks for, in short.
  package var summary: String {
    func some(_ words: [String]) -> String {
      let shown = words.prefix(4).joined(separator: "|")
      return words.count > 4 ? shown + "|…" : shown
    }
    func standard(_ meanings: [Meaning]) -> String { some(meanings.compactMap(\.words.first)) }
    return switch self {
    case .any(let meanings): standard(meanings)
    case .all(let meanings): standard(meanings)
    case .atLeast(let count, let meanings): "\(count) of \(standard(meanings))"
    case .near(let elements, let within, let ordered):
      elements.map(standard).joined(separator: ordered ? " … " : " ~ ") + " within \(within)"
    case .regex(let pattern): "'\(pattern)'"
    }
  }
}
