internal import RuleLanguage
internal import Transcripts

extension Decision {
  /// Decides from the fired rules: suppresses → found → votes → each axis → clears → attributes.
  ///
  /// With soft tables rules alone decide first: the labels they give are weighed like n-grams and
  /// rules that fire, then all is decided once more.
  mutating func decide(
    _ scratch: inout MatchScratch, _ rules: CompiledRules, _ document: borrowing Document
  ) {
    suppress(&scratch, rules)
    scratch.weighRules(rules)
    hearsSoft = false
    decideOnce(scratch, rules, document)
    guard !rules.soft.isEmpty else { return }
    for label in kept { scratch.weigh(label: label.label, rules.soft) }
    for value in attributes { scratch.weigh(label: value, rules.soft) }
    hearsSoft = true
    decideOnce(scratch, rules, document)
  }

  private mutating func decideOnce(
    _ scratch: borrowing MatchScratch, _ rules: CompiledRules, _ document: borrowing Document
  ) {
    reset()
    castVotes(scratch, rules)
    dropUnfound(scratch, rules, document)
    dropDenied(scratch, rules, document)
    sumVotes(scratch, rules)
    chooseCauses(scratch, rules)
    chooseTopics(scratch, rules)
    chooseIntent(scratch, rules)
    clear(rules.policy)
    chooseAttributes(scratch, rules, document)
    isPartial = !scratch.skipped.isEmpty
    review(rules.policy, document)
    sortDropped(rules)
  }

  /// Marks rules that another rule of this order suppresses. A suppressed or shadow rule
  /// suppresses nothing; there are no cycles, so the marks settle after a few rounds.
  private func suppress(_ scratch: inout MatchScratch, _ rules: CompiledRules) {
    let suppressors = scratch.fired.indices.filter {
      let rule = rules.rules[Int(scratch.fired[$0].rule)]
      return rule.suppressStart < rule.suppressEnd && !rule.isShadow
    }
    guard !suppressors.isEmpty else { return }
    var changed = true
    var rounds = 0
    while changed, rounds < 64 {
      changed = false
      rounds += 1
      for index in scratch.fired.indices {
        let target = scratch.fired[index].rule
        var by: Int32 = -1
        for place in suppressors where scratch.fired[place].suppressedBy < 0 {
          let other = scratch.fired[place].rule
          if rules.suppresses[rules.rules[Int(other)].suppresses].contains(target) {
            by = other
            break
          }
        }
        if scratch.fired[index].suppressedBy != by {
          scratch.fired[index].suppressedBy = by
          changed = true
        }
      }
    }
  }

  private mutating func castVotes(_ scratch: borrowing MatchScratch, _ rules: CompiledRules) {
    for index in scratch.fired.indices {
      let fired = scratch.fired[index]
      let rule = rules.rules[Int(fired.rule)]
      if rule.isShadow { continue }
      for place in rule.votes where rules.votes[place].axis == fired.axis {
        let vote = rules.votes[place]
        guard fired.suppressedBy < 0 || isWaived(vote.label, .suppressed) else {
          drop(vote.label, vote.points, .suppressed, byRule: fired.suppressedBy)
          continue
        }
        cast(vote, fired, index, rule, scratch)
      }
    }
  }

  private mutating func cast(
    _ vote: RuleVote, _ fired: FiredRule, _ index: Int, _ rule: CompiledRule,
    _ scratch: borrowing MatchScratch
  ) {
    let range = Int(fired.evidenceStart)..<Int(fired.evidenceEnd)
    guard rule.votesByMeaning else {
      votes.append(
        Vote(
          label: vote.label, key: -1 - fired.rule, points: vote.points,
          place: scratch.evidence[range.lowerBound].start, fired: Int32(index)))
      return
    }
    for place in range where !isCovered(place, from: range.lowerBound, scratch) {
      let evidence = scratch.evidence[place]
      votes.append(
        Vote(
          label: vote.label, key: evidence.meaning, points: vote.points, place: evidence.start,
          fired: Int32(index)))
    }
  }

  /// Whether an earlier meaning of the rule stands on the same characters: one place, one vote.
  private func isCovered(
    _ place: Int, from first: Int, _ scratch: borrowing MatchScratch
  ) -> Bool {
    let evidence = scratch.evidence[place]
    for earlier in first..<place {
      let other = scratch.evidence[earlier]
      if other.start < evidence.end, evidence.start < other.end { return true }
    }
    return false
  }

