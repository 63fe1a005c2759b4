/// One test on the way of a rule to a hit; the raw value is stable and stands in JSON.
///
/// In order of weight: where several single tests would do, the first is named.
package enum RuleTest: String, CaseIterable, Sendable {
  /// The hit is negated, supposed, past, asked …
  case context
  /// A line of `unless` holds.
  case unless
  /// The hit lies in a menu, an option list or a template.
  case boilerplate
  case section
  case speaker
  case turns
  /// The hit lies inside a longer phrase.
  case notIn = "not_in"
  case within
  case ordered
  case sameSentence = "same_sentence"
  /// The lines of `when` do not meet in one scope instance.
  case scope
  /// The words of a line do not stand in the text.
  case missingWord = "missing_word"
  /// The rule is a draft, on trial or retired.
  case status

  /// What leaves this test out; nil where nothing can.
  var relaxation: Relaxation {
    switch self {
    case .context: .context
    case .unless: .unless
    case .boilerplate: .boilerplate
    case .section: .section
    case .speaker: .speaker
    case .turns: .turns
    case .notIn: .longerPhrase
    case .within: .window
    case .ordered: .order
    case .sameSentence: .sentence
    case .scope: .scope
    case .missingWord: .absence
    case .status: []
    }
  }

  /// The tests of single hits of a line of `when`.
  static let ofHits: [RuleTest] = [
    .context, .boilerplate, .section, .speaker, .turns, .notIn, .within, .ordered, .sameSentence,
  ]
}
