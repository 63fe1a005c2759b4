package import RuleLanguage
internal import Transcripts

extension OrderClassifier {
  /// Why a rule fires on the text last read or decided, or the fewest tests that keep it from it.
  ///
  /// The evaluator of production is run again with tests flipped: with none, with each one, with
  /// each pair … until the rule fires. So the answer cannot disagree with classification. It is
  /// judged on the given axis, or on the strictest one the rule votes on.
  package mutating func nearMiss(rule number: Int, axis: Taxonomy.Axis? = nil) -> NearMiss {
    let rule = engine.rules.rules[number]
    turn(deaf: rule.isDeaf)
    defer { turn(deaf: false) }
    let axis = axis ?? strictestAxis(rule)
    let isUsed = engine.ruleSet.rules[number].status == .active
    var miss = NearMiss(rule: number, axis: axis, fires: false)
    if let evidence = evidence(of: number, axis, without: []) {
      miss.fires = isUsed
      miss.isProven = true
      miss.clauses = clauses(of: number, axis, flips: [], evidence)
    } else {
      let candidates = candidates(number, axis)
      let sets = smallestSets(of: candidates, number, axis)
      let chosen = sets.first ?? candidates
      let evidence = evidence(of: number, axis, without: chosen)
      miss.isProven = evidence != nil
      miss.failed = chosen.map { failure($0, number, axis, evidence ?? []) }
      miss.alternatives = sets.dropFirst().map { $0.map(\.test) }
      if evidence == nil { miss.failed.removeAll { $0.test != .missingWord } }
      miss.clauses = clauses(
        of: number, axis, flips: evidence == nil ? [] : chosen, evidence ?? [])
    }
    if !isUsed { miss.failed.append(FailedTest(test: .status)) }
    return miss
  }

  /// All sets of the smallest size with which the rule fires; none when it never does.
  private mutating func smallestSets(
    of candidates: [Flip], _ number: Int, _ axis: Taxonomy.Axis
  ) -> [[Flip]] {
    guard evidence(of: number, axis, without: candidates) != nil else { return [] }
    // A line whose words are missing can only be left out: that much is settled.
    let settled = candidates.filter { $0.test == .missingWord }
    let open = candidates.filter { $0.test != .missingWord }
    if evidence(of: number, axis, without: settled) != nil { return [settled] }
    for size in 1...max(1, min(3, open.count)) {
      var found: [[Flip]] = []
      for set in open.subsets(ofSize: size)
      where evidence(of: number, axis, without: settled + set) != nil {
        found.append(settled + set)
      }
      if !found.isEmpty { return found }
    }
    // More than three: take back one after the other what is not needed.
    var kept = open
    for flip in open.reversed() {
      let fewer = kept.filter { $0 != flip }
      if evidence(of: number, axis, without: settled + fewer) != nil { kept = fewer }
    }
    return [settled + kept]
  }

  private mutating func clauses(
    of number: Int, _ axis: Taxonomy.Axis, flips: [Flip], _ evidence: [EvidenceHit]
  ) -> [ClauseOutcome] {
    let rule = engine.rules.rules[number]
    var outcomes: [ClauseOutcome] = []
    for place in rule.when {
      let name = place - rule.when.lowerBound
      let line = engine.rules.lines[place]
      let passes = hits(
        of: line, contexts: rule.contexts[axis], scope: rule.scope, without: []
      ).isEnough
      var closest = evidence.filter { $0.line == Int32(name) }.map { self.place($0) }
      if closest.isEmpty { closest = wordsAround(line) }
      outcomes.append(
        ClauseOutcome(line: name, isUnless: false, passes: passes, closest: closest))
    }
    for place in rule.unless {
      let name = place - rule.when.lowerBound
      let holds = flips.contains { $0.line == name }
      outcomes.append(
        ClauseOutcome(
          line: name - rule.when.count, isUnless: true, passes: !holds,
          closest: holds ? exclusion(place, rule).map { [$0] } ?? [] : []))
    }
    return outcomes
  }

  /// The first place at which a line of `unless` holds.
  mutating func exclusion(_ place: Int, _ rule: CompiledRule) -> FoundPlace? {
    let line = engine.rules.lines[place]
    return hits(of: line, contexts: .asserted, scope: line.scope ?? rule.scope, without: [])
      .hits.first.map { self.place($0) }
  }

  /// Words of a line that stand in the text although they are not enough for it.
  private func wordsAround(_ line: CompiledLine) -> [FoundPlace] {
    var places: [FoundPlace] = []
    for place in line.elements {
      let link = scratch.firstLink(engine.rules.elements[place])
      guard link >= 0 else { continue }
      let entry = scratch.links[Int(link)]
      places.append(self.place(ofOccurrence: Int(entry.occurrence), meaning: entry.meaning))
    }
    return places
  }
}

extension Array {
  /// All ways to choose so many of the elements, in order.
  func subsets(ofSize size: Int) -> [[Element]] {
    guard size > 0 else { return [[]] }
    guard size <= count else { return [] }
    var all: [[Element]] = []
    for (place, first) in enumerated() {
      for rest in Array(self[(place + 1)...]).subsets(ofSize: size - 1) {
        all.append([first] + rest)
      }
    }
    return all
  }
}
