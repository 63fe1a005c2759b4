/// One figure of an evaluation with its 95 % bootstrap interval.
package struct Figure: Equatable, Sendable {
  package var name: String
  package var value: Double
  package var low: Double
  package var high: Double
}

/// The figures an evaluation states and gates may ask for.
package struct FigureMaker: Sendable {
  /// Labels the macro means run over: fixed by the whole corpus, the same in every resample.
  private let kept: [EvalAxis: [String]]

  /// Intents and groups count whenever they are wanted at all, topics and causes from `support` on.
  init(_ whole: Counts, support: Int) {
    kept = Dictionary(
      uniqueKeysWithValues: EvalAxis.allCases.map { axis in
        let least = axis == .topics || axis == .causes ? support : 1
        return (axis, whole.labels(axis, support: least))
      })
  }

  /// How many labels a macro mean runs over.
  func labelCount(_ axis: EvalAxis) -> Int { kept[axis]?.count ?? 0 }

  func macroF1(_ axis: EvalAxis, _ counts: Counts) -> Double {
    counts.macroF1(axis, of: kept[axis] ?? [])
  }

  /// The names, in the order figures are told.
  package static let names = [
    "intent.accuracy", "intent.macro_f1",
    "topics.micro_f1", "topics.precision", "topics.recall", "topics.macro_f1",
    "causes.micro_f1", "causes.precision", "causes.recall", "causes.macro_f1",
    "cause_groups.micro_f1", "cause_groups.macro_f1",
    "false_causes", "exact", "channel.accuracy",
    "urgency.accuracy", "safety_hazard.accuracy", "repeat_contact.accuracy", "sentiment.accuracy",
    "critical.recall", "critical.precision", "hazard.recall", "hazard.precision",
  ]

  /// The values of `names` for some counts.
  func values(_ counts: Counts) -> [Double] {
    let orders = counts[.orders]
    let topics = counts.total(.topics)
    let causes = counts.total(.causes)
    var values = [
      share(counts[.intentRight], orders), macroF1(.intent, counts),
      topics.f1, topics.precision, topics.recall, macroF1(.topics, counts),
      causes.f1, causes.precision, causes.recall, macroF1(.causes, counts),
      counts.total(.causeGroups).f1, macroF1(.causeGroups, counts),
      share(counts[.falseOnWithoutCause], counts[.withoutCause]), share(counts[.exact], orders),
      share(counts[.channelRight], orders),
    ]
    for attribute in CountLayout.attributes {
      values.append(share(counts[attribute.right], counts[attribute.judged]))
    }
    let critical = counts.critical
    let hazard = counts.hazard
    return values + [critical.recall, critical.precision, hazard.recall, hazard.precision]
  }
}
