import RuleLanguage

/// A small sound rules folder in memory, for tests that look at one file of it.
enum RulesFixture {
  static let taxonomy = """
    format: taxonomy/1
    intent:
      fault_repair: {zh: 故障报修, en: Fault repair, means: wants power back}
      inquiry: {zh: 咨询查询, en: Inquiry}
      praise: {zh: 表扬, en: Praise}
    topic:
      outage: {zh: 停电, en: Power outage}
      voltage: {zh: 电压质量, en: Voltage quality}
    cause:
      natural:
        lightning: {zh: 雷击, en: Lightning}
        wind_rain: {zh: 大风暴雨, en: Wind and rain}
      equipment:
        fuse_fault: {zh: 熔断器故障, en: Fuse}
        equipment_other: {zh: 其他设备故障, en: Other equipment}
    attributes:
      channel: {values: [hall, hotline, unknown]}
      urgency: {values: [critical, urgent, normal]}
      improvement: {values: [grid_operation, consultation, none]}

    """

  /// Labels of nothing but themselves, so that no test is drowned in `unused-label`.
  static let allLabels = """
    format: rules/1
    pack: all
    rules:
      - id: all.labels
        name: 每个标签都有规则给
        gives:
          intent: [fault_repair, inquiry, praise]
          topic: [outage, voltage]
          cause: [lightning, wind_rain, fuse_fault, equipment_other]
        when:
          - any: [样例]
        hit:
          - 这是样例
        miss:
          - 这不是

    """

  /// The files of a folder; those given replace or join the sound ones.
  static func sources(_ files: [String: String] = [:]) -> [SourceFile] {
    let sound = [
      "taxonomy.yaml": taxonomy,
      "policy.yaml": "format: policy/1\n",
      "cues.yaml": "format: cues/1\n",
      "layouts.yaml": "format: layouts/1\n",
      "packs/all.yaml": allLabels,
    ]
    return sound.merging(files) { _, given in given }.map { SourceFile(path: $0, text: $1) }
  }

  static func read(_ files: [String: String] = [:]) -> RuleReading {
    RuleLibrary.read(sources: sources(files), today: "2026-07-12")
  }

  /// A pack `p` whose one rule has these lines below its head.
  static func pack(_ lines: String, lists: String = "") -> String {
    """
    format: rules/1
    pack: p
    \(lists)
    rules:
      - id: p.r
        name: 规则
        gives: {cause: lightning}
        hit: [甲]
        miss: [乙]
    \(lines)

    """
  }

  /// The rule `p.r` of such a pack.
  static func rule(_ lines: String, lists: String = "") -> Rule? {
    read(["packs/p.yaml": pack(lines, lists: lists)]).ruleSet?.rules.first { $0.id == "p.r" }
  }

  /// The codes reported for such a pack.
  static func codes(_ lines: String, lists: String = "") -> [DiagnosticCode] {
    read(["packs/p.yaml": pack(lines, lists: lists)]).diagnostics.map(\.code)
  }
}
