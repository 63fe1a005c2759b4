internal import RuleLanguage
internal import Transcripts

/// The schema of `policy.yaml`: every table with its columns.
extension RuleSchemas {
  static var policy: JSONSchema {
    file(
      "policy/1", KnownKeys.policy, KeyTexts.policy,
      [
        "score": score, "margin": .integer(from: 0, to: 10), "cap": .integer(from: 1, to: 1000),
        "axes": axes, "precedence": .table([("intent", .list(of: name))], isClosed: true),
        "fault_groups": .oneOrMore(.any(of: name, label)),
        "requires": rows(
          [("label", labels, "哪些标签"), ("any", keywords, "工单里至少要有其中一个词")]),
        "implies": rows(
          [
            ("when", labels, "有了这些标签之一"), ("gives", labels, "给这些标签加分"),
            ("points", points, "加几分，默认 1"), ("unless_state", states, "工单在这个状态时不加"),
          ], optional: ["points", "unless_state"]),
        "state_points": rows(
          [
            ("state", states, "工单状态"), ("label", labels, "哪些标签"), ("points", points, "加减几分"),
            ("unless_state", states, "工单也在这个状态时不算"),
          ], optional: ["unless_state"]),
        "beats": rows(
          [
            ("winner", labels, "赢家"), ("loser", labels, "输家，去掉"),
            ("when", labels, "只在这些标签之一也在时"),
          ], optional: ["when"]),
        "clears": rows(
          [
            ("when", labels, "定了这个标签"),
            ("clears", .oneOrMore(.word(Taxonomy.Axis.allCases.map(\.name))), "清空这些轴"),
          ]),
        "denials": rows(
          [("labels", labels, "哪些标签"), ("words", keywords, "查勘里有这些话，就不成立")]),
        "generic": .table(
          [("labels", labels), ("minus", .integer(from: 0, to: 1000))], isClosed: true),
        "improvement": rows(
          [("of", labels, "成因、成因组或主题"), ("is", name, "改进方向，见 taxonomy.yaml")]),
        "review": .table(
          [
            ("low_score", .integer(from: 0, to: 1000)),
            ("too_short", .integer(from: 0, to: 1000)),
          ], isClosed: true),
        "pii": .table(
          PersonalDataKind.allCases.map {
            ("\($0.name)", .word(Policy.Privacy.allCases.map(\.rawValue)))
          }, isClosed: true),
        "soft": .table(ofAny: softAxis, named: "^[a-z_]+$"),
      ], [])
  }

  // MARK: Parts

  private static let name = JSONSchema.text(matching: "^[a-z0-9_]+$")
  private static let points = JSONSchema.integer(from: -10, to: 10)
  private static let need = JSONSchema.integer(from: 0, to: 1000)

  /// `cause:lightning`, `urgency:critical`, `group:natural`.
  private static let label = JSONSchema.text(matching: "^[a-z0-9_]+:[a-z0-9_]+$")
  private static let labels = JSONSchema.oneOrMore(label)

  private static var axes: JSONSchema {
    let axis = JSONSchema.table(
      [
        ("keep", .integer(from: 1, to: 10)),
        ("need", .any(of: need, .table([("first", need), ("more", need)], isClosed: true))),
        ("contexts", contexts),
      ], isClosed: true)
    return .table(
      [
        ("intent", axis), ("topic", axis), ("cause", axis),
        ("attribute", .table([("contexts", contexts)], isClosed: true)),
      ], isClosed: true)
  }

  private static var softAxis: JSONSchema {
    let logit = JSONSchema.integer(from: -100_000, to: 100_000)
    return .table(
      [
        ("scale", .integer(from: 0, to: 100_000)), ("neutral", logit),
        ("up", .integer(from: 0, to: 1000)), ("down", .integer(from: 0, to: 1000)),
        ("alone", .any(of: logit, .constant("never"))), ("decides", .boolean),
        ("lean", .table(ofAny: logit)),
      ], isClosed: true)
  }

  /// The rows of a table: all columns are needed but those that are optional.
  private static func rows(
    _ columns: [(key: String, schema: JSONSchema, text: String)], optional: [String] = []
  ) -> JSONSchema {
    .list(
      of: .table(
        columns.map { ($0.key, $0.schema.described($0.text)) },
        required: columns.map(\.key).filter { !optional.contains($0) }, isClosed: true))
  }
}
