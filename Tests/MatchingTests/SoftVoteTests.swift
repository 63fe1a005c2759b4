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
    let rows = Self.grams.map { "\($0)\t\(weight / 10)\n" }.joined()
    fixture.files["soft/cause.tsv"] = "@\tlightning\n" + rows
    fixture.files["soft/intent.tsv"] = "@\tfault_repair\n" + rows
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

  @Test("where soft votes decide, a learned rule counts by its weight and a new rule by its points")
  func deciding() throws {
    var fixture = fixture(
      Self.lightning, soft: "decides: true, scale: 1000, alone: never", weight: -900)
    #expect(try fixture.classify("雷击，" + Self.text).causeIds == ["lightning"])
    fixture.files["soft/cause.tsv"]? += "rule:t.a\t40\n"
    #expect(try fixture.classify("雷击，" + Self.text).causeIds == [])
    // The weight of the rule alone carries it: 1.0 of a logit over the words' -7.2 and need 2.
    fixture.files["soft/cause.tsv"] = "@\tlightning\n*\t100\nrule:t.a\t100\n"
    #expect(try fixture.classify("雷击，" + Self.text).causeIds == ["lightning"])
  }

  @Test("labels that rules alone give are weighed, for attributes too, and lean says what a miss costs")
  func labelsAndAttributes() throws {
    var fixture = fixture(Self.lightning, soft: "scale: 0")
    fixture.files["soft/urgency.tsv"] = """
      @\tcritical\tnormal
      *\t0\t150
      label:cause:lightning\t100\t0

      """
    let policy = fixture.policy
    fixture.policy = policy + "\n  urgency: {decides: true, lean: {critical: 400}}\n"
    #expect(try fixture.classify("雷击，" + Self.text).attributes["urgency"] == "normal")
    fixture.policy = policy + "\n  urgency: {decides: true, lean: {critical: 600}}\n"
    #expect(try fixture.classify("雷击，" + Self.text).attributes["urgency"] == "critical")
    #expect(try fixture.classify(Self.text).attributes["urgency"] == "normal")
  }

  @Test("everything works without the folder")
  func without() throws {
    let fixture = RuleFixture(Self.lightning, Self.repair)
    let result = try fixture.classify("雷击停电，" + Self.text)
    #expect(result.causeIds == ["lightning"])
    #expect(result.evidence.allSatisfy { $0.how == nil })
  }
}
