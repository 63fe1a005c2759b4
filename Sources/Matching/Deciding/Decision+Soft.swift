internal import RuleLanguage

extension Decision {
  /// Distinct n-grams an order must have before soft votes give a label alone.
  private static let leastNgrams = 8

  /// Adds the soft votes of an axis: they weigh what rules bring, or take its place; a label no
  /// rule speaks for is only helped when its logit reaches `alone`.
  mutating func addSoftVotes(
    _ axis: Taxonomy.Axis, _ scratch: borrowing MatchScratch, _ rules: CompiledRules
  ) {
    let soft = rules.soft
    guard hearsSoft else { return }
    let policy = soft.policies[Int(axis.rawValue)]
    // One intent is right, so only how far each stands behind the likeliest means anything.
    let labels = soft.labels[Int(axis.rawValue)]
    var best = axis == .intent && !labels.isEmpty ? Int.min : 0
    if axis == .intent {
      for label in labels { best = max(best, Int(scratch.logits[Int(label)])) }
    }
    // A few characters and the biases are no reason to give a label.
    let hasWords = scratch.softPlaces.count >= Self.leastNgrams
    for label in labels where !isWaived(label, .soft) {
      let logit = Int(scratch.logits[Int(label)]) - best
      if isTouched[Int(label)], scores[Int(label)] > 0 {
        let points = softPoints(policy, label, logit)
        note(.soft, label, points)
        // Not capped here: among labels at the cap the soft votes must still tell.
        // An intent is never taken away: the strongest one left is still the best guess.
        let least: Int32 = axis == .intent ? 1 : .min
        scores[Int(label)] = max(least, scores[Int(label)] + points)
        if scores[Int(label)] <= 0 { drop(label, max(0, scores[Int(label)]), .soft) }
      } else if hasWords, let alone = policy.alone, logit >= alone {
        let points = Int32(policy.points(logit: logit))
        guard points > 0 else { continue }
        let place = scratch.heaviest(for: label, soft)?.start ?? 0
        note(.soft, label, points)
        add(points, to: label, place: place, rules.policy)
        // Above the cap the strength still tells who is first.
        scores[Int(label)] = max(scores[Int(label)], points)
        softAlone.append(label)
      }
    }
  }

  /// What soft votes add to a label that rules speak for. Where they decide, the points of the
  /// logit take the place of what learned rules brought, less `down` of it at most; rules that
  /// learning has not seen keep theirs, and nothing is held against them.
  private func softPoints(_ policy: SoftPolicy, _ label: Int32, _ logit: Int) -> Int32 {
    let points = Int32(policy.points(logit: logit))
    guard policy.decides else { return points }
    let own = unlearned[Int(label)]
    let wanted = own > 0 ? own + max(0, points) : points
    return max(wanted - scores[Int(label)], -Int32(policy.down))
  }
}

extension MatchScratch {
  /// The n-gram in the text that speaks loudest for a label; of equals the first.
  borrowing func heaviest(for label: Int32, _ soft: CompiledSoft) -> SoftPlace? {
    var best: SoftPlace?
    var most: Int32 = 0
    for index in softPlaces.indices {
      let place = softPlaces[index]
      let weight = soft.adders.weight(row: Int(place.ngram), of: Int(label))
      if weight > most || (weight == most && place.start < best?.start ?? .max) {
        most = weight
        best = place
      }
    }
    return most > 0 ? best : nil
  }
}
