import Foundation
import Matching
import RuleLanguage
import TestSupport
import Testing

/// Nothing depends on the order of files or rules.
struct ShufflingTests {
  private static let rules = [
    RuleFixture.rule("t.out", gives: "topic: outage, intent: fault_repair", when: "any: [停电, 没电]"),
    RuleFixture.rule("t.light", gives: "cause: lightning", when: "any: [打雷, 雷击]"),
    RuleFixture.rule("t.wind", gives: "cause: wind_rain", when: "any: [大风]", more: "score: 3"),
    RuleFixture.rule("t.fuse", gives: "cause: fuse_fault", when: "near: [熔断器, 断]"),
    RuleFixture.rule("t.thing", gives: "cause: foreign_object", when: "any: [异物, 风筝]"),
    RuleFixture.rule("t.ask", gives: "intent: inquiry", when: "any: [请问]"),
    RuleFixture.rule("t.angry", gives: "intent: complaint, sentiment: angry", when: "any: [投诉]"),
    RuleFixture.rule(
      "t.drill", gives: "intent: non_demand", when: "any: [演习]", more: "suppresses: [t.light]"),
    RuleFixture.rule(
      "t.stop", gives: "topic: bill", when: "any: [大风]", more: "suppresses: [t.drill]"),
    RuleFixture.rule("t.try", gives: "topic: meter", when: "any: [电表]", more: "status: shadow"),
    RuleFixture.rule(
      "t.deaf", gives: "topic: voltage", when: "any: [电压]", more: "sounds_like: false"),
  ]

  private static let policy = """
    beats:
      - {winner: cause:wind_rain, loser: cause:foreign_object}
      - {winner: cause:fuse_fault, loser: cause:wind_rain}
    implies:
      - {when: cause:wind_rain, gives: topic:outage, points: 1}
    """

  private static let words = [
    "停电", "没电", "打雷", "雷击", "大风", "熔断器", "断", "异物", "风筝", "请问", "投诉", "演习", "电表", "店压",
    "，", "。", "没有", "怀疑", "去年", "客户：", "客服：", "\n", "经查", "是",
  ]

  /// The rules dealt to packs of their own, in an order that the seed decides.
  private func engine(_ generator: inout SeededGenerator) throws -> RuleEngine {
    var fixture = RuleFixture(rules: Self.rules.shuffled(using: &generator), policy: Self.policy)
    fixture.files["lists/同音.txt"] = "电压\n欠费\n"
    return try RuleFixture.engine(from: fixture.sources.shuffled(using: &generator))
  }

  /// A result without the digest of the rules, which names the bytes of the files.
  private func facts(_ engine: RuleEngine, _ text: String) throws -> String {
    let line = String(decoding: try engine.resultLine(text), as: UTF8.self)
    return line.replacing(engine.digest, with: "")
      .replacing(String(engine.digest.dropFirst(7).prefix(16)), with: "")
      .replacing(engine.label, with: "")
  }

  @Test("shuffled files and rules give the same bytes", arguments: 0..<12)
  func shuffled(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let one = try engine(&generator)
    let other = try engine(&generator)
    for _ in 0..<40 {
      let text = (0..<Int.random(in: 2...14, using: &generator)).map { _ in
        Self.words.randomElement(using: &generator) ?? ""
      }.joined()
      #expect(try facts(one, text) == facts(other, text), "\(text)")
    }
  }
}
