internal import Matching
internal import RuleLanguage
internal import Transcripts
internal import Workbench

/// Which stretches of a text speak for which label.
struct EvidenceMarks {
  private struct Mark {
    var span: TextSpan
    var axis: String
    var tip: String
    /// Found, and not counted: negated, supposed, or its label lost.
    var isWeak: Bool
  }

  private var marks: [Mark] = []

  init(_ account: OrderAccount, _ labels: [Taxonomy.Label], _ rules: [Rule], _ names: LabelNames) {
    for label in account.given { add(label, isWeak: false, labels, rules, names) }
    for label in account.dropped { add(label, isWeak: true, labels, rules, names) }
  }

  private mutating func add(
    _ account: LabelAccount, isWeak: Bool, _ labels: [Taxonomy.Label], _ rules: [Rule],
    _ names: LabelNames
  ) {
    let label = labels[account.label]
    for vote in account.votes {
      guard case .rule(let number) = vote.source else { continue }
      for place in vote.places {
        let context = SectionWords.context(place.context, names.language)
        marks.append(
          Mark(
            span: place.span, axis: label.axis.name,
            tip: "\(names[label.key]) · \(rules[number].id) · \(context)",
            isWeak: isWeak || place.context == .negated || place.context == .supposed))
      }
    }
  }

  /// The text of a span cut where marks and personal data begin and end.
  func runs(
    in span: TextSpan, of scalars: [Unicode.Scalar], personal: [TextSpan]
  ) -> [JSONValue] {
    let inside = marks.filter { $0.span.start < span.end && span.start < $0.span.end }
    let hidden = personal.filter { $0.start < span.end && span.start < $0.end }
    var cuts: Set<Int> = [span.start, span.end]
    for one in inside.map(\.span) + hidden {
      cuts.formUnion([one.start, one.end].filter { span.start < $0 && $0 < span.end })
    }
    let bounds = cuts.sorted()
    return zip(bounds, bounds.dropFirst()).map { start, end in
      let here = inside.filter { $0.span.start <= start && end <= $0.span.end }
      let isWeak = !here.isEmpty && here.allSatisfy(\.isWeak)
      let first = here.first { !$0.isWeak } ?? here.first
      var tips: [String] = []
      for mark in here where !tips.contains(mark.tip) { tips.append(mark.tip) }
      return .members([
        "start": .number(start), "end": .number(end),
        "words": .string(String(String.UnicodeScalarView(scalars[start..<end]))),
        "marked": .bool(!here.isEmpty), "weak": .bool(isWeak),
        "axis": .string(first?.axis ?? ""), "tip": .string(tips.joined(separator: "\n")),
        "personal": .bool(hidden.contains { $0.start <= start && end <= $0.end }),
      ])
    }
  }
}

/// A text with its personal data covered, one character for one.
enum MaskedText {
  static func masked(_ text: String, _ engine: RuleEngine) -> String {
    var classifier = OrderClassifier(engine: engine)
    classifier.explain(text: text)
    return classifier.text(TextSpan(start: 0, end: classifier.document.count))
  }
}
