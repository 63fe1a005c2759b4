/// What a Chinese keyboard and YAML make of each other.
extension Explanations {
  static let typing: [DiagnosticCode: DiagnosticExplanation] = [
    .fullWidthColon: DiagnosticExplanation(
      what: "Behind a key stands the full-width colon `：`.",
      why: "YAML knows only `:` and a blank. With `：` the line is one long word, which is glued to"
        + " the line above or ends in an error far below.",
      avoid: "name：停电",
      prefer: "name: 停电"),
    .wideComma: DiagnosticExplanation(
      what: "A keyword holds `，` or `、`: several words were meant, YAML reads one.",
      why: "`[停电，断电]` is one keyword that no order contains, so the rule never hits.",
      avoid: "- any: [停电，断电]",
      prefer: "- any: [停电, 断电]\n# if the comma belongs to the phrase:\n- any: ['打雷，就停电']"),
    .wideIndent: DiagnosticExplanation(
      what: "A full-width space (U+3000) or no-break space (U+00A0) stands where YAML needs plain"
        + " spaces: in the indent, or behind `-` or `key:`.",
      why: "To YAML it is a letter: `　停电` is another name than `停电`, and the table ends there.",
      avoid: "lists:\n　　停电: [停电]",
      prefer: "lists:\n  停电: [停电]"),
    .tabIndent: DiagnosticExplanation(
      what: "A line is indented with a tab.",
      why: "YAML allows only spaces, since nobody agrees how wide a tab is.",
      avoid: "rules:\n\t- id: outage.home",
      prefer: "rules:\n  - id: outage.home"),
    .badEscape: DiagnosticExplanation(
      what: "In double quotes `\\` begins an escape, and this is none YAML knows.",
      why: "Patterns are full of `\\`. In single quotes every character stands for itself.",
      avoid: #"- regex: "\d{11}""#,
      prefer: #"- regex: '\d{11}'"#),
    .controlCharacter: DiagnosticExplanation(
      what: "A word, pattern or file holds a character nobody can see: a control character, a mark"
        + " without width, a no-break space.",
      why: "The word looks right and matches nothing. In double quotes `\\b` is the back-space"
        + " character, not a word boundary.",
      avoid: #"- regex: "\b停电""#,
      prefer: "- regex: '停电'"),
    .reservedStart: DiagnosticExplanation(
      what: "A value begins with one of * & ! @ % or the backquote.",
      why: "YAML keeps these for itself; some give an error, and `!` silently swallows the word.",
      avoid: "- *停电",
      prefer: "- '*停电'"),
    .mappingText: DiagnosticExplanation(
      what: "Text was wanted, and YAML reads a table: a colon and a blank, or braces, make one.",
      why: "`电压: 低` is the key 电压 with the value 低, not a phrase.",
      avoid: "hit:\n  - 处理结果: 已送电",
      prefer: "hit:\n  - '处理结果: 已送电'\n  - 处理结果：已送电"),
    .emptyKeyword: DiagnosticExplanation(
      what: "A keyword is empty.",
      why: "An empty word is found everywhere, so the rule would hit every order. `- #停电` is"
        + " empty too: behind a blank `#` begins a comment.",
      avoid: "- any:\n    - #停电",
      prefer: "- any:\n    - '#停电'"),
    .cutText: DiagnosticExplanation(
      what: "A text is cut at ` #`, most likely against the author's will.",
      why: "Behind a blank `#` begins a comment: of `城东线 #3变压器` only `城东线` is left.",
      avoid: "hit:\n  - 城东线 #3变压器遭雷击",
      prefer: "hit:\n  - '城东线 #3变压器遭雷击'"),
    .anchor: DiagnosticExplanation(
      what: "The file uses an anchor (`&name`) or an alias (`*name`).",
      why: "What a rule says must stand in the rule, so that one reading shows it; and a few lines"
        + " of aliases can unfold to billions of values.",
      avoid: "停电: &out [停电]\n断电: *out",
      prefer: "lists:\n  停电: [停电, 断电]\n…\n- any: [$停电]"),
  ]
}
