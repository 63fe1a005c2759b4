/// Keywords, lists and patterns.
extension Explanations {
  static let words: [DiagnosticCode: DiagnosticExplanation] = [
    .shortKeyword: DiagnosticExplanation(
      what: "A keyword has one character.",
      why: "It is found inside many other words: 雷 in 雷州, 地雷, 雷同.",
      avoid: "- any: [雷]",
      prefer: "- any: [打雷, 雷击, 炸雷]"),
    .containedKeyword: DiagnosticExplanation(
      what: "A word of a list holds a word of another meaning of the same list, and a rule counts"
        + " the meanings.",
      why: "The shorter word is found wherever the longer one stands, so one place in an order"
        + " counts as two meanings and gives two votes.",
      avoid: "停电:\n  - 停电\n  - 家里停电",
      prefer: "停电:\n  - 停电 | 家里停电"),
    .duplicateKeyword: DiagnosticExplanation(
      what: "A word stands twice in one list.",
      why: "In two meanings it counts for both, and one word would give two votes.",
      avoid: "停电:\n  - 停电 | 断电\n  - 没电 | 断电",
      prefer: "停电:\n  - 停电 | 断电\n  - 没电"),
    .foldedLiteral: DiagnosticExplanation(
      what:
        "A pattern holds a character that the text to match never contains, such as a full-width"
        + " digit or a traditional character.",
      why: "Text is folded before matching: full width to half width, traditional to simplified.",
      avoid: "- regex: '１０ｋＶ'",
      prefer: "- regex: '10kv'"),
    .wordBoundary: DiagnosticExplanation(
      what: "A pattern has `\\b` beside a Han character.",
      why: "`\\b` holds between a letter and a non-letter. Han characters are letters and are not"
        + " parted by blanks, so inside Chinese text it never holds.",
      avoid: #"- regex: '\b停电\b'"#,
      prefer: "- regex: '(?<!未)停电'"),
    .hanMarks: DiagnosticExplanation(
      what: "A pattern repeats `\\p{Han}` without an end.",
      why: "PCRE2 also counts 、 and 。 as Han, since Chinese is written with them: the repeat runs"
        + " on through lists and into the next sentence. `\\p{sc:Han}` takes characters only.",
      avoid: #"- regex: '线路\p{Han}+停电'"#,
      prefer: #"- regex: '线路\p{sc:Han}{1,8}停电'"#),
    .badPattern: DiagnosticExplanation(
      what: "PCRE2 does not take the pattern.",
      why: "A rule with a pattern that cannot run would never hit.",
      avoid: "- regex: '(停电'",
      prefer: "- regex: '(停电)'"),
    .quadraticPattern: DiagnosticExplanation(
      what: "The time a pattern takes grows with the square of the text: it has several unbounded"
        + " repeats, and from each place it runs on to the end.",
      why: "It is no danger on a short order and slow on a long one.",
      avoid: #"- regex: '打雷.*停电\d+'"#,
      prefer: #"- regex: '打雷.{0,20}停电\d{1,4}'"#),
    .slowPattern: DiagnosticExplanation(
      what: "The time a pattern takes grows with the cube of the text or faster: unbounded repeats"
        + " overlap, so that one stretch can be shared out among them in many ways.",
      why: "One long order could hold up all others, until the limit skips the rule.",
      avoid: #"- regex: '(\p{Han}+)+停电'"#,
      prefer: #"- regex: '\p{Han}{1,8}停电'"#),
  ]
}
