internal import Matching
internal import RuleLanguage
internal import Transcripts

/// The JSON Schema of results, `classified/1.0`.
///
/// Objects are open: readers ignore what they do not
/// know.
package enum ResultSchema {
  /// What the root describes.
  package enum Root: String, CaseIterable, Sendable {
    /// The `data` object, which is also a line of `classify --jsonl`.
    case data
    /// The CloudEvents envelope the daemon writes.
    case envelope
    /// Any line of a results stream: data, envelope or error.
    case line
  }

  package static func document(_ root: Root) -> JSONValue {
    let reference: JSONSchema =
      switch root {
      case .data: .reference("data")
      case .envelope: .reference("envelope")
      case .line:
        .any(of: .reference("envelope"), .reference("data"), .reference("failure"))
      }
    return JSONSchema.document(
      id: "urn:suqiu:classified:1.0" + (root == .data ? "" : ":\(root.rawValue)"),
      title: "Suqiu classified/1.0", root: reference.members, definitions: definitions)
  }

  private static let count = JSONSchema.integer(from: 0)
  private static let identifier = JSONSchema.text(matching: "^[a-z][a-z0-9_]*$")
  private static let key = JSONSchema.text(matching: "^[a-z][a-z0-9_]*:[a-z0-9_]+$")
  private static let rule = JSONSchema.string
  private static let sections = Section.allCases.map(\.name)
  private static let speakers = Speaker.allCases.compactMap(\.name)
  private static let contexts = HitContext.allCases.map(\.name)
  private static let kinds = PersonalDataKind.allCases.map { "\($0.name)" }

  private static var definitions: [(key: String, schema: JSONSchema)] {
    [
      ("data", data), ("envelope", envelope), ("failure", failure), ("document", document),
      ("label", label), ("evidence", evidence), ("dropped", dropped),
    ]
  }

  private static var envelope: JSONSchema {
    .table(
      [
        ("specversion", .constant("1.0")), ("type", .constant("suqiu.classified.v1")),
        ("source", .string),
        ("id", .string.described("claim id; rows of batch files end in -<row>")),
        ("subject", .string), ("time", .string),
        ("seq", .text(matching: "^[0-9]{16}$").described("rises with each claim of one source")),
        ("duplicateof", .string.described("id of the last delivery with this name and content")),
        ("datacontenttype", .constant("application/json")),
        ("dataschema", .constant("urn:suqiu:classified:1.0")),
        ("suqiuengine", .word(["jit", "interpreter"])), ("data", .reference("data")),
      ],
      required: ["specversion", "type", "source", "id", "datacontenttype", "dataschema", "data"])
  }

  private static var failure: JSONSchema {
    .table(
      [
        ("id", JSONSchema([])),
        (
          "error",
          .table(
            [("code", .string), ("message", .string), ("line", .integer(from: 1))],
            required: ["code", "message", "line"])
        ),
      ], required: ["id", "error"])
  }

  private static var data: JSONSchema {
    .table(
      [
        ("id", JSONSchema([]).described("the input's own id, or sha256:<16>-rs:<16>")),
        ("schema", .text(matching: #"^classified/1\."#)),
        ("status", .word(["ok", "partial"])),
        ("row", .integer(from: 1).described("1-based, in batch files")),
        ("row_id", JSONSchema([]).described("the row's own id, where id is the claim's")),
        ("document", .reference("document")),
        (
          "ruleset",
          .table(
            [
              ("digest", .text(matching: "^sha256:[0-9a-f]{64}$")), ("label", .string),
              ("suqiu", .string),
            ], required: ["digest", "label", "suqiu"])
        ),
        ("intent", .orNull(.reference("label")).described("null when no rule decides")),
        ("topics", .list(of: .reference("label"))), ("causes", .list(of: .reference("label"))),
        ("attributes", .table(ofAny: identifier)),
        (
          "review",
          .table(
            [
              ("needed", .boolean),
              (
                "why",
                .list(of: .word(["no_intent", "conflict", "low_score", "partial", "too_short"]))
              ),
            ], required: ["needed", "why"])
        ),
        (
          "fields",
          .list(
            of: .table(
              [("name", .string), ("value", .string), ("start", count), ("end", count)],
              required: ["name", "value", "start", "end"]))
        ),
        ("evidence", .list(of: .reference("evidence"))),
        ("dropped", .list(of: .reference("dropped"))),
        (
          "pii",
          .list(
            of: .table(
              [
                ("type", .word(kinds)), ("start", count), ("end", count),
                ("action", .word(["mask", "keep"])),
              ], required: ["type", "start", "end", "action"]))
        ),
        (
          "shadow",
          .list(
            of: .table(
              [
                ("rule", rule), ("label", key), ("score", .integer()), ("start", count),
                ("end", count), ("quote", .string),
              ], required: ["rule", "label", "score", "start", "end", "quote"]))
        ),
        (
          "skipped",
          .list(
            of: .table(
              [("rule", rule), ("why", .word(["limit", "error", "breaker", "deadline"]))],
              required: ["rule", "why"]))
        ),
      ],
      required: [
        "schema", "status", "document", "ruleset", "intent", "topics", "causes", "attributes",
        "review", "fields", "evidence", "dropped", "pii", "shadow", "skipped",
      ])
  }

  private static var document: JSONSchema {
    .table(
      [
        ("name", .string), ("name_b64", .string.described("a name that is not UTF-8")),
        ("sha256", .text(matching: "^[0-9a-f]{64}$")), ("bytes", count), ("code_points", count),
        ("encoding", .string), ("format", identifier),
        ("offset_unit", .constant("unicode_code_point")), ("notes", .table(ofAny: count)),
      ],
      required: ["sha256", "bytes", "code_points", "encoding", "format", "offset_unit"])
  }

  private static var label: JSONSchema {
    .table(
      [
        ("id", identifier), ("group", .string.described("causes only")), ("zh", .string),
        ("en", .string), ("score", .integer(from: 1)), ("rules", .list(of: rule)),
      ], required: ["id", "zh", "en", "score", "rules"])
  }

  private static var evidence: JSONSchema {
    .table(
      [
        ("rule", rule), ("label", key), ("clause", .string),
        ("start", count.described("Unicode code points of the decoded original, half-open")),
        ("end", count), ("quote", .string.described("as written, personal data masked by `*`")),
        ("section", .word(sections)), ("turn", .orNull(.integer(from: 1))),
        ("speaker", .orNull(.word(speakers))), ("context", .word(contexts)),
        ("term", .orNull(.string).described("the standard word; null for a pattern")),
        ("how", .word(["sound", "soft"])),
      ],
      required: [
        "rule", "label", "clause", "start", "end", "quote", "section", "turn", "speaker",
        "context", "term",
      ])
  }

  private static var dropped: JSONSchema {
    .table(
      [
        ("label", key), ("score", .integer()), ("why", .word(DropWords.all)),
        ("by", .string.described("the label or rule that took its place")),
      ], required: ["label", "score", "why"])
  }
}
