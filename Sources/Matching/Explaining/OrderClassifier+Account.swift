internal import RuleLanguage
package import Transcripts

extension OrderClassifier {
  /// Reads one order from the bytes of a file and decides it, keeping what explanations need.
  package mutating func explain(file bytes: UnsafeRawBufferPointer) throws(ReadRefusal) {
    try engine.reader.read(bytes, into: &document)
    decision.keepsSteps = true
    decide()
    decision.keepsSteps = false
  }

  /// The same for a text.
  package mutating func explain(text: String) {
    document.removeAll()
    document.original.append(contentsOf: text.utf8)
    document.sourceBytes = document.original.count
    engine.reader.structure(&document)
    decision.keepsSteps = true
    decide()
    decision.keepsSteps = false
  }

  /// What was decided on the order last explained, and why.
  package mutating func account() -> OrderAccount {
    var account = OrderAccount()
    account.given = decision.kept.map { self.account(of: Int($0.label)) }
    for value in decision.attributes {
      if decision.steps.contains(where: { $0.label == value }) {
        account.given.append(self.account(of: Int(value)))
      } else {
        account.defaults.append(Int(value))
      }
    }
    account.dropped = decision.dropped.map { self.account(of: Int($0.label)) }
    account.review = ReviewReasons.names.filter { decision.reviewReasons.contains($0.reason) }
      .map { "\($0.name)" }
    account.states = Cues.stateNames.filter { isIn(state: $0) }
    var shadow: Set<Int> = []
    for fired in scratch.fired.array where engine.rules.rules[Int(fired.rule)].isShadow {
      shadow.insert(Int(fired.rule))
    }
    account.shadow = shadow.sorted()
    account.skipped = scratch.skipped.array.map { (Int($0.rule), "\($0.reason.name)") }
    return account
  }

  /// Why a label was given to the order last explained, or what took it away.
  package mutating func account(of label: Int) -> LabelAccount {
    let number = Int32(label)
    let isGiven = decision.isKept(number) || decision.attributes.contains(number)
    var account = LabelAccount(
      label: label, isGiven: isGiven, score: Int(decision.scores[label]))
    account.votes = votes(for: number)
    if isGiven {
      account.isProven = true
    } else {
      findHurdles(of: number, &account)
    }
    return account
  }

  /// The rules that give a label and do not fire, the nearest first.
  package mutating func misses(of label: Int) -> [NearMiss] {
    var misses: [NearMiss] = []
    for (number, rule) in engine.rules.rules.enumerated()
    where engine.rules.votes[rule.votes].contains(where: { $0.label == Int32(label) }) {
      let axis = engine.rules.policy.labelAxis[label]
      let miss = nearMiss(rule: number, axis: axis)
      if !miss.fires { misses.append(miss) }
    }
    return misses.sorted { $0.isNearer(than: $1) }
  }

  // MARK: Votes

  private func votes(for label: Int32) -> [VoteAccount] {
    var accounts: [VoteAccount] = []
    for step in decision.steps where step.label == label {
      switch step.kind {
      case .vote(let index): add(decision.votes[index], Int(step.points), to: &accounts)
      case .implied(let by):
        accounts.append(VoteAccount(source: .implied(by: Int(by)), points: Int(step.points)))
      case .state(let bit):
        accounts.append(
          VoteAccount(
            source: .state(Cues.stateNames[bit.trailingZeroBitCount]), points: Int(step.points)))
      case .soft where step.points != 0:
        var account = VoteAccount(source: .soft, points: Int(step.points))
        account.places = heaviestWeight(for: label).map { [$0] } ?? []
        accounts.append(account)
      case .soft: break
      case .generic: accounts.append(VoteAccount(source: .generic, points: Int(step.points)))
      }
    }
    return accounts
  }

  /// The n-gram that speaks loudest for a label.
  private func heaviestWeight(for label: Int32) -> FoundPlace? {
    let soft = engine.rules.soft
    guard let found = scratch.heaviest(for: label, soft) else { return nil }
    return place(
      found.start, found.start + soft.lengths[Int(found.ngram)], meaning: -1,
      segment: found.segment, context: .asserted)
  }

  /// One account for each rule; a rule that votes by meaning adds a place with each vote.
  private func add(_ vote: Decision.Vote, _ points: Int, to accounts: inout [VoteAccount]) {
    let fired = scratch.fired[Int(vote.fired)]
    let source = VoteAccount.Source.rule(Int(fired.rule))
    if let known = accounts.firstIndex(where: { $0.source == source }) {
      accounts[known].points += points
      return
    }
    let evidence = scratch.evidence.array[Int(fired.evidenceStart)..<Int(fired.evidenceEnd)]
    accounts.append(
      VoteAccount(
        source: source, points: points, places: evidence.map { place($0) },
        lines: evidence.map { Int($0.line) }))
  }

  // MARK: Policy

  /// Takes the reasons back one after the other until the label is given.
  private mutating func findHurdles(of label: Int32, _ account: inout LabelAccount) {
    let fired = scratch.fired.array
    defer {
      scratch.fired.removeAll()
      scratch.fired.append(contentsOf: fired)
    }
    var trial = Decision(labelCount: decision.scores.count)
    trial.decide(&scratch, engine.rules, document)
    while let entry = trial.dropped.first(where: { $0.label == label }),
      !trial.waivers.contains(Decision.Waiver(label: label, why: entry.why))
    {
      account.hurdles.append(hurdle(entry, trial))
      trial.waivers.append(Decision.Waiver(label: label, why: entry.why))
      trial.decide(&scratch, engine.rules, document)
      account.score = max(account.score, Int(entry.score))
    }
    account.isProven = trial.isKept(label) || trial.attributes.contains(label)
    let axis = engine.rules.policy.labelAxis[Int(label)]
    if !account.isProven, axis == .attribute, decision.scores[Int(label)] > 0,
      let winner = attributeValue(beside: label)
    {
      account.hurdles.append(
        Hurdle(
          why: "precedence", score: Int(decision.scores[Int(label)]), byLabel: Int(winner)))
    }
  }

  private func hurdle(_ entry: Decision.Dropped, _ trial: borrowing Decision) -> Hurdle {
    let policy = engine.rules.policy
    var hurdle = Hurdle(
      why: "\(entry.why.name)", score: Int(entry.score),
      byLabel: entry.byLabel >= 0 ? Int(entry.byLabel) : nil,
      byRule: entry.byRule >= 0 ? Int(entry.byRule) : nil)
    let axis = policy.labelAxis[Int(entry.label)]
    switch entry.why {
    case .need:
      let facts = policy.axes[Int(axis.rawValue)]
      let others = trial.kept.contains { policy.labelAxis[Int($0.label)] == axis }
      hurdle.need = others ? facts.needMore : facts.needFirst
    case .missingRequirement:
      hurdle.words =
        engine.ruleSet.policy.requires.first { $0.label == Int(entry.label) }?.words ?? []
    default: break
    }
    return hurdle
  }

  /// The value an attribute got instead of this one.
  private func attributeValue(beside label: Int32) -> Int32? {
    for attribute in engine.rules.policy.attributes {
      let values = attribute.firstLabel..<(attribute.firstLabel + attribute.count)
      if values.contains(label) { return decision.attributes.first { values.contains($0) } }
    }
    return nil
  }
}
