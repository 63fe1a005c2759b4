internal import RuleLanguage
internal import Transcripts

extension Decision {
  mutating func chooseCauses(_ scratch: borrowing MatchScratch, _ rules: CompiledRules) {
    addStatePoints(.cause, scratch, rules)
    addSoftVotes(.cause, scratch, rules)
    dropWithoutRequirement(.cause, scratch, rules)
    choose(.cause, rules)
  }

  mutating func chooseTopics(_ scratch: borrowing MatchScratch, _ rules: CompiledRules) {
    imply(from: .cause, to: .topic, scratch, rules)
    addStatePoints(.topic, scratch, rules)
    addSoftVotes(.topic, scratch, rules)
    dropWithoutRequirement(.topic, scratch, rules)
    weakenGeneric(rules.policy)
    choose(.topic, rules)
  }

  mutating func chooseIntent(_ scratch: borrowing MatchScratch, _ rules: CompiledRules) {
    imply(from: .cause, to: .intent, scratch, rules)
    imply(from: .topic, to: .intent, scratch, rules)
    addStatePoints(.intent, scratch, rules)
    addSoftVotes(.intent, scratch, rules)
    choose(.intent, rules)
    addStatePoints(.attribute, scratch, rules)
  }

  /// What the state of the document gives or takes.
  private mutating func addStatePoints(
    _ axis: Taxonomy.Axis, _ scratch: borrowing MatchScratch, _ rules: CompiledRules
  ) {
    guard scratch.states != 0 else { return }
    for entry in rules.policy.statePoints
    where rules.policy.labelAxis[Int(entry.label)] == axis && scratch.states & entry.state != 0
      && scratch.states & entry.unlessStates == 0
    {
      guard isTouched[Int(entry.label)] || entry.points > 0 else { continue }
      note(.state(entry.state), entry.label, entry.points)
      add(entry.points, to: entry.label, place: .max, rules.policy)
    }
  }

  /// Given labels bring points for other axes.
  private mutating func imply(
    from: Taxonomy.Axis, to: Taxonomy.Axis, _ scratch: borrowing MatchScratch,
    _ rules: CompiledRules
  ) {
    let policy = rules.policy
    // An implication counts once for its target, however many labels bring it.
    implied.removeAll(keepingCapacity: true)
    for label in kept where policy.labelAxis[Int(label.label)] == from {
      for place in policy.implications.range(Int(label.label)) {
        let entry = policy.implications.values[place]
        guard policy.labelAxis[Int(entry.gives)] == to, scratch.states & entry.unlessStates == 0
        else { continue }
        if let known = implied.firstIndex(where: { $0.label == entry.gives }) {
          if entry.points > implied[known].points { implied[known].by = label.label }
          implied[known].points = max(implied[known].points, entry.points)
          implied[known].place = min(implied[known].place, label.place)
        } else {
          implied.append(
            Implied(
              label: entry.gives, points: entry.points, place: label.place, by: label.label))
        }
      }
    }
    for index in implied.indices {
      let entry = implied[index]
      note(.implied(by: entry.by), entry.label, entry.points)
      add(entry.points, to: entry.label, place: entry.place, policy)
    }
  }

  private mutating func dropWithoutRequirement(
    _ axis: Taxonomy.Axis, _ scratch: borrowing MatchScratch, _ rules: CompiledRules
  ) {
    for label in touched where rules.policy.labelAxis[Int(label)] == axis {
      let set = rules.policy.requirement[Int(label)]
      guard set >= 0, !scratch.isTouched(set), scores[Int(label)] > 0,
        !isWaived(label, .missingRequirement)
      else { continue }
      drop(label, scores[Int(label)], .missingRequirement)
      scores[Int(label)] = 0
    }
  }

  /// Generic topics yield to specific ones.
  private mutating func weakenGeneric(_ policy: CompiledPolicy) {
    let hasSpecific = touched.contains {
      policy.labelAxis[Int($0)] == .topic && !policy.isGeneric[Int($0)]
        && scores[Int($0)] >= Int32(policy.axes[Int(Taxonomy.Axis.topic.rawValue)].needFirst)
    }
    guard hasSpecific else { return }
    for label in touched where policy.isGeneric[Int(label)] && scores[Int(label)] > 0 {
      note(.generic, label, -policy.genericMinus)
      scores[Int(label)] -= policy.genericMinus
    }
  }

