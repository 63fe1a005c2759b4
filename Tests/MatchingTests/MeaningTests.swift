import TestSupport
import Testing

/// What words mean in their place: the finer promises, each with its counterpart.
struct MeaningTests {
  private static let branch = RuleFixture.rule(
    "t.a", gives: "cause: foreign_object", when: "near: [树枝, 导线]")

  private func fixture(_ rules: String..., policy: String = "") -> RuleFixture {
    RuleFixture(rules: rules, policy: policy)
  }

  // MARK: Denials

  @Test("没有 in the gap denies, 有没有 asks and denies nothing")
  func longestGapPhrase() throws {
    var fixture = fixture(Self.branch)
    fixture.cues = fixture.cues.replacing("[没碰, 完好]", with: "[没碰, 没有, 完好]")
    #expect(try fixture.classify("树枝没有碰到导线").causeIds == [])
    #expect(try fixture.classify("树枝有没有碰到导线").causeIds == ["foreign_object"])
    #expect(try fixture.classify("树枝有没有、没有碰导线").causeIds == [])
  }

  @Test("a pseudo phrase in the gap denies nothing")
  func pseudoGap() throws {
    var fixture = fixture(Self.branch)
    fixture.cues = fixture.cues.replacing("[没碰, 完好]", with: "[没有, 完好]")
    #expect(try fixture.classify("树枝压得没有电，导线断了").causeIds == ["foreign_object"])
  }

  @Test("a denied list goes on from mark to mark; without a mark the reach is the reach")
  func listNeedsMark() throws {
    try checkContext("未见一二三四五六七八«雷击»", is: "negated")
    try checkContext("未见一二三四五六七八九«雷击»", is: "asserted")
    try checkContext("未见一二三、四五六七八九«雷击»", is: "negated")
    try checkContext("未见一二三或四五六七八九«雷击»", is: "negated")
  }

  @Test("a bare answer answers a question, and nothing that was only stated")
  func answersQuestionsOnly() throws {
    try checkContext("客服：家里«停电»了吗？\n客户：没有。", is: "negated")
    try checkContext("客服：您那边是«停电»了。\n客户：没有。", is: "asserted")
    try checkContext("客服：请问家里«停电»了。\n客户：没有。", is: "asked")
    try checkContext("客服：家里«停电»了呢\n客户：是的。", is: "asserted")
  }

  @Test("当时 and its like make past what follows them")
  func past() throws {
    try checkContext("当时«停电»过", is: "past")
    try checkContext("上次也«停电»了", is: "past")
  }

  // MARK: Where and who

  @Test("a text without turns passes every window of turns")
  func turnsUntested() throws {
    try check("家里«停电»了", outageRule("any: [停电], turns: 3..4"))
  }

  @Test("somebody unknown is the customer in `accept` and nowhere else")
  func unknownSpeaker() throws {
    let rule = outageRule("any: [停电], by: customer", more: "in: [accept, handling]")
    var fixture = RuleFixture(rule)
    fixture.layouts = fixture.layouts.replacing(
      "names: [客户, 用户], speaker: customer", with: "names: [来电人], speaker: unknown")
    func result(_ field: String) throws -> Classification {
      try fixture.classify("工单编号：1\n\(field)：\n来电人：停电了\n来电人：停电了\n来电人：停电了")
    }
    let accepted = try result("受理内容")
    #expect(accepted.topicIds == ["outage"])
    #expect(accepted.evidence.first?.speaker == "unknown")
    #expect(try result("处理结果").topicIds == [])
  }

  @Test("what a crew says is found")
  func crew() throws {
    var fixture = fixture(
      RuleFixture.rule("t.a", gives: "cause: lightning", when: "any: [雷击]", more: "score: 3"),
      RuleFixture.rule("t.b", gives: "cause: fuse_fault", when: "any: [熔断器]", more: "score: 3"))
    fixture.layouts = fixture.layouts.replacing(
      "findings:", with: "  - {names: [班组], speaker: crew}\nfindings:")
    let result = try fixture.classify("客户：怀疑熔断器坏了。\n班组：是雷击。\n客户：哦。\n班组：好了。")
    #expect(result.causeIds == ["lightning"])
    #expect(result.whyDropped("cause:fuse_fault") == "found_elsewhere")
  }

