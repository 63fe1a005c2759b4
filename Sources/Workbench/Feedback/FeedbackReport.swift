/// What people said against what the rules do, as people and machines read it.
package struct FeedbackReport {
  /// What may be shown.
  package struct Options: Sendable {
    /// Reviewed orders below which no precision is shown: a share of three says nothing.
    package var minimum = 5
    /// Open cases listed.
    package var open = 20
    /// No texts.
    package var countsOnly = false

    package init() {}
  }

  private let evaluation: FeedbackEvaluation
  private let options: Options

  package init(_ evaluation: FeedbackEvaluation, _ options: Options = Options()) {
    self.evaluation = evaluation
    self.options = options
  }

  package var text: String {
    [head, openCases, reviews].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  package var json: JSONValue {
    .members([
      "schema": .string("feedback/1.0"), "orders": .number(evaluation.orders),
      "corrections": .number(evaluation.corrections), "given": .number(evaluation.given),
      "false_alarms": .number(evaluation.falseAlarms), "quiet": .number(evaluation.quiet),
      "open": .array(evaluation.open.map(open)), "minimum": .number(options.minimum),
      "rules": .array(evaluation.reviews.map(review)),
      "outdated": .strings(evaluation.outdated),
    ])
  }

  private func open(_ open: FeedbackEvaluation.Open) -> JSONValue {
    .members([
      "kind": .string(open.kind.rawValue), "target": .string(open.target),
      "order": options.countsOnly ? nil : .string(open.order),
      "text": options.countsOnly ? nil : .string(open.text),
    ])
  }

  /// Counts always; the share only where the sample carries it.
  private func review(_ review: FeedbackEvaluation.Review) -> JSONValue {
    .members([
      "rule": .string(review.rule), "reviewed": .number(review.reviewed),
      "right": .number(review.right), "wrong": .number(review.wrong),
      "precision_percent": review.reviewed >= options.minimum
        ? .number(Int((review.precision * 100).rounded())) : nil,
    ])
  }

  private var head: String {
    let missing = evaluation.corrections - evaluation.given
    let firing = evaluation.falseAlarms - evaluation.quiet
    var table = TextTable(["FEEDBACK", "cases", "met", "open"], indent: "")
    table.add(["纠正 corrections", "\(evaluation.corrections)", "\(evaluation.given)", "\(missing)"])
    table.add(["误判 false alarms", "\(evaluation.falseAlarms)", "\(evaluation.quiet)", "\(firing)"])
    var text = table.text + "on \(evaluation.orders) different texts\n"
    if !evaluation.outdated.isEmpty {
      text += "no longer there: \(evaluation.outdated.joined(separator: ", "))\n"
    }
    return text
  }

  private var openCases: String {
    guard !evaluation.open.isEmpty else { return "" }
    var text = "OPEN\n"
    for open in evaluation.open.prefix(options.open) {
      switch open.kind {
      case .correction:
        let name = evaluation.names[open.target] ?? ""
        text += "  missing \(open.target) \(name)"
      case .falseAlarm: text += "  still fires \(open.target)"
      }
      text += options.countsOnly ? "\n" : "  \(open.order): \(Self.short(open.text))\n"
    }
    let left = evaluation.open.count - options.open
    return left > 0 ? text + "  and \(left) more\n" : text
  }

  private var reviews: String {
    let shown = evaluation.reviews.filter { $0.reviewed >= options.minimum }
    let few = evaluation.reviews.count - shown.count
    var text = ""
    if !shown.isEmpty {
      var table = TextTable(["RULE", "precision", "reviewed", "right", "wrong"], indent: "")
      for review in shown {
        table.add([
          review.rule, three(review.precision), "\(review.reviewed)", "\(review.right)",
          "\(review.wrong)",
        ])
      }
      text = table.text
    }
    if few > 0 {
      text +=
        "\(few) \(few == 1 ? "rule was" : "rules were") reviewed on fewer than "
        + "\(options.minimum) orders: no precision shown\n"
    }
    return text
  }

  private static func short(_ text: String) -> String {
    let line = text.map { $0.isNewline ? " " : $0 }
    return line.count > 60 ? String(line.prefix(60)) + "…" : String(line)
  }
}
