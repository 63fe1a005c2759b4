internal import RuleLanguage
internal import Transcripts

extension MatchScratch {
  /// Tests every candidate rule for every axis it votes on and fills `fired` and `evidence`.
  ///
  /// `deaf` takes only the rules that do not, or do, hear recognition errors; nil = all.
  mutating func testRules(
    _ rules: CompiledRules, _ document: borrowing Document, deaf: Bool? = nil
  ) {
    for index in ready.indices {
      let number = ready[index]
      if let deaf, rules.rules[Int(number)].isDeaf != deaf { continue }
      if !switchedOff.isEmpty, switchedOff.contains(where: { $0 == number }) {
        skipped.append(SkippedRule(rule: number, reason: .breaker))
        continue
      }
      testAxes(number, rules, document)
    }
    noteLimits(rules)
  }

  /// Tests one rule for every axis it votes on.
  private mutating func testAxes(
    _ number: Int32, _ rules: CompiledRules, _ document: borrowing Document
  ) {
    let rule = rules.rules[Int(number)]
    noteDenials(rule, rules, document)
    var tested: UInt8 = 0
    for place in rule.votes {
      let axis = rules.votes[place].axis
      let bit: UInt8 = 1 << axis.rawValue
      guard tested & bit == 0 else { continue }
      tested |= bit
      _ = test(rule, number, axis, relaxed: [], rules, document)
    }
  }

  /// Tests one rule for one axis; appends to `fired` and `evidence` when it fires.
  ///
  /// `lines` leaves out tests of single lines, `when` then `unless`; empty in classification.
  mutating func test(
    _ rule: CompiledRule, _ number: Int32, _ axis: Taxonomy.Axis, relaxed: Relaxation,
    lines flips: [Relaxation] = [], _ rules: CompiledRules, _ document: borrowing Document
  ) -> Bool {
    hits.removeAll()
    lineEnds.removeAll()
    let scope: Rule.Scope = relaxed.contains(.scope) ? .document : rule.scope
    let contexts = rule.contexts[axis]
    for index in rule.when {
      let left = flips.isEmpty ? relaxed : relaxed.union(flips[index - rule.when.lowerBound])
      let added = collect(
        rules.lines[index], contexts: contexts, scope: scope, relaxed: left, rules, document)
      if added == 0, !left.contains(.absence) { return false }
      lineEnds.append(Int32(truncatingIfNeeded: hits.count))
    }
    let evidenceStart = evidence.count
    listInstances()
    for index in instances.indices {
      let instance = instances[index]
      guard isSatisfied(rule, instance, flips, rules),
        relaxed.contains(.unless) || !isExcluded(rule, instance, flips, rules, document)
      else { continue }
      addEvidence(rule, instance, rules)
      if !rule.votesByMeaning { break }
    }
    guard evidence.count > evidenceStart else { return false }
    addFired(number, axis, evidenceStart, document)
    return true
  }

  /// The scope instances of the first line's hits, each once, in order of place.
  private mutating func listInstances() {
    instances.removeAll()
    // Only a line left out may have no hit.
    var end = 0
    for line in lineEnds.indices where end == 0 { end = Int(lineEnds[line]) }
    for index in 0..<end {
      let instance = hits[index].instance
      if instances.last != instance, !instances.contains(where: { $0 == instance }) {
        instances.append(instance)
      }
    }
  }

  @inline(__always)
  private func isSatisfied(
    _ rule: CompiledRule, _ instance: Int32, _ flips: [Relaxation], _ rules: CompiledRules
  ) -> Bool {
    var start = 0
    for index in rule.when {
      let number = index - rule.when.lowerBound
      let end = Int(lineEnds[number])
      let isLeftOut = !flips.isEmpty && flips[number].contains(.absence)
      guard isLeftOut || isSatisfied(rules.lines[index], start..<end, instance) else {
        return false
      }
      start = end
    }
    return true
  }

  /// Whether the hits of a line in one scope instance are enough for it.
  @inline(__always)
  func isSatisfied(_ line: CompiledLine, _ range: Range<Int>, _ instance: Int32) -> Bool {
    switch line.kind {
    case .any, .near, .regex:
      for index in range where hits[index].instance == instance { return true }
      return false
    case .all:
      var seen: UInt64 = 0
      for index in range where hits[index].instance == instance {
        seen |= 1 << UInt64(hits[index].element & 63)
      }
      return seen.nonzeroBitCount >= line.elements.count
    case .atLeast:
      return distinctMeanings(range, instance) >= Int(line.number)
    }
  }

  private func distinctMeanings(_ range: Range<Int>, _ instance: Int32) -> Int {
    var number = 0
    for index in range where hits[index].instance == instance {
      var isNew = true
      for earlier in range.lowerBound..<index
      where hits[earlier].instance == instance && hits[earlier].meaning == hits[index].meaning {
        isNew = false
        break
      }
      if isNew { number += 1 }
    }
    return number
  }

