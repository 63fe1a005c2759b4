import RuleLanguage
import TestSupport
import Testing
import Workbench

/// Lint and examples in one go.
struct CheckTests {
  private func check(_ rules: String..., cues: String? = nil) -> RuleCheck {
    var fixture = RuleFixture(rules: rules)
    if let cues { fixture.cues += "\n" + cues }
    return RuleCheck.run(RuleLibrary.read(sources: fixture.sources))
  }

  private func rule(_ id: String, _ more: String...) -> String {
    RuleFixture.rule(id, gives: "cause: lightning", lines: ["any: [雷击]"], more: more)
  }

  @Test("a sound set gives an engine and counts rules and examples")
  func sound() {
    let check = check(rule("t.a", "hit: [遭雷击, 怀疑雷击]", "miss: [担心雷击]"))
    #expect(check.engine != nil)
    #expect(check.errorCount == 0)
    #expect(check.ruleCount == 1)
    #expect(check.exampleCount == 3)
  }

  @Test("a `hit` that does not fire is an error at the example, with the test that stopped it")
  func hit() throws {
    let check = check(rule("t.a", "hit:", "  - 遭雷击", "  - 担心雷击", "miss: [停电]"))
    #expect(check.engine == nil)
    let diagnostic = try #require(check.diagnostics.first { $0.code == .failedExample })
    #expect(diagnostic.position?.file == "packs/t.yaml")
    #expect(diagnostic.position?.line == 12)
    #expect(diagnostic.notes.joined().contains("supposed"))
  }

  @Test("a `miss` that fires is an error")
  func miss() {
    let check = check(rule("t.a", "hit: [遭雷击]", "miss: [又遭雷击]"))
    #expect(check.engine == nil)
    #expect(check.errorCount == 1)
  }

  @Test("a `todo_hit` that does not fire is a known gap and no failure")
  func todoHit() {
    let check = check(rule("t.a", "hit: [遭雷击]", "miss: [停电]", "todo_hit: [天上轰的一声]"))
    #expect(check.engine != nil)
    #expect(check.errorCount == 0)
    #expect(check.knownGaps == 1)
  }

  @Test("an example is a whole document with its sections and speakers")
  func document() {
    let check = check(
      rule(
        "t.a", "by: customer", "hit:", "  - |", "    客服：您好", "    客户：雷击了", "miss:", "  - |",
        "    客服：雷击了", "    客户：没有"))
    #expect(check.errorCount == 0, "\(check.diagnostics)")
  }

  @Test("examples come before suppression: a suppressed rule still fires on its `hit`")
  func beforeSuppression() {
    let check = check(
      rule("t.a", "hit: [遭雷击]", "miss: [停电]"),
      RuleFixture.rule(
        "t.b", gives: "topic: outage", when: "any: [遭雷]",
        more: "suppresses: [t.a]", "hit: [遭雷击]", "miss: [停电]"))
    #expect(check.errorCount == 0, "\(check.diagnostics)")
  }

  @Test("draft rules run their examples, retired ones do not", arguments: ["draft", "retired"])
  func asleep(_ status: String) {
    let check = check(rule("t.a", "status: \(status)", "hit: [停电]", "miss: [有电]"))
    #expect(check.errorCount == (status == "draft" ? 1 : 0))
  }

  @Test("cue examples are tried: the context of the marked words, the state of the document")
  func cues() {
    let sound = check(
      rule("t.a"),
      cues: """
        examples:
          - {text: '家里没有«停电»', context: negated}
          - {text: '现已来电', state: restored}
        """)
    #expect(sound.errorCount == 0, "\(sound.diagnostics)")
    #expect(sound.exampleCount == 2)
    let wrong = check(
      rule("t.a"), cues: "examples:\n  - {text: '家里«停电»了', context: negated}")
    #expect(wrong.errorCount == 1)
    #expect(wrong.engine == nil)
  }

  @Test("a pattern PCRE2 refuses stands beside the other findings, in order of place")
  func order() {
    let check = check(
      RuleFixture.rule("t.a", gives: "topic: outage", when: "regex: '停(电'"),
      rule("t.b", "hit: [担心雷击]", "miss: [停电]"))
    #expect(check.engine == nil)
    let lines = check.diagnostics.compactMap(\.position).filter { $0.file == "packs/t.yaml" }
      .map(\.line)
    #expect(lines == lines.sorted())
    #expect(check.diagnostics.contains { $0.code == .badPattern })
  }
}

/// What checks remember of patterns.
struct PatternGrowthCacheTests {
  private func check(_ patterns: [String], _ cache: PatternGrowthCache) -> RuleCheck {
    let rules = patterns.enumerated().map { number, pattern in
      RuleFixture.rule("t.r\(number)", gives: "cause: lightning", when: "regex: '\(pattern)'")
    }
    return RuleCheck.run(
      RuleLibrary.read(sources: RuleFixture(rules: rules).sources), growth: cache)
  }

  @Test("a second check tries no pattern again, and says the same")
  func again() {
    let cache = PatternGrowthCache()
    let patterns = [#"打雷.*停电\d+"#, "打雷.{0,8}停电", #"(\p{Han}+)+停电"#]
    let first = check(patterns, cache)
    #expect(cache.measurements == 3)
    let second = check(patterns, cache)
    #expect(cache.measurements == 3)
    #expect(second.diagnostics.map(\.message) == first.diagnostics.map(\.message))
    #expect(second.diagnostics.contains { $0.code == .slowPattern })
  }

  @Test("a changed pattern is tried, the others are not")
  func changed() {
    let cache = PatternGrowthCache()
    _ = check(["打雷.*停电", #"雷击.*\d+"#], cache)
    let later = check(["打雷.*停电", #"雷击.*停电\d+"#], cache)
    #expect(cache.measurements == 3)
    #expect(later.diagnostics.contains { $0.code == .quadraticPattern })
  }

  @Test("two rules with one pattern try it once")
  func twice() {
    let cache = PatternGrowthCache()
    _ = check(["打雷.*停电", "打雷.*停电"], cache)
    #expect(cache.measurements == 1)
  }

  @Test("it never holds more than twice its limit, and forgets what was asked for longest ago")
  func bounded() {
    let cache = PatternGrowthCache(limit: 4)
    for number in 0..<40 {
      _ = cache.growth(of: "打雷")
      _ = cache.growth(of: "停电\(number)号")
      #expect(cache.count <= 8)
    }
    #expect(cache.measurements == 41)
    _ = cache.growth(of: "停电0号")
    #expect(cache.measurements == 42)
  }
}