  @Test("an intent counts when instructed, a topic does not")
  func instructed() throws {
    let rule = RuleFixture.rule(
      "t.a", gives: "intent: complaint, topic: outage", when: "any: [停电]")
    let result = try fixture(rule).classify("请检查停电")
    #expect(result.intent?.id == "complaint")
    #expect(result.topicIds == [])
  }

  // MARK: Policy

  private static let shock = RuleFixture.rule(
    "t.shock", gives: "safety_hazard: electric_shock", when: "any: [触电]")
  private static let clears = """
    state_points:
      - {state: restored, label: safety_hazard:electric_shock, points: -10, unless_state: hazard_now}
      - {state: out_now, label: topic:voltage, points: 2}
    """

  @Test("restored supply clears a hazard, unless there is danger now")
  func restoredClears() throws {
    let fixture = fixture(Self.shock, policy: Self.clears)
    func hazard(_ text: String) throws -> String? {
      try fixture.classify(text).attributes["safety_hazard"]
    }
    #expect(try hazard("触电了") == "electric_shock")
    #expect(try hazard("触电了，现已来电") == "none")
    #expect(try hazard("触电了，现已来电，表箱正在冒火") == "electric_shock")
  }

  @Test("a state gives points to topics too")
  func stateOfTopic() throws {
    let fixture = fixture(Self.shock, policy: Self.clears)
    #expect(try fixture.classify("还没来电").topicIds == ["voltage"])
    #expect(try fixture.classify("来电了").topicIds == [])
  }

  @Test("a line of `improvement` for one cause goes before that for its group, wherever it stands")
  func improvement() throws {
    var fixture = fixture(
      RuleFixture.rule("t.a", gives: "cause: lightning", when: "any: [雷击]"),
      RuleFixture.rule("t.b", gives: "cause: wind_rain", when: "any: [大风]"))
    fixture.policy = fixture.policy.replacing(
      "  - {of: cause:answer_wrong,",
      with: "  - {of: cause:lightning, is: consultation}\n  - {of: cause:answer_wrong,")
    #expect(try fixture.classify("雷击").attributes["improvement"] == "consultation")
    #expect(try fixture.classify("大风").attributes["improvement"] == "grid_operation")
  }

  // MARK: Characters

  @Test("the Kelvin sign is a k, and the evidence quotes what is written")
  func kelvin() throws {
    try check("查«10\u{212A}V»线", outageRule("any: [10kv]"))
    try check("查«10\u{212A}V»线", outageRule("regex: '10kv'"))
  }

  @Test("patterns work on characters: no class hits a part of one, and gaps count characters")
  func characters() throws {
    try check("家里«停电»", outageRule("regex: '[停断]电'"))
    try check("来电", outageRule("regex: '[停断]电'"))
    try check("«停一二三电»", outageRule("regex: '停.{0,3}电'"))
    try check("停一二三四电", outageRule("regex: '停.{0,3}电'"))
  }

  @Test("a pattern that would look at single bytes is refused")
  func bytes() {
    #expect(throws: (any Error).self) { try RuleFixture(outageRule(#"regex: '停\C'"#)).engine() }
  }

  @Test("full-width digits are digits")
  func wideDigits() throws {
    try check("电话«１３８１２３４５６７８»", outageRule(#"regex: '(?<!\d)\d{11}(?!\d)'"#))
  }

  @Test("the value of a field is what is written, not what was matched")
  func fieldValue() throws {
    let rule = outageRule(
      "any: [停电]", more: "fields:", "  户号: {regex: '户号(?<value>\\d{4,})'}")
    let result = try RuleFixture(rule).classify("停电，户号１２３４")
    #expect(result.fields.map(\.value) == ["１２３４"])
  }

  @Test("nothing is taken apart: ㎡ and … stay one character, and no digit appears")
  func noCompatibility() throws {
    try check("面积㎡«停电»…", outageRule("any: [停电]"))
    try check("面积㎡停", outageRule("regex: 'm2|\\d|\\.\\.\\.'"))
  }

  @Test(#"`\p{Han}` also takes 。, `\p{sc:Han}` does not"#)
  func han() throws {
    try check("«线路。停电»", outageRule(#"regex: '线路\p{Han}停电'"#))
    try check("线路。停电", outageRule(#"regex: '线路\p{sc:Han}停电'"#))
    try check("«线路又停电»", outageRule(#"regex: '线路\p{sc:Han}停电'"#))
  }
}
