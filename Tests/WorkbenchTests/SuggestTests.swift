import Foundation
import Matching
import RuleLanguage
import TestSupport
import Testing

@testable import Workbench

/// Phrases the rules miss are found among much else, and exceptions lose nothing.
struct SuggestTests {
  static let fixture = RuleFixture(
    RuleFixture.rule("t.outage", gives: "topic: outage, intent: fault_repair", when: "any: [停电]"),
    RuleFixture.rule(
      "t.lightning", gives: "cause: lightning", when: "any: [打雷]",
      more: "hit:", "  - 昨晚打雷以后家里没电", "  - 打雷公司旁边打雷了"),
    RuleFixture.rule("t.bill", gives: "topic: bill, intent: inquiry", when: "any: [电费]"))

  private static let places = [
    "城东", "河西", "北门", "南巷", "东街", "西村", "老厂区", "新城", "桥头", "山脚",
  ]
  private static let openings = [
    "客户来电反映", "用户致电表示", "居民反映", "来电人称", "客户说",
  ]

  /// 200 orders the rules know, and 40 they do not, 12 of which speak of 光猫掉线.
  static func orders() -> [SampleOrder] {
    var orders: [SampleOrder] = []
    for number in 0..<200 {
      let start = openings[number % 5] + places[number % 10]
      orders.append(
        SampleOrder(
          id: "known-\(number)",
          text: start + (number % 2 == 0 ? "停电，请尽快处理" : "电费有疑问，请尽快处理")))
    }
    let others = ["路灯太亮", "想要发票抬头", "门口有条狗", "广告太多", "请尽快处理", "说话听不清", "没有说清"]
    for number in 0..<28 {
      let start = openings[number % 5] + places[number % 10]
      orders.append(SampleOrder(id: "other-\(number)", text: start + others[number % 7]))
    }
    for number in 0..<12 {
      let start = openings[number % 5] + places[number % 10]
      let ends = ["一直没好", "已经两天", "请尽快处理", "怎么办"]
      orders.append(
        SampleOrder(id: "new-\(number)", text: start + "光猫掉线，" + ends[number % 4]))
    }
    return orders
  }

  private func suggestions(
    _ orders: [SampleOrder], _ questions: [Suggestions.Question] = [.unclassified],
    allMissed: Bool = false
  ) throws -> Suggestions {
    try Suggester(engine: try Self.fixture.engine())
      .suggestions(questions, allMissed: allMissed) { each in orders.forEach(each) }
  }

  @Test("a planted new phrase ranks in the first ten, and what is frequent everywhere does not")
  func planted() throws {
    let answer = try #require(suggestions(Self.orders()).answers.first)
    #expect((answer.targetSize, answer.restSize) == (40, 200))
    let phrases = answer.candidates.map(\.phrase)
    #expect(phrases.prefix(10).contains("光猫掉线"), "\(phrases)")
    #expect(phrases.count <= 10)
    #expect(!phrases.contains { "请尽快处理".contains($0) || "客户来电反映".contains($0) })
  }

  @Test("it says what a rule of the phrase would tag and disturb")
  func effects() throws {
    var orders = Self.orders()
    orders.append(SampleOrder(id: "both", text: "光猫掉线，停电"))
    let answer = try #require(suggestions(orders).answers.first)
    let found = try #require(answer.candidates.first { $0.phrase == "光猫掉线" })
    #expect((found.inTarget, found.inRest) == (12, 1))
    #expect((found.wouldTag, found.wouldDisturb) == (12, 1))
    #expect(found.samples.first?.order == "new-0")
    #expect(found.disturbed.map(\.passage) == ["«光猫掉线»，停电"])
  }

  @Test("chance finds nothing: the same words on both sides are not told")
  func chance() throws {
    let orders = (0..<400).map { number in
      let end = number % 2 == 0 ? "停电" : "不好"
      let middle = Self.places[(number / 2 * 7) % 10] + Self.openings[(number / 2 * 3) % 5]
      return SampleOrder(id: "\(number)", text: middle + "，" + end)
    }
    let answer = try #require(suggestions(orders).answers.first)
    #expect(answer.candidates.map(\.phrase) == ["不好"])
  }

