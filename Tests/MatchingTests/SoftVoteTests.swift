import TestSupport
import Testing

/// What learned weights may do, and what they may not.
struct SoftVoteTests {
  private static let lightning = RuleFixture.rule(
    "t.a", gives: "cause: lightning", when: "any: [雷击]")
  private static let repair = RuleFixture.rule(
    "t.b", gives: "intent: fault_repair", when: "any: [停电]")
  /// Long enough for soft votes to speak: eight n-grams of the table.
  private static let text = "天上轰的一声以后屋里全黑"
  private static let grams = ["天上", "轰的", "一声", "以后", "屋里", "全黑", "上轰", "的一"]

  private func fixture(_ rules: String..., soft: String, weight: Int = 400) -> RuleFixture {
    var fixture = RuleFixture(
      rules: rules, policy: "soft:\n  cause: {\(soft)}\n  intent: {\(soft)}")
    fixture.files["soft/cause.tsv"] = Self.grams.map { "\($0)\tlightning\t\(weight)\n" }.joined()
    fixture.files["soft/intent.tsv"] =
      Self.grams.map { "\($0)\tfault_repair\t\(weight)\n" }.joined()
    return fixture
  }

  @Test("a soft vote alone makes a cause only from a high bar on, and says so")
  func alone() throws {
    let below = fixture(Self.lightning, soft: "alone: 3300")
    #expect(try below.classify(Self.text).causeIds == [])
    let above = fixture(Self.lightning, soft: "alone: 3200")
    let result = try above.classify(Self.text)
    #expect(result.causeIds == ["lightning"])
    #expect(result.evidence.contains { $0.how == "soft" })
    let never = fixture(Self.lightning, soft: "alone: never")
    #expect(try never.classify(Self.text).causeIds == [])
  }

  @Test("a soft vote vetoes a cause that one meaning carries, and never the last intent")
  func veto() throws {
    let fixture = fixture(
      Self.lightning, Self.repair, soft: "alone: never, down: 9", weight: -900)
    #expect(try fixture.classify("雷击").causeIds == ["lightning"])
    let vetoed = try fixture.classify("雷击停电，" + Self.text)
    #expect(vetoed.causeIds == [])
    #expect(vetoed.intent?.id == "fault_repair")
  }

  @Test("a few characters are no reason to give a label")
  func fewGrams() throws {
    let fixture = fixture(Self.lightning, soft: "alone: 1", weight: 4000)
    #expect(try fixture.classify("天上轰的").causeIds == [])
    #expect(try fixture.classify(Self.text).causeIds == ["lightning"])
  }

  @Test("everything works without the folder")
  func without() throws {
    let fixture = RuleFixture(Self.lightning, Self.repair)
    let result = try fixture.classify("雷击停电，" + Self.text)
    #expect(result.causeIds == ["lightning"])
    #expect(result.evidence.allSatisfy { $0.how == nil })
  }
}
