import TestSupport
import Testing

/// How votes become labels.
struct VoteTests {
  private func lightning(_ id: String, _ lines: String..., more: String...) -> String {
    RuleFixture.rule(id, gives: "cause: lightning", lines: lines, more: more)
  }

  private func score(_ text: String, _ rules: String...) throws -> Int? {
    try RuleFixture(rules: rules).classify(text).causes.first?.score
  }

  @Test("two words of one meaning are one vote, two meanings are two")
  func meanings() throws {
    let rule = lightning("t.a", "any: ['雷击 | 雷劈', 打雷]")
    #expect(try score("雷击", rule) == 2)
    #expect(try score("雷击，雷劈，又雷击", rule) == 2)
    #expect(try score("雷击，打雷", rule) == 4)
  }

  @Test("a rule of several lines votes once, whatever it finds")
  func severalLines() throws {
    let rule = lightning("t.a", "any: [雷击, 打雷]", "any: [停电, 断电]")
    #expect(try score("雷击打雷，停电断电", rule) == 2)
  }

  @Test("the same meaning in two rules counts once, the dearer of the two")
  func sharedMeaning() throws {
    let one = lightning("t.a", "any: [雷击]")
    let other = lightning("t.b", "any: [雷击, 打雷]", more: "score: 3")
    #expect(try score("雷击", one, other) == 3)
    #expect(try score("雷击打雷", one, other) == 6)
  }

  @Test("rules that do not share a meaning add up")
  func sum() throws {
    let one = lightning("t.a", "any: [雷击]")
    let other = lightning("t.b", "any: [闪电]", more: "score: 1")
    #expect(try score("雷击闪电", one, other) == 3)
  }

  @Test("a label has at most ten points")
  func cap() throws {
    let rule = lightning("t.a", "any: [甲乙, 丙丁, 戊己, 庚辛]", more: "score: 3")
    #expect(try score("甲乙丙丁戊己庚辛", rule) == 10)
  }

  @Test("`score` may differ by axis")
  func scoreByAxis() throws {
    let rule = RuleFixture.rule(
      "t.a", gives: "cause: lightning, topic: outage", when: "any: [雷击]",
      more: "score: {cause: 5, topic: 3}")
    let result = try RuleFixture(rule).classify("雷击")
    #expect(result.causes.map(\.score) == [5])
    #expect(result.topics.map(\.score) == [3])
  }

  @Test("a label names the rules that voted for it, in order of their ids")
  func rules() throws {
    let result = try RuleFixture(
      lightning("t.b", "any: [闪电]"), lightning("t.a", "any: [雷击]"),
      lightning("t.c", "any: [暴雨]")
    ).classify("闪电雷击")
    #expect(result.causes.first?.rules == ["t.a", "t.b"])
  }

  @Test("a cause with one point stays below its need")
  func needFirst() throws {
    let result = try RuleFixture(lightning("t.a", "any: [雷击]", more: "score: 1"))
      .classify("雷击")
    #expect(result.causeIds == [])
    #expect(result.whyDropped("cause:lightning") == "below_need")
  }

  @Test("the second cause needs more points than the first")
  func needMore() throws {
    let fixture = RuleFixture(
      lightning("t.a", "any: [雷击]", more: "score: 4"),
      RuleFixture.rule("t.b", gives: "cause: fuse_fault", when: "any: [熔断器]"),
      RuleFixture.rule(
        "t.c", gives: "cause: wind_rain", when: "any: [大风]", more: "score: 3"))
    let weak = try fixture.classify("雷击熔断器")
    #expect(weak.causeIds == ["lightning"])
    #expect(weak.whyDropped("cause:fuse_fault") == "below_need")
    #expect(try fixture.classify("雷击大风").causeIds == ["lightning", "wind_rain"])
  }

  @Test("topics are kept by score, then by first place in the text, three at most")
  func order() throws {
    func topic(_ id: String, _ label: String, _ word: String, _ score: Int = 2) -> String {
      RuleFixture.rule(
        id, gives: "topic: \(label)", when: "any: [\(word)]", more: "score: \(score)")
    }
    let fixture = RuleFixture(
      topic("t.a", "outage", "停电"), topic("t.b", "voltage", "电压", 4),
      topic("t.c", "bill", "电费"), topic("t.d", "meter", "电表"))
    let result = try fixture.classify("电费，电表，停电，电压")
    #expect(result.topicIds == ["voltage", "bill", "meter"])
    #expect(result.whyDropped("topic:outage") == "limit")
  }

  @Test("evidence stands for labels that were given, and for no others")
  func evidence() throws {
    let fixture = RuleFixture(
      lightning("t.a", "any: [雷击]"),
      RuleFixture.rule(
        "t.b", gives: "topic: outage", when: "any: [停电]", more: "score: 1"))
    let result = try fixture.classify("雷击停电")
    #expect(result.evidence.map(\.label) == ["cause:lightning"])
  }

  @Test("evidence is sorted by start, then by rule")
  func evidenceOrder() throws {
    let fixture = RuleFixture(
      RuleFixture.rule("t.b", gives: "topic: outage", when: "any: [停电, 打雷]"),
      RuleFixture.rule("t.a", gives: "topic: voltage", when: "any: [停电, 闪电]"))
    let result = try fixture.classify("打雷停电闪电")
    #expect(result.evidence.map(\.rule) == ["t.b", "t.a", "t.b", "t.a"])
    #expect(result.evidence.map(\.start) == [0, 2, 2, 4])
  }
}

