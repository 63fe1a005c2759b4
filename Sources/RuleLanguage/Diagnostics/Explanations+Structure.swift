/// Keys and values.
extension Explanations {
  static let structure: [DiagnosticCode: DiagnosticExplanation] = [
    .unknownKey: DiagnosticExplanation(
      what: "A key is not known in this place.",
      why: "A misspelt `unless` that is silently left out makes a rule hit what it must not.",
      avoid: "unles:\n  - any: [防雷检测]",
      prefer: "unless:\n  - any: [防雷检测]"),
    .missingKey: DiagnosticExplanation(
      what: "A key that must be there is missing.",
      why: "A rule without id cannot be named in results, one without `when` would always hold.",
      avoid: "- name: 雷击\n  gives: {cause: lightning}",
      prefer: "- id: lightning.struck\n  name: 雷击\n  gives: {cause: lightning}\n  when:\n"
        + "    - any: [雷击]"),
    .duplicateKey: DiagnosticExplanation(
      what: "The same key stands twice in one table.",
      why: "Most YAML readers silently keep the last one, so half of the rule would be lost.",
      avoid: "when:\n  - any: [雷击]\nwhen:\n  - any: [落雷]",
      prefer: "when:\n  - any: [雷击, 落雷]"),
    .wrongShape: DiagnosticExplanation(
      what: "A value has another shape than its key needs: text for a list, a list for a table.",
      why: "What was meant can only be guessed, and a guess may be wrong in both directions.",
      avoid: "unless: 防雷检测",
      prefer: "unless:\n  - any: [防雷检测]"),
    .badValue: DiagnosticExplanation(
      what: "A value has the right shape but cannot be: no number, a wrong range, a wrong name.",
      why: "It would be ignored or never hold.",
      avoid: "turns: 0..8",
      prefer: "turns: 1..8"),
    .missingValue: DiagnosticExplanation(
      what: "A key has no value.",
      why: "An empty `when` would hold for every order; an empty `name` shows nothing to people.",
      avoid: "name:",
      prefer: "name: 打雷后停电"),
    .unknownWord: DiagnosticExplanation(
      what: "A word is none of those that may stand here: sections, speakers, contexts, states.",
      why: "These words are English so that no Chinese input method is on while they are typed.",
      avoid: "by: 客户",
      prefer: "by: customer"),
    .duplicateId: DiagnosticExplanation(
      what: "Two rules have the same id.",
      why: "Results, overrides and `suppresses` name rules by id; which one was meant is unclear.",
      avoid: "- id: lightning.struck\n…\n- id: lightning.struck",
      prefer: "- id: lightning.struck\n…\n- id: lightning.struck_line"),
    .unknownLabel: DiagnosticExplanation(
      what: "A label is not in the taxonomy.",
      why: "Everybody who reads results relies on the labels declared there.",
      avoid: "gives: {cause: 雷击}",
      prefer: "gives: {cause: lightning}"),
    .unknownList: DiagnosticExplanation(
      what: "`$name` names a list that is neither in the pack nor in `lists/`.",
      why: "The line would look for the word `$name` itself.",
      avoid: "- any: [$雷店]",
      prefer: "- any: [$雷电]"),
    .unknownRule: DiagnosticExplanation(
      what: "`suppresses` names a rule that does not exist.",
      why:
        "The rule was renamed or removed, and what it gave now stands beside this rule's labels.",
      avoid: "suppresses: [weather.genric]",
      prefer: "suppresses: [weather.generic]"),
    .suppressCycle: DiagnosticExplanation(
      what: "Rules suppress each other in a circle.",
      why: "Which of them remains would depend on the order in which they are looked at.",
      avoid: "a: suppresses: [b]\nb: suppresses: [a]",
      prefer: "a: suppresses: [b]"),
    .orphanOverride: DiagnosticExplanation(
      what: "An override is for a rule that does not exist.",
      why: "The rule was renamed or removed, and the local change is lost.",
      avoid: "target: outage.singel",
      prefer: "target: outage.single"),
    .expiredOverride: DiagnosticExplanation(
      what: "The day until which an override was meant has passed.",
      why: "It keeps working: results must not change at midnight. But somebody should decide.",
      avoid: "until: 2020-09-30",
      prefer: "until: 2027-09-30\nwhy: 迎峰度夏期间，每年复核"),
  ]
}