  /// Beats → need → highest score → precedence within the margin → id.
  private mutating func choose(_ axis: Taxonomy.Axis, _ rules: CompiledRules) {
    let policy = rules.policy
    let axisPolicy = policy.axes[Int(axis.rawValue)]
    beat(axis, policy)
    sortTouched(axis, rules)
    if axis == .intent { putPrecedenceFirst(policy) }
    var number = 0
    for index in order.indices {
      let label = order[index]
      let score = scores[Int(label)]
      let need = Int32(number == 0 ? axisPolicy.needFirst : axisPolicy.needMore)
      let tooMany: DropReason = number == 1 ? .lowerScore : .limit
      if number >= axisPolicy.keep, !isWaived(label, tooMany) {
        drop(label, score, tooMany, byLabel: kept.last?.label ?? -1)
      } else if score < need, !isWaived(label, .need) {
        drop(label, score, .need)
      } else {
        kept.append(
          Kept(label: label, score: min(policy.cap, score), place: places[Int(label)]))
        number += 1
      }
    }
  }

  /// Fills `order` with the labels of an axis that have points, best first.
  private mutating func sortTouched(_ axis: Taxonomy.Axis, _ rules: CompiledRules) {
    order.removeAll(keepingCapacity: true)
    for index in touched.indices {
      let label = touched[index]
      guard rules.policy.labelAxis[Int(label)] == axis, scores[Int(label)] > 0 else { continue }
      // Insertion: a handful of labels.
      var place = order.count
      order.append(label)
      while place > 0, precedes(label, order[place - 1], rules) {
        order[place] = order[place - 1]
        place -= 1
      }
      order[place] = label
    }
  }

  /// By score, then first place in the text, then id.
  private func precedes(_ one: Int32, _ other: Int32, _ rules: CompiledRules) -> Bool {
    let (first, second) = (Int(one), Int(other))
    if scores[first] != scores[second] { return scores[first] > scores[second] }
    if places[first] != places[second] { return places[first] < places[second] }
    return rules.labelText.precedes(one, other)
  }

  /// Among the intents within the margin of the best, the strongest by precedence comes first.
  private mutating func putPrecedenceFirst(_ policy: CompiledPolicy) {
    guard let first = order.first else { return }
    let best = scores[Int(first)]
    var winner = first
    for label in order where scores[Int(label)] >= best - policy.margin {
      if policy.precedence[Int(label)] < policy.precedence[Int(winner)] { winner = label }
    }
    guard winner != first, let place = order.firstIndex(of: winner) else { return }
    if scores[Int(winner)] < best { reviewReasons.insert(.conflict) }
    order.remove(at: place)
    order.insert(winner, at: 0)
  }

  private mutating func beat(_ axis: Taxonomy.Axis, _ policy: CompiledPolicy) {
    for index in touched.indices {
      let loser = touched[index]
      guard policy.labelAxis[Int(loser)] == axis, scores[Int(loser)] > 0 else { continue }
      for place in policy.beats.range(Int(loser)) {
        let entry = policy.beats.values[place]
        guard isStanding(entry.winner, policy), isMet(entry, policy), !isWaived(loser, .beaten)
        else { continue }
        drop(loser, scores[Int(loser)], .beaten, byLabel: entry.winner)
        beaten.append(loser)
        break
      }
    }
    // Losers fall together, so that the order of the labels changes nothing.
    for loser in beaten { scores[Int(loser)] = 0 }
    beaten.removeAll(keepingCapacity: true)
  }

  private func isMet(_ entry: CompiledPolicy.Beat, _ policy: CompiledPolicy) -> Bool {
    if entry.whenStart == entry.whenEnd { return true }
    for place in Int(entry.whenStart)..<Int(entry.whenEnd)
    where isStanding(policy.beatConditions[place], policy) {
      return true
    }
    return false
  }

  /// Whether a label is given, or has the points to be given first.
  private func isStanding(_ label: Int32, _ policy: CompiledPolicy) -> Bool {
    if isKept(label) { return true }
    let axis = policy.labelAxis[Int(label)]
    return isTouched[Int(label)]
      && scores[Int(label)] >= Int32(policy.axes[Int(axis.rawValue)].needFirst)
  }

  /// An intent such as `non_demand` empties other axes.
  mutating func clear(_ policy: CompiledPolicy) {
    for entry in policy.clears where isKept(entry.when) {
      let cleared = kept.filter {
        entry.axes.contains(policy.labelAxis[Int($0.label)]) && !isWaived($0.label, .cleared)
      }
      guard !cleared.isEmpty else { continue }
      for label in cleared { drop(label.label, label.score, .cleared, byLabel: entry.when) }
      kept.removeAll { label in cleared.contains { $0.label == label.label } }
    }
  }
}
