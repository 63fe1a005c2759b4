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
    .foldedLiteral: [
      pack("t.r", "regex: '１０kV線路'"), pack("t.s", #"regex: '\x{FF11}0kV'"#),
    ],
    .quadraticPattern: [pack("t.r", #"regex: '打雷.*停电\d+'"#)],
    .slowPattern: [pack("t.r", #"regex: '(\p{Han}+)+停电'"#)],
    .neverMatches: [
      pack("t.r", "any: [防雷检测]", "unless:", "  - any: [防雷]"),
      pack("t.s", "any: [雷击], not_in: [雷击]"),
      RuleFixture.rule(
        "t.u", gives: "cause: lightning", when: "any: [打雷], in: header",
        "any: [停电], in: handling"),
      pack("t.v", "all: [防雷检测, 停电], context: asserted", "unless:", "  - any: [防雷]"),
      pack("t.w", "any: [停电], in: survey"),
      pack("t.x", "near: [停电。, 打雷], ordered: true"),
      pack("t.y", "regex: '停.{0,3}电', context: asserted", "unless:", "  - regex: '停.{0,3}电'"),
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

  private static func codes(_ rules: String...) -> Set<DiagnosticCode> {
    Set(
      RuleCheck.run(RuleLibrary.read(sources: RuleFixture(rules: rules).sources)).diagnostics.map(
        \.code))
  }

  @Test(
    "a line that contradicts itself or `unless` is told",
    arguments: [
      ("any: [雷击], not_in: [雷击]", ""),
      ("all: [雷击, 停电], not_in: [雷击]", ""),
      ("at_least: {count: 2, of: [雷击, 停电, 断线]}, not_in: [雷击, 停电]", ""),
      ("near: [雷击, 停电], not_in: [停电]", ""),
      ("any: [雷擊], not_in: [雷击]", ""),
      ("any: [防雷检测]", "any: [防雷]"),
      ("all: [防雷检测, 停电]", "any: [防雷]"),
      ("all: [$甲, 停电]", "any: [$甲]"),
      ("at_least: {count: 2, of: [停电, 断电]}", "any: [停电]"),
      ("near: [停电, 打雷]", "any: [打雷]"),
      ("near: [停电, 打雷]", "all: [打雷, 停电]"),
      ("near: [停电, 打雷], within: 4", "near: [停电, 打雷], within: 9"),
      ("regex: '停.电'", "regex: '停.电'"),
      ("near: [停电。, 打雷。]", ""),
      ("any: [停电], in: [survey]", ""),
    ])
  func contradiction(_ line: String, _ unless: String) {
    #expect(codes(line, unless).contains(.neverMatches))
  }

  @Test(
    "what only looks like a contradiction is not told",
    arguments: [
      // The exclusion looks at less, or at other places.
      ("any: [防雷检测, 停电]", "any: [防雷]"),
      ("any: [防雷检测]", "any: [防雷], in: handling"),
      ("any: [防雷检测]", "any: [防雷], by: agent"),
      ("any: [防雷检测]", "any: [防雷], turns: 1..2"),
      ("any: [防雷检测]", "any: [防雷], not_in: [防雷检测]"),
      ("any: [防雷检测]", "any: [防雷], context: negated"),
      ("at_least: {count: 2, of: [停电, 断电, 没电]}", "any: [停电]"),
      ("near: [停电, 打雷], within: 9", "near: [停电, 打雷], within: 4"),
      ("all: [停电, 打雷]", "all: [停电, 断电]"),
      ("all: [停电, 打雷]", "{all: [停电, 打雷], scope: sentence}"),
      // 没有 denies the 停电 in it, and an exclusion looks at asserted words only.
      ("any: [没有停电]", "any: [停电]"),
      // Words can always stand side by side.
      ("near: [停电, 打雷], within: 0", ""),
      ("near: [打雷, 停电。], ordered: true", ""),
      // A text without turns passes every window and every speaker.
      ("any: [停电], turns: 3..4, by: crew", ""),
      ("any: [雷击], not_in: [防雷击]", ""),
    ])
  func noContradiction(_ line: String, _ unless: String) {
    #expect(!codes(line, unless).contains(.neverMatches))
  }

  private func codes(_ line: String, _ unless: String) -> Set<DiagnosticCode> {
    let inner = unless.hasPrefix("{") ? unless : "{\(unless)}"
    let rule = RuleFixture.rule(
      "t.r", gives: "cause: lightning", lines: [line],
      more: unless.isEmpty ? [] : ["unless:", "  - \(inner)"])
    var fixture = RuleFixture(rule)
    fixture.files["lists/甲.txt"] = "雷击\n打雷\n"
    let check = RuleCheck.run(RuleLibrary.read(sources: fixture.sources))
    #expect(check.errorCount == 0, "\(check.diagnostics)")
    return Set(check.diagnostics.map(\.code))
  }

  @Test(
    "a rule is told to be always suppressed only where it is",
    arguments: [
      ("cause: lightning", "any: [遭雷击]", "cause: lightning", true),
      ("cause: lightning", "all: [遭雷击, 停电]", "cause: lightning", true),
      ("cause: lightning", "any: [遭雷击, 停电]", "cause: lightning", false),
      // A topic counts where a cause does not: asked, supposed.
      ("topic: outage", "any: [遭雷击]", "cause: lightning", false),
      ("cause: lightning", "any: [遭雷击]", "urgency: critical", false),
      ("cause: lightning", "any: [没有雷击]", "cause: lightning", false),
    ])
  func suppressed(_ gives: String, _ line: String, _ given: String, _ isTold: Bool) {
    let codes = Self.codes(
      RuleFixture.rule("t.r", gives: gives, when: line),
      RuleFixture.rule("t.word", gives: given, when: "any: [雷击]", more: "suppresses: [t.r]"))
    #expect(codes.contains(.alwaysSuppressed) == isTold)
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