  /// A found cause drops causes of the fault groups that are only suspected.
  private mutating func dropUnfound(
    _ scratch: borrowing MatchScratch, _ rules: CompiledRules, _ document: borrowing Document
  ) {
    var foundLabel: Int32 = -1
    for vote in votes where vote.fired >= 0 && rules.policy.isFault[Int(vote.label)] {
      let fired = scratch.fired[Int(vote.fired)]
      if fired.isFound, !fired.isSuspected { foundLabel = vote.label }
    }
    guard foundLabel >= 0 else { return }
    for index in votes.indices.reversed() {
      let vote = votes[index]
      guard vote.fired >= 0, rules.policy.isFault[Int(vote.label)] else { continue }
      let fired = scratch.fired[Int(vote.fired)]
      if fired.isSuspected, !fired.isFound, !isWaived(vote.label, .foundElsewhere) {
        votes.remove(at: index)
        drop(vote.label, vote.points, .foundElsewhere, byLabel: foundLabel)
      }
    }
  }

  /// A denial in the finding drops earlier hits of the same cause, or the causes its words name.
  private mutating func dropDenied(
    _ scratch: borrowing MatchScratch, _ rules: CompiledRules, _ document: borrowing Document
  ) {
    for index in scratch.denied.indices {
      dropVotes(for: scratch.denied[index].label, before: scratch.denied[index].place)
    }
    for denial in rules.policy.denials where denial.set >= 0 {
      guard scratch.isDenied(denial.set, document) else { continue }
      for label in denial.labels { dropVotes(for: label, before: .max) }
    }
  }

  private mutating func dropVotes(for label: Int32, before place: Int32) {
    if isWaived(label, .denied) { return }
    for index in votes.indices.reversed()
    where votes[index].label == label && votes[index].place < place {
      drop(label, votes[index].points, .denied)
      votes.remove(at: index)
    }
  }

  /// Adds up the votes; equal keys of a label are one vote, the dearest.
  private mutating func sumVotes(_ scratch: borrowing MatchScratch, _ rules: CompiledRules) {
    for index in votes.indices {
      let vote = votes[index]
      var isNew = true
      var better: Int32 = 0
      for earlier in 0..<index
      where votes[earlier].label == vote.label && votes[earlier].key == vote.key {
        isNew = false
        better = max(better, votes[earlier].points)
      }
      let points = isNew ? vote.points : max(0, vote.points - better)
      note(.vote(index), vote.label, points)
      add(points, to: vote.label, place: vote.place, rules.policy)
      if vote.fired >= 0, !rules.soft.isEmpty,
        !rules.soft.isLearned[Int(scratch.fired[Int(vote.fired)].rule)]
      {
        unlearned[Int(vote.label)] += points
      }
    }
  }

  /// Adds points to a label.
  mutating func add(_ points: Int32, to label: Int32, place: Int32, _ policy: CompiledPolicy) {
    let number = Int(label)
    if !isTouched[number] {
      isTouched[number] = true
      touched.append(label)
      places[number] = place
    }
    scores[number] = min(policy.cap, scores[number] + points)
    places[number] = min(places[number], place)
  }

  /// Remembers a label that had votes and was not given; the first reason stays.
  mutating func drop(
    _ label: Int32, _ score: Int32, _ why: DropReason, byLabel: Int32 = -1, byRule: Int32 = -1
  ) {
    guard !dropped.contains(where: { $0.label == label }) else { return }
    dropped.append(
      Dropped(label: label, score: score, why: why, byLabel: byLabel, byRule: byRule))
  }

  private mutating func sortDropped(_ rules: CompiledRules) {
    guard !dropped.isEmpty else { return }
    for index in dropped.indices.reversed() where isKept(dropped[index].label) {
      dropped.remove(at: index)
    }
    for index in dropped.indices {
      dropped[index].score = min(rules.policy.cap, dropped[index].score)
    }
    dropped.sort {
      $0.score != $1.score ? $0.score > $1.score : rules.labelText.precedes($0.label, $1.label)
    }
  }
}

extension MatchScratch {
  /// Whether a word of a denial table stands in a finding.
  borrowing func isDenied(_ set: Int32, _ document: borrowing Document) -> Bool {
    var link = firstLink(set)
    while link >= 0 {
      let word = occurrences[Int(links[Int(link)].occurrence)]
      let segment = document.segments[Int(word.segment)]
      if segment.isFound, !segment.isBoilerplate { return true }
      link = links[Int(link)].next
    }
    return false
  }
}
