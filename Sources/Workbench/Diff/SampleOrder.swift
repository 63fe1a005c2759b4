/// One order that rules are tried on, with the answer of people where there is one.
package struct SampleOrder: Sendable {
  /// What people find it by: an id or a file name.
  package var id: String
  package var text: String
  /// What people say about it; nil when nobody has looked.
  package var gold: LabelledOrder?
  /// Single labels people spoke of, right or wrong, where they did not judge the whole order.
  package var answers: [String: Bool] = [:]

  package init(
    id: String, text: String, gold: LabelledOrder? = nil, answers: [String: Bool] = [:]
  ) {
    self.id = id
    self.text = text
    self.gold = gold
    self.answers = answers
  }

  /// An order people corrected.
  package init(_ order: FeedbackCases.Order) {
    let answers = order.wanted.map { ($0, true) }
    self.init(
      id: order.name, text: order.text,
      answers: Dictionary(answers, uniquingKeysWith: { first, _ in first }))
  }

  /// Whether people call a label right; nil where nobody said.
  func isRight(_ label: String) -> Bool? { gold?.isRight(label) ?? answers[label] }

  package init(_ order: LabelledOrder) {
    self.init(id: order.id, text: order.text, gold: order)
  }
}

extension LabelledOrder {
  /// Whether people call a label right, such as `cause:lightning` or `urgency:critical`.
  ///
  /// - Returns: nil where they did not judge, or where it is neither required nor wrong.
  package func isRight(_ label: String) -> Bool? {
    guard !optional.contains(label), let colon = label.firstIndex(of: ":") else { return nil }
    let id = String(label[label.index(after: colon)...])
    switch label[..<colon] {
    case "intent": return acceptedIntents.contains(id)
    case "topic": return topics.contains(id)
    case "cause": return causes.contains(id)
    case "channel": return acceptedChannels.contains(id)
    default: return accepted(String(label[..<colon]))?.contains(id)
    }
  }
}