  /// Whether a line of `unless` holds in the instance that satisfied `when`, or in its own scope.
  private mutating func isExcluded(
    _ rule: CompiledRule, _ instance: Int32, _ flips: [Relaxation], _ rules: CompiledRules,
    _ document: borrowing Document
  ) -> Bool {
    let before = hits.count
    defer { hits.truncate(to: before) }
    for index in rule.unless {
      if !flips.isEmpty, flips[index - rule.when.lowerBound].contains(.unless) { continue }
      let line = rules.lines[index]
      guard mayHold(line, rules) else { continue }
      let scope = line.scope ?? rule.scope
      let start = hits.count
      _ = collect(line, contexts: .asserted, scope: scope, relaxed: [], rules, document)
      // With a scope of its own, any instance that shares a place with the evidence counts.
      for index in start..<hits.count {
        let candidate = hits[index].instance
        let isHere =
          line.scope == nil
          ? candidate == instance : sharesScope(candidate, scope, document)
        if isHere, isSatisfied(line, start..<hits.count, candidate) { return true }
      }
    }
    return false
  }

  /// Whether every set of the line has a word somewhere in the text.
  @inline(__always)
  private func mayHold(_ line: CompiledLine, _ rules: CompiledRules) -> Bool {
    for place in line.elements where !isTouched(rules.elements[place]) { return false }
    return true
  }

  /// Whether one of the hits of `when` lies in the instance of another scope.
  private func sharesScope(
    _ wanted: Int32, _ scope: Rule.Scope, _ document: borrowing Document
  ) -> Bool {
    for index in 0..<Int(lineEnds.last ?? 0)
    where instance(scope, hits[index].segment, hits[index].sentence, document) == wanted {
      return true
    }
    return false
  }

  /// The earliest hit of each line, and every further term.
  private mutating func addEvidence(
    _ rule: CompiledRule, _ instance: Int32, _ rules: CompiledRules
  ) {
    var start = 0
    for place in rule.when {
      let line = rules.lines[place]
      let number = place - rule.when.lowerBound
      let end = Int(lineEnds[number])
      let first = evidence.count
      var group: Int32 = -1
      for index in start..<end where hits[index].instance == instance {
        let hit = hits[index]
        switch line.kind {
        case .near:
          if group < 0 { group = hit.group }
          guard hit.group == group else { continue }
        case .regex:
          guard evidence.count == first else { continue }
        case .any, .all, .atLeast:
          guard !isKnown(hit, from: first) else { continue }
        }
        evidence.append(
          EvidenceHit(
            start: hit.start, end: hit.end, meaning: hit.meaning, segment: hit.segment,
            line: Int32(number), context: hit.context))
      }
      start = end
    }
  }

  /// Whether the line already has evidence of the same meaning.
  private func isKnown(_ hit: Hit, from first: Int) -> Bool {
    var index = first
    while index < evidence.count {
      if evidence[index].meaning == hit.meaning { return true }
      index += 1
    }
    return false
  }

  private mutating func addFired(
    _ number: Int32, _ axis: Taxonomy.Axis, _ start: Int, _ document: borrowing Document
  ) {
    var isFound = false
    var isSuspected = true
    for index in start..<evidence.count {
      let segment = document.segments[Int(evidence[index].segment)]
      // An agent's statement is a finding too; what an agent only asks does not get here.
      if segment.isFound || segment.speaker == .agent { isFound = true }
      if evidence[index].context != .suspected { isSuspected = false }
    }
    fired.append(
      FiredRule(
        rule: number, axis: axis, evidenceStart: Int32(start), evidenceEnd: Int32(evidence.count),
        isFound: isFound, isSuspected: isSuspected, suppressedBy: -1))
  }

  /// A cause that a finding denies: 与雷击无关, 未见异物.
  private mutating func noteDenials(
    _ rule: CompiledRule, _ rules: CompiledRules, _ document: borrowing Document
  ) {
    guard rule.votesByMeaning, hasDenials else { return }
    let line = rules.lines[rule.when.lowerBound]
    let set = rules.elements[Int(line.elementStart)]
    ensureLinked(set, rules)
    var link = firstLink(set)
    while link >= 0 {
      let index = Int(links[Int(link)].occurrence)
      link = links[Int(link)].next
      guard document.segments[Int(occurrences[index].segment)].isFound,
        context(ofOccurrence: index, rules, document) == .negated
      else { continue }
      for place in rule.votes where rules.votes[place].axis == .cause {
        denied.append(
          DeniedLabel(label: rules.votes[place].label, place: occurrences[index].start))
      }
    }
  }

  /// Turns patterns that met a limit into rules that were skipped.
  mutating func noteLimits(_ rules: CompiledRules) {
    guard !limitedPatterns.isEmpty else { return }
    for (number, rule) in rules.rules.enumerated() {
      let lines = rule.when.lowerBound..<rule.unless.upperBound
      for index in limitedPatterns.indices {
        let limited = limitedPatterns[index]
        guard
          rules.lines[lines].contains(where: { $0.pattern == limited.pattern })
            || rules.fields[rule.fields].contains(where: { $0.pattern == limited.pattern }),
          !skipped.contains(where: { $0.rule == Int32(number) })
        else { continue }
        skipped.append(SkippedRule(rule: Int32(number), reason: limited.reason))
        break
      }
    }
  }

  /// Switches off rules that have met a limit so many times, this order counted.
  mutating func breakRules(after most: Int) {
    for index in skipped.indices where skipped[index].reason != .breaker {
      let rule = skipped[index].rule
      limitCounts[rule, default: 0] += 1
      if limitCounts[rule] == most { switchedOff.append(rule) }
    }
  }
}
