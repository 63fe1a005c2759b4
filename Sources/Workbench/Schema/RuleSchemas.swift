internal import RuleLanguage
internal import Transcripts

/// The JSON Schema of rule files, for editors: keys come from the reader's own tables, so a key the
/// reader knows cannot be missing here.
package enum RuleSchemas {
  package static var document: JSONValue {
    JSONSchema.document(
      id: "urn:suqiu:rules:1", title: "Suqiu rule files",
      root: [
        (
          "oneOf",
          .array(files.map { JSONSchema.reference($0.key).json })
        )
      ],
      definitions: files + parts)
  }

  private static var files: [(key: String, schema: JSONSchema)] {
    [
      ("pack", pack), ("override", override), ("cues", cues), ("policy", policy),
      ("layouts", layouts), ("taxonomy", taxonomy),
    ]
  }

  private static var parts: [(key: String, schema: JSONSchema)] {
    [
      ("rule", table(KnownKeys.rule, KeyTexts.rule, ruleValues, ["id", "name", "gives", "when"])),
      (
        "change",
        table(KnownKeys.rule.filter { $0 != "id" }, KeyTexts.rule, changeValues, [])
      ),
      ("clause", table(KnownKeys.clause, KeyTexts.clause, clauseValues, [])),
      ("exclusion", table(KnownKeys.exclusion, KeyTexts.clause, clauseValues, [])),
      ("cue", table(KnownKeys.cue, KeyTexts.cue, cueValues, ["say", "kind"])),
    ]
  }

  /// A closed table of known keys with their texts; a key without a schema of its own takes
  /// anything.
  private static func table(
    _ keys: [String], _ texts: [String: String], _ values: [String: JSONSchema],
    _ required: [String]
  ) -> JSONSchema {
    .table(
      keys.map { key in
        let value = values[key] ?? JSONSchema([])
        return (key, texts[key].map { value.described($0) } ?? value)
      }, required: required, isClosed: true)
  }

  // MARK: Values

  /// A keyword that looks like a number or a truth value is text all the same.
  private static let keyword = JSONSchema([("type", .strings(["string", "number", "boolean"]))])
  static let keywords = JSONSchema.oneOrMore(keyword)
  private static let sections = JSONSchema.oneOrMore(.word(Section.allCases.map(\.name)))
  private static let speakers = JSONSchema.oneOrMore(.word(Speaker.allCases.compactMap(\.name)))
  static let contexts = JSONSchema.oneOrMore(.word(HitContext.allCases.map(\.name)))
  private static let scope = JSONSchema.word(Rule.Scope.allCases.map(\.rawValue))
  private static let examples = JSONSchema.list(of: .string)
  static let states = JSONSchema.word(Cues.stateNames)
  static let score = JSONSchema.integer(from: 1, to: 10)

  private static let ruleId = JSONSchema.text(matching: #"^[a-z0-9_]+(\.[a-z0-9_]+)+$"#)

  /// What an override may append or replace: a line to append may stand without its list.
  private static var changeValues: [String: JSONSchema] {
    var values = ruleValues
    values["when"] = .oneOrMore(.reference("clause"))
    values["unless"] = .oneOrMore(.reference("exclusion"))
    for key in ["hit", "miss", "todo_hit"] { values[key] = .oneOrMore(.string) }
    return values
  }

  private static var ruleValues: [String: JSONSchema] {
    [
      "id": ruleId, "name": .string,
      "status": .word(Rule.Status.allCases.map(\.rawValue)),
      "gives": .table(ofAny: keywords), "score": .any(of: score, .table(ofAny: score)),
      "in": sections, "by": speakers, "scope": scope,
      "when": .list(of: .reference("clause"), atLeast: 1),
      "unless": .list(of: .reference("exclusion")), "context": contexts,
      "suppresses": .oneOrMore(.string), "sounds_like": .boolean,
      "fields": .table(ofAny: .table([("regex", .string)], required: ["regex"])),
      "hit": examples, "miss": examples, "todo_hit": examples, "note": .string,
      "expect": .string, "owner": .string,
    ]
  }

  private static var clauseValues: [String: JSONSchema] {
    [
      "any": keywords, "all": keywords,
      "at_least": .table(
        [("count", .integer(from: 1, to: 100)), ("of", keywords)], required: ["count", "of"],
        isClosed: true),
      "near": .list(of: keywords, atLeast: 2), "regex": .string,
      "within": .integer(from: 0, to: 200), "ordered": .boolean, "by": speakers, "in": sections,
      "turns": .any(of: .text(matching: #"^-?\d+(\.\.-?\d+)?$"#), .integer()),
      "context": contexts, "not_in": keywords, "scope": scope,
    ]
  }

  private static var cueValues: [String: JSONSchema] {
    [
      "say": keywords, "kind": .word(HitContext.allCases.map(\.name) + ["finding", "denial"]),
      "looks": .word(Cues.Direction.allCases.map(\.rawValue)),
      "reach": .integer(from: 0, to: 200), "ends": .word(Cues.End.allCases.map(\.rawValue)),
      "lists_members": .boolean,
    ]
  }

  // MARK: Files

  static func file(
    _ format: String, _ keys: [String], _ texts: [String: String],
    _ values: [String: JSONSchema], _ required: [String]
  ) -> JSONSchema {
    var all = values
    all["format"] = .constant(format)
    return table(keys, texts, all, ["format"] + required)
  }

  private static var pack: JSONSchema {
    file(
      "rules/1", KnownKeys.pack, KeyTexts.pack,
      [
        "pack": .string, "owner": .string, "lists": .table(ofAny: .list(of: keyword)),
        "rules": .list(of: .reference("rule")),
      ], ["pack", "rules"])
  }

  private static var override: JSONSchema {
    file(
      "override/1", KnownKeys.override, KeyTexts.override,
      [
        "target": ruleId, "append": .reference("change"), "replace": .reference("change"),
        "why": .string,
        "until": .text(matching: #"^\d{4}-\d{2}-\d{2}$"#),
      ], ["target", "why", "until"])
  }

  private static var cues: JSONSchema {
    file(
      "cues/1", KnownKeys.cues, KeyTexts.cues,
      [
        "ends": .table([("clause", keywords), ("words", keywords)], isClosed: true),
        "pseudo": keywords, "cues": .list(of: .reference("cue")), "gap_negations": keywords,
        "affirm": keywords, "deny": keywords,
        "states": .table(Cues.stateNames.map { ($0, keywords) }, isClosed: true),
        "examples": .list(
          of: .table(
            [
              ("text", .string), ("context", .word(HitContext.allCases.map(\.name))),
              ("state", .word(Cues.stateNames + ["none"])),
            ], required: ["text"], isClosed: true)),
      ], [])
  }

  private static var layouts: JSONSchema {
    file(
      "layouts/1", KnownKeys.layouts, KeyTexts.layouts,
      [
        "fields": .list(
          of: .table(
            [
              ("names", keywords), ("section", .word(Section.allCases.map(\.name))),
              ("field", .string),
            ], required: ["names", "section"], isClosed: true)),
        "speakers": .list(
          of: .table(
            [("names", keywords), ("speaker", .word(Speaker.allCases.compactMap(\.name)))],
            required: ["names", "speaker"], isClosed: true)),
        "findings": keywords,
        "boilerplate": .list(
          of: .table(
            [
              ("starts", keywords),
              ("until", .word(Layouts.Boilerplate.Until.allCases.map(\.rawValue))),
            ], required: ["starts"], isClosed: true)),
        "option_lists": .table([("marks", keywords), ("denies", keywords)], isClosed: true),
      ], [])
  }

  private static var taxonomy: JSONSchema {
    // Results and file names carry the ids.
    let name = "^[a-z0-9_]+$"
    let label = JSONSchema.table(
      [
        ("zh", .string), ("en", .string), ("means", .string), ("seed", .oneOrMore(keyword)),
        ("expect", .string),
      ],
      required: ["zh"], isClosed: true)
    let labels = JSONSchema.table(ofAny: label, named: name)
    let attribute = JSONSchema.table(
      [
        ("values", .list(of: .text(matching: name), atLeast: 1)),
        ("nothing", .text(matching: name)), ("means", .string), ("zh", .string), ("en", .string),
      ], required: ["values"], isClosed: true)
    return file(
      "taxonomy/1", KnownKeys.taxonomy, KeyTexts.taxonomy,
      [
        "intent": labels, "topic": labels, "cause": .table(ofAny: labels),
        "attributes": .table(ofAny: attribute, named: name),
      ], ["intent", "topic", "cause"])
  }
}
