/// Rules as a whole.
extension Explanations {
  static let rules: [DiagnosticCode: DiagnosticExplanation] = [
    .failedExample: DiagnosticExplanation(
      what:
        "An example beside a rule does not do what it says: a `hit` the rule misses, or a `miss`"
        + " it hits.",
      why: "Examples are the promise of a rule; a set that breaks one is not loaded.",
      avoid: "when:\n  - any: [雷击]\nhit:\n  - 一声炸雷后没电了",
      prefer: "when:\n  - any: [雷击, 炸雷]\nhit:\n  - 一声炸雷后没电了"),
    .noExamples: DiagnosticExplanation(
      what: "A rule has no `hit` or no `miss`.",
      why: "Nobody will know later what the rule is for, and a change that breaks it stays unseen.",
      avoid: "when:\n  - any: [雷击]",
      prefer: "when:\n  - any: [雷击]\nhit:\n  - 变压器遭雷击\nmiss:\n  - 预约防雷检测"),
    .unusedLabel: DiagnosticExplanation(
      what: "No rule gives a label that the taxonomy declares.",
      why:
        "Reports show it with zero, which reads as `never happens` and means `never looked for`.",
      avoid: "heat: {zh: 高温}   # and no rule with gives: {cause: heat}",
      prefer: "- id: weather.heat\n  gives: {cause: heat}"),
    .conflictingRules: DiagnosticExplanation(
      what: "Two rules look for the same and give different intents, or different values of one"
        + " attribute.",
      why: "Both always fire together, so one of the labels only stands in the way of the other.",
      avoid: "- id: a.one   # any: [停电通知], gives: {intent: inquiry}\n"
        + "- id: a.two   # any: [停电通知], gives: {intent: complaint}",
      prefer: "- id: a.one   # any: [停电通知], gives: {intent: inquiry}"),
    .neverMatches: DiagnosticExplanation(
      what: "A rule can never fire: its lines exclude each other, or its own words are excluded by"
        + " `unless` or `not_in`.",
      why: "It looks as if something were covered that is not.",
      avoid: "when:\n  - any: [防雷检测]\nunless:\n  - any: [防雷]",
      prefer: "when:\n  - any: [雷击]\nunless:\n  - any: [防雷检测]"),
    .alwaysSuppressed: DiagnosticExplanation(
      what: "Wherever a rule fires, another one fires too and suppresses it.",
      why: "It never votes, and whoever reads it believes it does.",
      avoid: "- id: a.word   # any: [雷击], suppresses: [a.hit]\n- id: a.hit    # any: [遭雷击]",
      prefer: "- id: a.word   # any: [雷击], unless: any: [遭雷击]\n- id: a.hit    # any: [遭雷击]"),
    .twinRules: DiagnosticExplanation(
      what: "Two rules have the same `when`, `unless` and `gives`.",
      why: "One is a copy that somebody forgot to change, or to delete.",
      avoid: "- id: lightning.struck   # any: [雷击]\n- id: lightning.hit      # any: [雷击]",
      prefer: "- id: lightning.struck   # any: [雷击, 落雷]"),
  ]
}
