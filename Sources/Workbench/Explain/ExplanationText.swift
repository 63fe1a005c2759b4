package import Matching
internal import RuleLanguage
internal import Transcripts

/// Explanations as people read them in a terminal.
package struct ExplanationText: Sendable {
  let ruleSet: RuleSet
  let text: OrderText
  let wording: TestWording

  package init(_ classifier: borrowing OrderClassifier) {
    ruleSet = classifier.engine.ruleSet
    text = OrderText(classifier)
    wording = TestWording(ruleSet, text)
  }

  // MARK: The whole order

  /// Why each label was given and each other one dropped.
  package func order(_ account: OrderAccount) -> String {
    var out = account.given.isEmpty ? "no label was given\n" : ""
    for label in account.given { out += self.label(label) }
    if !account.defaults.isEmpty {
      let names = account.defaults.map { ruleSet.taxonomy.labels[$0].key }
      out += "\nnobody votes: " + names.joined(separator: " ") + "\n"
    }
    if !account.dropped.isEmpty {
      out += "\nnot given:\n"
      for label in account.dropped { out += self.label(label) }
    }
    if !account.states.isEmpty { out += "\nstates: \(account.states.joined(separator: " "))\n" }
    if !account.review.isEmpty {
      out += "\na person should look: \(account.review.joined(separator: " "))\n"
    }
    for rule in account.shadow {
      out += "\non trial (shadow), fired: \(ruleSet.rules[rule].id)\n"
    }
    for skipped in account.skipped {
      out += "\nskipped: \(ruleSet.rules[skipped.rule].id) (\(skipped.why))\n"
    }
    return out
  }

  /// One label with its votes and what took it away.
  package func label(_ account: LabelAccount) -> String {
    var out = "\(name(account.label)) · \(points(account.score))"
    out += account.isGiven ? "\n" : " · not given\n"
    for hurdle in account.hurdles {
      out += "  ✗ \(hurdle.why): \(wording.sentence(hurdle, of: account.label))\n"
    }
    if !account.hurdles.isEmpty, account.isProven {
      out += "  = flipping only \(account.hurdles.count == 1 ? "this" : "these") gives the label\n"
    }
    for vote in account.votes { out += self.vote(vote) }
    return out
  }

  private func vote(_ vote: VoteAccount) -> String {
    let sign = vote.points < 0 ? "−" : "+"
    let points = "  \(sign)\(abs(vote.points))"
    switch vote.source {
    case .rule(let number):
      let rule = ruleSet.rules[number]
      var out = "\(points) rule \(rule.id) (\(rule.name))\n"
      for (place, line) in zip(vote.places, vote.lines) {
        let kind = rule.when[line].kind.name
        let term = place.term.map { " \($0)" } ?? ""
        out += "     when[\(line)].\(kind)\(term) · \(circumstances(place))\n"
        out += "       \(text.passage([place]))\n"
      }
      return out
    case .implied(let by): return "\(points) policy `implies`: \(name(by)) was given\n"
    case .state(let state): return "\(points) policy, document state `\(state)`\n"
    case .soft:
      let heaviest = vote.places.isEmpty ? "" : "     heaviest: \(text.passage(vote.places))\n"
      return "\(points) learned weights (Rules/soft)\n\(heaviest)"
    case .generic: return "\(points) policy `generic`: a specific topic stands beside it\n"
    }
  }

  // MARK: Why not

  /// Why a label was given or not, with the nearest rules that would give it.
  package func whyLabel(_ account: LabelAccount, _ misses: [NearMiss]) -> String {
    var out = ""
    if account.isGiven || !account.votes.isEmpty || !account.hurdles.isEmpty {
      out += label(account)
    } else {
      out += "\(name(account.label)) · not given: no rule votes for it\n"
    }
    guard !account.isGiven else { return out }
    let near = misses.filter { !$0.isFar }
    if near.isEmpty, account.votes.isEmpty {
      let rules =
        misses.count == 1 ? "the rule for it looks" : "the \(misses.count) rules for it look"
      out +=
        misses.isEmpty
        ? "\nno rule gives it\n" : "\nnothing that \(rules) for stands in the text; the nearest:\n"
      if let nearest = misses.first { out += "\n" + rule(nearest) }
    }
    for miss in near.prefix(3) { out += "\n" + rule(miss) }
    let rest = near.count - min(3, near.count)
    if rest > 0 { out += "\n\(rest) more rules are further away\n" }
    return out
  }

  /// Why a rule fires, or its nearest miss.
  package func rule(_ miss: NearMiss) -> String {
    let rule = ruleSet.rules[miss.rule]
    let verdict =
      miss.fires
      ? "fires" : miss.failed.count == 1 ? "1 test fails" : "\(miss.failed.count) tests fail"
    var out = "rule \(rule.id) (\(rule.name)) · \(verdict)\n"
    for clause in miss.clauses { out += self.clause(clause, rule) }
    for failed in miss.failed { out += failure(failed, miss) }
    if let distance = wording.distance(of: miss) { out += "  = \(distance)\n" }
    if !miss.fires {
      if miss.isProven, miss.failed != [FailedTest(test: .status)] {
        out +=
          "  = the rule fires when only \(miss.failed.count == 1 ? "this is" : "these are") flipped\n"
      }
      for other in miss.alternatives.prefix(3) {
        out += "  = or when only \(other.map(\.rawValue).joined(separator: " + ")) is flipped\n"
      }
    }
    return out
  }

  private func clause(_ outcome: ClauseOutcome, _ rule: Rule) -> String {
    let clause = outcome.isUnless ? rule.unless[outcome.line] : rule.when[outcome.line]
    let name = "\(outcome.isUnless ? "unless" : "when")[\(outcome.line)].\(clause.kind.name)"
    var out = "  \(outcome.passes ? "✓" : "✗") \(name) \(clause.kind.summary)\n"
    guard !outcome.closest.isEmpty else { return out }
    var shown: [TextSpan] = []
    for place in outcome.closest where !shown.contains(place.sentence) {
      let together = outcome.closest.filter { $0.sentence == place.sentence }
      shown.append(place.sentence)
      out += "      \(circumstances(place)): \(text.passage(together))\n"
    }
    return out
  }

  private func failure(_ failed: FailedTest, _ miss: NearMiss) -> String {
    let line = failed.line.map { failed.test == .unless ? " unless[\($0)]" : " when[\($0)]" } ?? ""
    var out = "  ✗ \(failed.test.rawValue)\(line): \(wording.sentence(failed, of: miss))\n"
    if let place = failed.places.first {
      let others = [failed.other, place.cue].compactMap { $0 }
      out += "      \(text.passage([place], also: failed.test == .context ? [] : others))\n"
    } else if let near = failed.resembles {
      out += "      \(text.quote(near))\n"
    }
    return out
  }

  // MARK: Names

  private func name(_ label: Int) -> String {
    let label = ruleSet.taxonomy.labels[label]
    return label.zh == label.id ? label.key : "\(label.key) \(label.zh)"
  }

  private func points(_ number: Int) -> String { number == 1 ? "1 point" : "\(number) points" }

  /// Section, turn, speaker, context.
  private func circumstances(_ place: FoundPlace) -> String {
    var parts = [place.section.name]
    if let turn = place.turn { parts.append("turn \(turn)") }
    if let speaker = place.speaker.name { parts.append(speaker) }
    if place.isHeard { parts.append("as it sounds") }
    if place.isFinding { parts.append("finding") }
    if place.isBoilerplate { parts.append("boilerplate") }
    let cue = place.cue.map { " by \(text.quote($0))" } ?? ""
    parts.append(place.context.name + cue)
    return parts.joined(separator: " · ")
  }
}
