internal import RuleLanguage
internal import Transcripts

/// One test that may be flipped: of a line (`when` first, then `unless`) or of the whole rule.
struct Flip: Hashable {
  /// -1 = the whole rule.
  var line: Int
  var test: RuleTest
}

extension OrderClassifier {
  /// Runs the evaluator on one rule with some tests left out, and gives the evidence it found.
  ///
  /// Leaves no trace in what was decided on the order.
  mutating func evidence(
    of number: Int, _ axis: Taxonomy.Axis, without flips: [Flip]
  ) -> [EvidenceHit]? {
    let rule = engine.rules.rules[number]
    var lines = [Relaxation](
      repeating: [], count: rule.when.count + rule.unless.count)
    var whole: Relaxation = []
    for flip in flips {
      if flip.line < 0 {
        whole.formUnion(flip.test.relaxation)
      } else {
        lines[flip.line].formUnion(flip.test.relaxation)
      }
    }
    let fired = scratch.fired.count
    let before = scratch.evidence.count
    let denied = scratch.denied.count
    defer {
      scratch.fired.truncate(to: fired)
      scratch.evidence.truncate(to: before)
      scratch.denied.truncate(to: denied)
    }
    let fires = scratch.test(
      rule, Int32(number), axis, relaxed: whole, lines: lines, engine.rules, document)
    return fires ? Array(scratch.evidence.array[before...]) : nil
  }

  /// The hits one line of a rule collects, and whether they are enough for it somewhere.
  mutating func hits(
    of line: CompiledLine, contexts: ContextSet, scope: Rule.Scope, without relaxed: Relaxation
  ) -> (hits: [Hit], isEnough: Bool) {
    scratch.hits.removeAll()
    _ = scratch.collect(
      line, contexts: contexts, scope: scope, relaxed: relaxed, engine.rules, document)
    let all = scratch.hits.array
    let isEnough = Set(all.map(\.instance)).contains {
      scratch.isSatisfied(line, 0..<all.count, $0)
    }
    return (all, isEnough)
  }

  /// The tests worth flipping: those that let a line find other hits than it does.
  mutating func candidates(_ number: Int, _ axis: Taxonomy.Axis) -> [Flip] {
    let rule = engine.rules.rules[number]
    var flips: [Flip] = []
    let all = RuleTest.ofHits.reduce(into: Relaxation()) { $0.formUnion($1.relaxation) }
    for place in rule.when {
      let line = engine.rules.lines[place]
      let name = place - rule.when.lowerBound
      let contexts = rule.contexts[axis]
      func places(_ relaxed: Relaxation) -> ([[Int32]], Bool) {
        let found = hits(of: line, contexts: contexts, scope: .document, without: relaxed)
        return (found.hits.map { [$0.start, $0.end, $0.element] }, found.isEnough)
      }
      let (widest, isEnough) = places(all)
      guard isEnough else {
        flips.append(Flip(line: name, test: .missingWord))
        continue
      }
      let (plain, _) = places([])
      for test in RuleTest.ofHits
      where places(test.relaxation).0 != plain
        || places(all.subtracting(test.relaxation)).0 != widest
      {
        flips.append(Flip(line: name, test: test))
      }
    }
    for place in rule.unless {
      flips.append(Flip(line: place - rule.when.lowerBound, test: .unless))
    }
    if rule.scope != .document { flips.append(Flip(line: -1, test: .scope)) }
    let order = RuleTest.allCases
    return flips.sorted { one, other in
      let (first, second) = (
        order.firstIndex(of: one.test) ?? 0, order.firstIndex(of: other.test) ?? 0
      )
      return first != second ? first < second : one.line < other.line
    }
  }
}
