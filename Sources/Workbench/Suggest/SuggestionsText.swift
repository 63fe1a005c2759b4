/// Suggestions as people read them.
package struct SuggestionsText {
  private let suggestions: Suggestions
  private let exceptions: [RuleExceptions]
  /// No texts of orders.
  private let countsOnly: Bool

  package init(
    _ suggestions: Suggestions, exceptions: [RuleExceptions] = [], countsOnly: Bool = false
  ) {
    self.suggestions = suggestions
    self.exceptions = exceptions
    self.countsOnly = countsOnly
  }

  package var text: String {
    let head = "\(suggestions.orders) orders\n"
    return ([head] + suggestions.answers.map(answer) + exceptions.map(exception))
      .joined(separator: "\n")
  }

  // MARK: Phrases

  private func answer(_ answer: Suggestions.Answer) -> String {
    var text = "\(title(answer.question)): \(answer.targetSize) against \(answer.restSize)\n"
    guard !answer.candidates.isEmpty else {
      return text
        + "  no phrase is typical of them beyond chance (\(answer.tests) tried)\n"
    }
    text += "  \(answer.tests) phrases tried; the chance of luck is for all of them together\n"
    for (number, candidate) in answer.candidates.enumerated() {
      text += self.candidate(candidate, number + 1)
    }
    return text
  }

  private func title(_ question: Suggestions.Question) -> String {
    switch question {
    case .unclassified: "UNCLASSIFIED (no intent, or neither topic nor cause)"
    case .missed(let label): "MISSED \(label) \(suggestions.names[label] ?? "")"
    }
  }

  private func candidate(_ candidate: Suggestions.Candidate, _ number: Int) -> String {
    var text =
      "\n  \(number). \(candidate.phrase)  in \(candidate.inTarget) of them, "
      + "\(candidate.inRest) of the others; G² \(tenth(candidate.likelihood)), "
      + "chance \(Self.chance(candidate.chance))\n"
      + "     would tag \(candidate.wouldTag), would disturb \(candidate.wouldDisturb)\n"
    if !countsOnly {
      for sample in candidate.samples { text += "     + \(sample.order): \(sample.passage)\n" }
      for sample in candidate.disturbed { text += "     − \(sample.order): \(sample.passage)\n" }
    }
    if let rule = candidate.rule, !countsOnly {
      text += rule.split(separator: "\n").map { "       \($0)\n" }.joined()
    } else if candidate.rule == nil {
      text += "     disturbs more than it tags: no word for a rule of its own\n"
    }
    return text
  }

  private func tenth(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  static func chance(_ value: Double) -> String {
    value < 0.001 ? "< 0.001" : three(value)
  }

  // MARK: Exceptions

  private func exception(_ one: RuleExceptions) -> String {
    var text = "FALSE ALARMS of \(one.rule): \(one.alarms.count)\n"
    if !countsOnly {
      for alarm in one.alarms.prefix(5) { text += "  \(alarm.order): \(alarm.passage)\n" }
    }
    if one.proposed.isEmpty {
      text += "  no exception loses nothing; the rule itself is to be told better\n"
    }
    for found in one.proposed {
      text +=
        "  \(found.phrase)  silences \(found.silences) of \(one.alarms.count), "
        + "would disturb \(found.disturbs), loses no example and no labelled order\n"
      text += one.text(of: found).split(separator: "\n").map { "    \($0)\n" }.joined()
    }
    for found in one.refused {
      let reason = countsOnly ? "" : " \(found.loses ?? "")"
      text += "  refused: \(found.phrase) would silence \(found.silences), but loses\(reason)\n"
    }
    return text
  }
}
