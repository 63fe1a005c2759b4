internal import Matching

/// An evaluation as people read it.
package struct EvaluationReport {
  /// What may be shown.
  package struct Options: Sendable {
    /// How many wrong orders are listed.
    package var errors = 0
    /// Only errors with this label, such as `cause:lightning`.
    package var about: String?
    /// Neither texts nor ids of orders.
    package var countsOnly = false

    package init() {}
  }

  private let evaluation: Evaluation
  private let options: Options

  package init(_ evaluation: Evaluation, _ options: Options = Options()) {
    self.evaluation = evaluation
    self.options = options
  }

  package var text: String {
    var parts = [head, figures]
    parts += [EvalAxis.intent, .topics, .causes, .causeGroups].map(labels)
    parts += [confusion, slices("FILES", evaluation.files), slices("TAGS", evaluation.tags), rules]
    if options.errors > 0 {
      parts.append(options.countsOnly ? "ERRORS  not shown: counts only\n" : errors)
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var head: String {
    let counts = evaluation.counts
    let partial = evaluation.partialOrders
    return "\(counts[.orders]) orders"
      + (partial > 0 ? ", \(partial) of them partial (a rule met a limit)" : "") + "\n"
  }

  private var figures: String {
    var table = TextTable(["FIGURE", "value", "95 % interval", "over"], indent: "")
    for figure in evaluation.figures {
      table.add([
        figure.name, three(figure.value), "\(three(figure.low))–\(three(figure.high))",
        over(figure.name),
      ])
    }
    return table.text
  }

  /// What a figure is a share of, where that is not plain.
  private func over(_ name: String) -> String {
    let counts = evaluation.counts
    let axis = name.split(separator: ".").first.flatMap { EvalAxis(rawValue: String($0)) }
    if name.hasSuffix("macro_f1"), let axis {
      return "\(evaluation.macroLabels[axis] ?? 0) labels"
    }
    switch name {
    case "false_causes": return "\(counts[.withoutCause]) orders without cause"
    case "exact": return "\(three(share(counts[.exactWithChannel], counts[.orders]))) with channel"
    case "intent.accuracy":
      return "\(three(share(counts[.intentStrict], counts[.orders]))) without alternatives"
    case "critical.recall": return "\(counts.critical.support) orders"
    case "hazard.recall": return "\(counts.hazard.support) orders"
    default: break
    }
    for attribute in CountLayout.attributes where name == attribute.name + ".accuracy" {
      return "\(counts[attribute.judged]) judged"
    }
    return ""
  }

  /// The labels of an axis: those with most errors first, intents by frequency.
  private func labels(_ axis: EvalAxis) -> String {
    let counts = evaluation.counts
    let tallies = (counts.layout.labels[axis] ?? []).map { ($0, counts.tally(axis, $0)) }
      .sorted { one, other in
        if axis != .intent, one.1.errors != other.1.errors { return one.1.errors > other.1.errors }
        if one.1.support != other.1.support { return one.1.support > other.1.support }
        return one.0 < other.0
      }
    guard !tallies.isEmpty else { return "" }
    var table = TextTable(
      [axis.rawValue.uppercased(), "gold", "hit", "false", "missed", "P", "R", "F1"], indent: "")
    for (label, tally) in tallies {
      table.add([
        label, "\(tally.support)", "\(tally.hits)", "\(tally.falseAlarms)", "\(tally.misses)",
        three(tally.precision), three(tally.recall), three(tally.f1),
      ])
    }
    return table.text
  }

  /// Rows are what was wanted, columns what was found.
  private var confusion: String {
    let wanted = evaluation.confusion.keys.sorted()
    let found = Set(evaluation.confusion.values.flatMap(\.keys)).union(wanted).sorted()
    let columns = found.filter { $0 != Evaluation.noIntent } + [Evaluation.noIntent]
    var table = TextTable(
      ["CONFUSION (wanted ↓ found →)"]
        + columns.indices.map { index in
          columns[index] == Evaluation.noIntent ? "none" : "\(index + 1)"
        }, indent: "")
    for (index, intent) in columns.enumerated() where evaluation.confusion[intent] != nil {
      let row = evaluation.confusion[intent] ?? [:]
      table.add(
        ["\(index + 1) \(intent)"] + columns.map { row[$0].map { "\($0)" } ?? "·" })
    }
    return table.text
  }

  private func slices(_ title: String, _ parts: [Evaluation.Part]) -> String {
    guard parts.count > 1 else { return "" }
    var table = TextTable(
      [
        title, "orders", "intent", "topic F1", "cause P", "cause R", "cause F1", "false cause",
        "exact", "channel",
      ], indent: "")
    for part in parts {
      let counts = part.counts
      let orders = counts[.orders]
      let topics = counts.total(.topics)
      let causes = counts.total(.causes)
      let shown = [
        (topics.f1, topics), (causes.precision, causes), (causes.recall, causes),
        (causes.f1, causes),
      ].map { $1.isEmpty ? "-" : three($0) }
      table.add(
        [part.name, "\(orders)", three(share(counts[.intentRight], orders))] + shown + [
          three(share(counts[.anyFalseCause], orders)), three(share(counts[.exact], orders)),
          three(share(counts[.channelRight], orders)),
        ])
    }
    return table.text
  }

  private var rules: String {
    let rules = evaluation.rules
    guard rules.ruleCount > 0 else { return "" }
    let isSuspicious = rules.singleHitShare > RuleUse.suspiciousShare
    var text =
      "RULES  \(rules.ruleCount) active, \(rules.silent) silent, \(rules.singleHits.count) hit "
      + "one order alone (\(three(rules.singleHitShare)) of the pack"
      + (isSuspicious ? ", above \(three(RuleUse.suspiciousShare)): a sign of overfitting" : "")
      + ")\n"
    for id in rules.singleHits.prefix(Self.shownRules) { text += "  \(id)\n" }
    if rules.singleHits.count > Self.shownRules {
      text += "  … \(rules.singleHits.count - Self.shownRules) more (--format json lists all)\n"
    }
    return text
  }

  private static let shownRules = 12

  // MARK: Errors

  private var errors: String {
    let chosen = evaluation.misses.filter { miss in
      options.about.map { Self.isAbout($0, miss.score) } ?? true
    }
    var text = "ERRORS  \(min(options.errors, chosen.count)) of \(chosen.count)"
    text += options.about.map { " with \($0)" } ?? ""
    text += "\n"
    for miss in chosen.prefix(options.errors) { text += Self.text(of: miss) }
    return text
  }

  private static func isAbout(_ label: String, _ score: ScoredOrder) -> Bool {
    wrong(score).contains { $0.label == label }
  }

  /// What is wrong with an order, as written labels.
  static func wrong(_ score: ScoredOrder) -> [(label: String, isMissed: Bool)] {
    let axes = [("intent", score.intent), ("topic", score.topics), ("cause", score.causes)]
    return axes.flatMap { name, labels in
      labels.misses.map { ("\(name):\($0)", true) }
        + labels.falseAlarms.map { ("\(name):\($0)", false) }
    }
  }

  /// One order: its text, what is missed and false, and who spoke for what.
  private static func text(of miss: Evaluation.Miss) -> String {
    var text = "\n\(miss.order.id)  \(miss.order.tags.joined(separator: " "))\n"
    text += "  \(miss.order.text.replacing("\n", with: " ⏎ "))\n"
    for (label, isMissed) in wrong(miss.score) {
      let dropped = miss.outcome.dropped.first { $0.label == label }
      let why = isMissed ? dropped.map { "  (dropped: \($0.why))" } ?? "" : ""
      text += "  \(isMissed ? "missed" : "false ") \(label)\(why)\n"
    }
    for rule in miss.outcome.rules {
      let mark = rule.counts ? "" : "  (does not count)"
      text += "    \(rule.id) → \(rule.label)  «\(rule.quote.replacing("\n", with: "⏎"))»\(mark)\n"
    }
    return text
  }
}