/// Which intent wins.
struct IntentTests {
  private func intent(_ id: String, _ label: String, _ word: String, _ score: Int) -> String {
    RuleFixture.rule(id, gives: "intent: \(label)", when: "any: [\(word)]", more: "score: \(score)")
  }

  @Test("the highest score wins when the others are further than the margin")
  func highest() throws {
    let result = try RuleFixture(
      intent("t.a", "complaint", "投诉", 2), intent("t.b", "inquiry", "咨询", 4)
    ).classify("咨询投诉")
    #expect(result.intent?.id == "inquiry")
    #expect(result.review.why == [])
    #expect(result.whyDropped("intent:complaint") == "lower_score")
    #expect(result.dropped.first?.by == "intent:inquiry")
  }

  @Test("within the margin the stronger by precedence wins, and a person should look")
  func precedence() throws {
    let result = try RuleFixture(
      intent("t.a", "complaint", "投诉", 3), intent("t.b", "inquiry", "咨询", 4)
    ).classify("咨询投诉")
    #expect(result.intent?.id == "complaint")
    #expect(result.review.needed)
    #expect(result.review.why == ["conflict"])
  }

  @Test("without a vote the intent is null, and a person should look")
  func none() throws {
    let result = try RuleFixture(outageRule("any: [停电]")).classify("家里停电了")
    #expect(result.intent == nil)
    #expect(result.review.why == ["no_intent"])
  }

  @Test("a weak intent is given and asks for a person")
  func low() throws {
    let result = try RuleFixture(intent("t.a", "inquiry", "咨询", 1)).classify("客户咨询")
    #expect(result.intent?.id == "inquiry")
    #expect(result.review.why == ["low_score"])
  }

  @Test("an empty or almost empty text is a result with too_short", arguments: ["", " \n\t", "喂"])
  func short(_ text: String) throws {
    let result = try RuleFixture(outageRule("any: [停电]")).classify(text)
    #expect(result.review.why == ["no_intent", "too_short"])
    #expect(result.status == "ok")
    #expect(result.topicIds == [])
  }

  @Test("a pattern that meets a limit makes the result partial and says which rule")
  func partial() throws {
    let fixture = RuleFixture(
      outageRule("regex: '(?:a|aa)+[xy]'"), intent("t.b", "inquiry", "咨询", 2))
    let result = try fixture.classify("咨询xy" + String(repeating: "a", count: 200))
    #expect(result.status == "partial")
    #expect(result.skipped.map(\.rule) == ["t.a"])
    #expect(result.skipped.map(\.why) == ["limit"])
    #expect(result.review.why == ["partial"])
    #expect(result.intent?.id == "inquiry")
  }
}

/// The nine attributes.
struct AttributeTests {
  @Test("all nine stand in every result, with the value that means nothing")
  func nothing() throws {
    let line = try RuleFixture(outageRule("any: [停电]")).engine().resultLine("有事")
    let json = String(decoding: line, as: UTF8.self)
    let expected = """
      "attributes":{"channel":"unknown","urgency":"normal","sentiment":"neutral",\
      "safety_hazard":"none","repeat_contact":"first","extent":"unknown","side":"unknown",\
      "season":"none","improvement":"none"}
      """
    #expect(json.contains(expected), "\(json)")
  }

  @Test("of several votes the value that stands first in the taxonomy wins")
  func first() throws {
    let fixture = RuleFixture(
      RuleFixture.rule("t.a", gives: "urgency: urgent", when: "any: [赶快, 马上, 立刻]"),
      RuleFixture.rule("t.b", gives: "urgency: critical", when: "any: [触电]"))
    #expect(try fixture.classify("赶快马上立刻").attributes["urgency"] == "urgent")
    let both = try fixture.classify("赶快马上立刻，有人触电")
    #expect(both.attributes["urgency"] == "critical")
    #expect(both.evidence.map(\.label) == ["urgency:critical"])
  }

  @Test("improvement follows from the first cause, else from the first topic")
  func improvement() throws {
    let fixture = RuleFixture(
      RuleFixture.rule("t.a", gives: "cause: lightning", when: "any: [雷击]"),
      RuleFixture.rule("t.b", gives: "cause: equipment_other", when: "any: [设备]"),
      RuleFixture.rule("t.c", gives: "topic: bill", when: "any: [电费]"))
    #expect(try fixture.classify("雷击").attributes["improvement"] == "grid_operation")
    #expect(try fixture.classify("电费").attributes["improvement"] == "online_handling")
    #expect(try fixture.classify("设备，电费").attributes["improvement"] == "online_handling")
    #expect(try fixture.classify("雷击，电费").attributes["improvement"] == "grid_operation")
    #expect(try fixture.classify("没事").attributes["improvement"] == "none")
  }

  @Test(
    "the season follows from the order's own time",
    arguments: [
      ("2026-07-12 19:46", "summer_peak"), ("2026/1/3", "winter_peak"), ("2026年4月1日", "none"),
    ])
  func season(_ time: String, _ season: String) throws {
    let fixture = RuleFixture(outageRule("any: [停电]"))
    let result = try fixture.classify("受理时间：\(time)\n受理内容：停电")
    #expect(result.attributes["season"] == season)
  }

  @Test("a call came through the hotline when nothing else is said")
  func channel() throws {
    let fixture = RuleFixture(
      RuleFixture.rule("t.a", gives: "channel: hall", when: "any: [营业厅]"))
    #expect(try fixture.classify("客服：您好\n客户：停电").attributes["channel"] == "hotline")
    #expect(try fixture.classify("客服：您好\n客户：营业厅").attributes["channel"] == "hall")
    #expect(try fixture.classify("停电了").attributes["channel"] == "unknown")
  }
}
