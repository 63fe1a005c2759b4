import Foundation
import RuleLanguage
import TestSupport
import Testing
import Workbench

/// The codes that only the matcher or the workbench can raise, each with the text people read.
struct CheckGoldenTests {
  /// A pack `t` that provokes a code, without its first lines.
  static let packs: [DiagnosticCode: [String]] = [
    .badPattern: [pack("t.r", "regex: '(停电'")],
    .failedExample: [pack("t.r", "any: [停电]", hit: "客户担心停电", miss: "家里停电")],
    .foldedLiteral: [pack("t.r", "regex: '１０kV線路'")],
    .quadraticPattern: [pack("t.r", #"regex: '打雷.*停电\d+'"#)],
    .slowPattern: [pack("t.r", #"regex: '(\p{Han}+)+停电'"#)],
    .neverMatches: [
      pack("t.r", "any: [防雷检测]", "unless:", "  - any: [防雷]"),
      pack("t.s", "any: [雷击], not_in: [雷击]"),
      RuleFixture.rule(
        "t.u", gives: "cause: lightning", when: "any: [打雷], in: header",
        "any: [停电], in: handling"),
    ],
    .alwaysSuppressed: [
      pack("t.r", "any: [遭雷击]"), pack("t.word", "any: [雷击]", "suppresses: [t.r]"),
    ],
  ]

  private static func pack(
    _ id: String, _ line: String, _ more: String..., hit: String? = nil, miss: String? = nil
  ) -> String {
    var lines = more
    if let hit { lines += ["hit:", "  - \(hit)"] }
    if let miss { lines += ["miss:", "  - \(miss)"] }
    return RuleFixture.rule(id, gives: "cause: lightning", lines: [line], more: lines)
  }

  @Test("a mistake is told as recorded", arguments: packs.keys.sorted { $0.rawValue < $1.rawValue })
  func golden(_ code: DiagnosticCode) throws {
    let reading = RuleLibrary.read(
      sources: RuleFixture(rules: Self.packs[code] ?? []).sources, today: "2026-07-12")
    try #require(reading.ruleSet != nil)
    let check = RuleCheck.run(reading)
    let mine = check.diagnostics.filter { $0.code == code }
    #expect(!mine.isEmpty)
    #expect((check.engine == nil) == (code.severity == .error))
    let text = DiagnosticRenderer(sources: check.sources, root: check.root).text(mine)
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Golden"
    let difference = Golden.difference(of: text, from: "\(folder)/check-\(code.rawValue).txt")
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test(
    "a pattern is as slow as it grows",
    arguments: [
      ("停电", "linear"), ("打雷.{0,20}停电", "linear"), ("打雷.*停电", "linear"),
      (#"打雷.*停电\d+"#, "quadratic"), ("打雷.*停电.*抢修", "cubic"), (#"(\p{Han}+)+停电"#, "cubic"),
      (".*.*.*停", "cubic"),
      (#"\d+千伏\d+号"#, "linear"),
    ])
  func growth(_ pattern: String, _ word: String) {
    let reading = RuleLibrary.read(
      sources: RuleFixture(rules: [Self.pack("t.r", "regex: '\(pattern)'")]).sources)
    let codes = Set(RuleCheck.run(reading).diagnostics.map(\.code))
    #expect(codes.contains(.slowPattern) == (word == "cubic"))
    #expect(codes.contains(.quadraticPattern) == (word == "quadratic"))
  }
}
