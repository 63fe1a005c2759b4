/// Phrases rules miss, and exceptions they need: everything `suqiu suggest` tells, as values.
package struct Suggestions: Sendable {
  /// Which orders are looked at.
  package enum Question: Hashable, Sendable {
    /// Those without intent, or with neither topic nor cause, against all others.
    case unclassified
    /// Those that should have a label and do not, against those that should not have it.
    case missed(label: String)
  }

  /// An order with the phrase between « and », personal data masked.
  package struct Sample: Equatable, Sendable {
    package var order: String
    package var passage: String
  }

  /// One phrase that is typical of the orders looked at.
  package struct Candidate: Sendable {
    package var phrase: String
    package var inTarget: Int
    package var inRest: Int
    /// G² of the log-likelihood test, and the chance to see it by luck among all phrases tried.
    package var likelihood: Double
    package var chance: Double
    /// The label a rule could give; nil where nothing points to one.
    package var label: String?
    /// Orders looked at in which a rule of this phrase would fire.
    package var wouldTag = 0
    /// Others in which it would, and which do not have the label.
    package var wouldDisturb = 0
    package var samples: [Sample] = []
    package var disturbed: [Sample] = []
    /// A rule to paste into a pack; nil where it would disturb more than it tags.
    package var rule: String?
  }

  /// The answer to one question.
  package struct Answer: Sendable {
    package var question: Question
    package var targetSize: Int
    package var restSize: Int
    /// Phrases that were common enough to be tried.
    package var tests: Int
    /// Most typical first.
    package var candidates: [Candidate]
  }

  package var orders = 0
  package var answers: [Answer] = []
  /// Chinese names of labels.
  package var names: [String: String] = [:]

  package init() {}
}
