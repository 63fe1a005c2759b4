import RuleLanguage
import TestSupport
import Testing

@Suite("expect")
struct ExpectationTests {
  @Test(
    "a number of orders in a time, one bound may be left out",
    arguments: [
      ("5..60 per day", 5.0, 60.0), ("7..70 per week", 1, 10), ("1..2 per hour", 24, 48),
    ])
  func bounds(_ text: String, _ low: Double, _ high: Double) throws {
    let expected = try #require(Expectation(text))
    #expect(abs((expected.low ?? 0) - low) < 1e-9 && abs((expected.high ?? 0) - high) < 1e-9)
  }

  @Test("open to one side")
  func open() {
    #expect(Expectation("..9 per day")?.low == nil && Expectation("..9 per day")?.high == 9)
    #expect(Expectation("3.. per day")?.low == 3 && Expectation("3.. per day")?.high == nil)
  }

  @Test(
    "anything else is refused",
    arguments: [
      "", "5", "often", "5-60 per day", "60..5 per day", ".. per day", "5..x per day",
      "5..60 per year", "-1..5 per day", "5..60 day",
    ])
  func refused(_ text: String) {
    #expect(Expectation(text) == nil)
  }

  @Test("a rule that says something else is told so at its place")
  func diagnostic() throws {
    let rule = RuleFixture.rule(
      "t.a", gives: "cause: lightning", when: "any: [雷击]", more: "expect: 很多")
    let found = RuleLibrary.read(sources: RuleFixture(rule).sources).diagnostics
    let told = try #require(found.first { $0.message.contains("`expect`") })
    #expect(told.code == .badValue && told.severity == .error)
  }

  @Test("labels may say it too")
  func label() throws {
    var fixture = RuleFixture(
      RuleFixture.rule("t.a", gives: "cause: lightning", when: "any: [雷击]"))
    fixture.taxonomy = fixture.taxonomy.replacing(
      "lightning: {zh: 雷击, en: Lightning}",
      with: "lightning: {zh: 雷击, en: Lightning, expect: 0..40 per day}")
    let taxonomy = try #require(RuleLibrary.read(sources: fixture.sources).ruleSet).taxonomy
    let label = try #require(taxonomy.number("cause:lightning"))
    #expect(taxonomy.labels[label].expect == "0..40 per day")
  }
}