  /// Orders people labelled: twelve lightnings the rules miss, a known one, and thirty others.
  private static let labelled: [SampleOrder] =
    (0..<12).map { number in
      DiffTests.order(
        "m\(number)", places[number % 10] + "天上一道白光劈下，停电", causes: ["lightning"])
    } + [DiffTests.order("k", "打雷后停电", causes: ["lightning"])]
    + (0..<30).map { number in
      DiffTests.order("o\(number)", places[number % 10] + "变压器坏了，停电", causes: [])
    }

  @Test("missed orders of a label name its words, with a rule that passes check once pasted")
  func missed() throws {
    let answer = try #require(
      suggestions(Self.labelled, [.missed(label: "cause:lightning")]).answers.first)
    #expect((answer.targetSize, answer.restSize) == (12, 30))
    let first = try #require(answer.candidates.first)
    #expect(first.phrase == "天上一道白光劈下")
    let rule = try #require(first.rule)
    var fixture = Self.fixture
    let lines = rule.split(separator: "\n").map { "  " + $0 }
    fixture.packs["t"]?.append(lines.joined(separator: "\n"))
    let check = RuleCheck.run(RuleLibrary.read(sources: fixture.sources))
    #expect(check.errorCount == 0, "\(check.diagnostics.map(\.message))\n\(rule)")
    #expect(check.ruleCount == 4 && check.engine != nil)
  }

  @Test("every label that enough orders miss can be asked for at once")
  func allMissed() throws {
    let found = try suggestions(Self.labelled, [], allMissed: true)
    #expect(found.answers.map(\.question) == [.missed(label: "cause:lightning")])
  }

  @Test("neither digits nor personal data become phrases")
  func personal() throws {
    let orders = Self.orders().map { order in
      var order = order
      if order.id.hasPrefix("new") { order.text += "，联系人：张三丰，电话13812345678" }
      return order
    }
    let answer = try #require(suggestions(orders).answers.first)
    #expect(!answer.candidates.contains { $0.phrase.contains("张三") || $0.phrase.contains("138") })
    #expect(answer.candidates.contains { $0.phrase == "光猫掉线" })
  }

  // MARK: Exceptions

  private static func alarm(_ number: Int, _ text: String) -> String {
    """
    {"digest":"sha256:\(number)","kind":"false_alarm","target":"t.lightning","name":"f\(number).txt","text":"\(text)"}
    """
  }

  private func cases(_ lines: [String]) throws -> FeedbackCases {
    let folder = try TemporaryFolder()
    return try FeedbackCases(
      path: folder.write(lines.joined(separator: "\n") + "\n", to: "cases.jsonl"))
  }

  private func exceptions(
    _ lines: [String], _ orders: [SampleOrder], _ fixture: RuleFixture = fixture
  ) throws -> [RuleExceptions] {
    try ExceptionSearch(engine: try fixture.engine()).exceptions(for: cases(lines)) { each in
      orders.forEach(each)
    }
  }

  private static let alarms = [
    alarm(1, "打雷测试公司的招牌掉了"), alarm(2, "请打雷测试公司回电"),
  ]

  @Test("the longer phrase around the hit is proposed for `not_in`")
  func notIn() throws {
    let found = try #require(exceptions(Self.alarms, Self.labelled).first)
    let best = try #require(found.proposed.first)
    #expect(best.silences == 2 && best.loses == nil && best.disturbs == 0)
    #expect(best.place == .notIn(line: 0))
    #expect("打雷测试公司".contains(best.phrase) && best.phrase.hasPrefix("打雷"), "\(best.phrase)")
  }

  @Test("what a `hit` example or a labelled order needs is refused, however much it silences")
  func proof() throws {
    // 停电 stands in every alarm, and in the one order that people call lightning.
    let lines = [Self.alarm(1, "打雷停电演练"), Self.alarm(2, "停电演练打雷")]
    let found = try #require(exceptions(lines, Self.labelled).first)
    #expect(!found.proposed.isEmpty)
    #expect(!found.proposed.contains { $0.phrase == "停电" })
    #expect(
      found.refused.contains { $0.phrase == "停电" && $0.loses == "cause:lightning of k" },
      "\(found.refused)")
    for exception in found.proposed { try expectNoLoss(exception) }
  }

  @Test("with nothing but what must stay, nothing is proposed")
  func nothing() throws {
    let found = try #require(
      exceptions([Self.alarm(1, "昨晚打雷以后家里没电")], Self.labelled).first)
    #expect(found.proposed.isEmpty)
    #expect(found.refused.allSatisfy { $0.loses?.hasPrefix("hit example") == true })
  }

  /// Pastes an exception as text and runs check and the labelled order again.
  private func expectNoLoss(_ exception: RuleException) throws {
    let line =
      exception.place == .unless
      ? RuleFixture.rule(
        "t.lightning", gives: "cause: lightning", when: "any: [打雷]",
        more: "unless:", "  - any: [\(exception.phrase)]", "hit:", "  - 昨晚打雷以后家里没电")
      : RuleFixture.rule(
        "t.lightning", gives: "cause: lightning",
        when: "any: [打雷], not_in: [\(exception.phrase)]", more: "hit:", "  - 昨晚打雷以后家里没电")
    let fixture = RuleFixture(line)
    #expect(RuleCheck.run(RuleLibrary.read(sources: fixture.sources)).errorCount == 0)
    #expect(try fixture.classify("打雷后停电").causeIds == ["lightning"])
  }

  @Test("a rule that no longer fires where it was blamed needs no exception")
  func mended() throws {
    #expect(try exceptions([Self.alarm(1, "停电")], Self.labelled).isEmpty)
  }

  // MARK: Statistics

  @Test("G² and its chance are those of the tables")
  func significance() {
    let test = Significance(inTarget: 12, inRest: 1, targetSize: 40, restSize: 201)
    // By hand: 2 Σ O ln(O/E) over the four cells.
    let cells: [(Double, Double)] = [
      (12, 13 * 40 / 241.0), (1, 13 * 201 / 241.0), (28, 228 * 40 / 241.0),
      (200, 228 * 201 / 241.0),
    ]
    let expected = 2 * cells.reduce(0) { $0 + $1.0 * log($1.0 / $1.1) }
    #expect(abs(test.likelihood - expected) < 1e-9)
    let even = Significance(inTarget: 10, inRest: 50, targetSize: 40, restSize: 200)
    #expect(even.likelihood < 1e-9 && !even.isTypical)
    // χ² of 3.841 with one degree has a chance of 0.05.
    let edge = Significance(inTarget: 0, inRest: 0, targetSize: 1, restSize: 1)
    #expect(edge.chance(ofTests: 1) == 1)
    #expect(abs(erfc((3.841459 / 2).squareRoot()) - 0.05) < 1e-6)
  }

  @Test("suggestions are told as recorded", arguments: ["suggest.txt", "suggest.json"])
  func golden(_ name: String) throws {
    let lines = [Self.alarm(1, "打雷停电演练"), Self.alarm(2, "停电演练打雷")]
    let orders = Self.labelled + Self.orders().suffix(40)
    let found = try suggestions(orders, [.unclassified, .missed(label: "cause:lightning")])
    let exceptions = try exceptions(lines, orders)
    let text =
      name == "suggest.txt"
      ? SuggestionsText(found, exceptions: exceptions).text
      : SuggestionsJSON(found, exceptions: exceptions).text
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Golden"
    let difference = Golden.difference(of: text, from: "\(folder)/\(name)")
    #expect(difference == nil, "\(difference ?? "")")
  }
}
