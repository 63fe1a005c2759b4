internal import RuleLanguage
internal import Transcripts

extension Decision {
  /// Several votes → the value that stands first in the taxonomy; none → the "nothing" value.
  ///
  /// Where a soft table decides, the value with the highest logit; a rule that learning has not
  /// seen goes before it.
  mutating func chooseAttributes(
    _ scratch: borrowing MatchScratch, _ rules: CompiledRules, _ document: borrowing Document
  ) {
    let policy = rules.policy
    for (number, attribute) in policy.attributes.enumerated() {
      let values = attribute.firstLabel..<(attribute.firstLabel + attribute.count)
      var value = attribute.nothing
      for label in values where scores[Int(label)] > 0 {
        value = label
        break
      }
      if hearsSoft, rules.soft.decidesAttribute[number], unlearned[Int(value)] == 0 {
        attributes.append(likeliest(values, scratch))
        continue
      }
      if value == attribute.nothing {
        value = derived(number, rules, document) ?? value
      }
      attributes.append(value)
    }
  }

  /// The value with the highest logit, the first of equals.
  private func likeliest(_ values: Range<Int32>, _ scratch: borrowing MatchScratch) -> Int32 {
    var best = values.lowerBound
    for label in values where scratch.logits[Int(label)] > scratch.logits[Int(best)] {
      best = label
    }
    return best
  }

  /// Values that follow from other findings rather than from votes.
  private func derived(
    _ attribute: Int, _ rules: CompiledRules, _ document: borrowing Document
  ) -> Int32? {
    let policy = rules.policy
    if attribute == policy.improvementAttribute {
      for axis in [Taxonomy.Axis.cause, .topic] {
        guard let label = first(axis, policy)?.label else { continue }
        let value = policy.improvement[Int(label)]
        if value >= 0 { return value }
      }
    }
    if attribute == policy.channelAttribute {
      // A call's own shape shows the channel when nothing else does.
      if document.format == .dialogue || document.format == .speech {
        return rules.labelText.number("channel:hotline")
      }
    }
    if attribute == policy.seasonAttribute {
      return season(rules, document)
    }
    return nil
  }

  /// June to September by the order's own time; never by today's clock.
  private func season(_ rules: CompiledRules, _ document: borrowing Document) -> Int32? {
    guard let month = document.acceptMonth(rules.timeFields) else { return nil }
    switch month {
    case 6...9: return rules.labelText.number("season:summer_peak")
    case 12, 1, 2: return rules.labelText.number("season:winter_peak")
    default: return nil
    }
  }

  mutating func review(_ policy: CompiledPolicy, _ document: borrowing Document) {
    if let intent = first(.intent, policy) {
      if intent.score < policy.reviewLowScore { reviewReasons.insert(.lowScore) }
    } else {
      reviewReasons.remove(.conflict)
      reviewReasons.insert(.noIntent)
    }
    if isPartial { reviewReasons.insert(.partial) }
    if document.visibleCount(upTo: policy.reviewTooShort) < policy.reviewTooShort {
      reviewReasons.insert(.tooShort)
    }
  }
}

extension Document {
  /// How many code points are not blank, counted up to a bound.
  borrowing func visibleCount(upTo bound: Int) -> Int {
    var number = 0
    var place = 0
    while place < count, number < bound {
      if marks[place] & (CharacterMarks.blank | CharacterMarks.lineEnd) == 0 { number += 1 }
      place += 1
    }
    return number
  }

  /// The month of the first time field: `2026-07-12`, `2026/7/12`, `2026年7月12日`.
  borrowing func acceptMonth(_ timeFields: [Int32]) -> Int? {
    for field in fields where timeFields.contains(field.name) {
      if let month = month(from: Int(field.start), to: Int(field.end)) { return month }
    }
    return nil
  }

  private borrowing func month(from start: Int, to end: Int) -> Int? {
    var place = start
    var digits = 0
    while place < end, digits < 4 {
      digits = isDigit(place) ? digits + 1 : 0
      place += 1
    }
    guard digits == 4, place < end, !isDigit(place) else { return nil }
    place += 1
    var month = 0
    var length = 0
    while place < end, length < 2, isDigit(place) {
      month = month * 10 + Int(scalars[place]) - 48
      length += 1
      place += 1
    }
    return (1...12).contains(month) ? month : nil
  }

  private borrowing func isDigit(_ place: Int) -> Bool {
    scalars[place] >= 48 && scalars[place] <= 57
  }
}
