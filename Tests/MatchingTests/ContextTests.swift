import TestSupport
import Testing

/// Every hit has exactly one context.
struct ContextTests {
  @Test(
    "a cue gives the words in its reach their context",
    arguments: [
      ("家里«停电»了", "asserted"),
      ("家里没有«停电»", "negated"),
      ("怀疑是«雷击»", "suspected"),
      ("担心«打雷»", "supposed"),
      ("如果«停电»怎么办", "supposed"),
      ("去年也«停电»过", "past"),
      ("会不会«停电»", "wondered"),
      ("选项：«停电»", "listed"),
      ("请检查«停电»原因", "instructed"),
    ])
  func kinds(_ marked: String, _ context: String) throws {
    try checkContext(marked, is: context)
  }

  @Test("a cue that looks ahead does not look behind, one that looks both ways does")
  func direction() throws {
    try checkContext("«停电»了没有", is: "asserted")
    try checkContext("«停电»会不会", is: "wondered")
  }

  @Test("the reach is counted in characters between cue and hit")
  func reach() throws {
    try checkContext("没有一二三四五六«停电»", is: "negated")
    try checkContext("没有一二三四五六七«停电»", is: "asserted")
  }

  @Test("a clause end, a turning word and the end of the sentence stop a cue")
  func ends() throws {
    try checkContext("没有欠费，«停电»了", is: "asserted")
    try checkContext("没有欠费但是«停电»", is: "asserted")
    try checkContext("没有。«停电»了", is: "asserted")
    try checkContext("没有\n«停电»了", is: "asserted")
  }

  @Test("inside a pseudo phrase a cue word is no cue")
  func pseudo() throws {
    try checkContext("没有电«停电»了", is: "asserted")
    try checkContext("不得不说«停电»了", is: "asserted")
    try checkContext("家里«没有电»", is: "asserted")
  }

  @Test("the longer cue phrase speaks where one stands inside another")
  func longest() throws {
    // 没有 stands inside 有没有; in a customer's text the question of an agent says nothing.
    try checkContext("有没有«停电»", is: "asserted")
  }

  @Test("a negation outweighs a supposition, a supposition outweighs wondering")
  func weight() throws {
    try checkContext("如果没有«停电»", is: "negated")
    try checkContext("担心会不会«停电»", is: "supposed")
  }

  @Test("a negated list negates every member: 未见A、B、C")
  func list() throws {
    let text = "现场未见"
    try checkContext("\(text)«雷击»、异物搭挂、绝缘子破损、熔断器烧坏", is: "negated")
    try checkContext("\(text)雷击、异物搭挂、绝缘子破损、«熔断器»烧坏", is: "negated")
    try checkContext("\(text)雷击、异物，«熔断器»烧坏", is: "asserted")
    try checkContext("\(text)雷击和«异物»", is: "negated")
  }

  @Test("hits that are negated, supposed or past do not count for a cause")
  func countsForCause() throws {
    let fixture = RuleFixture(
      RuleFixture.rule("t.a", gives: "cause: lightning", when: "any: [雷击]"))
    #expect(try fixture.classify("遭雷击").causeIds == ["lightning"])
    #expect(try fixture.classify("怀疑遭雷击").causeIds == ["lightning"])
    for text in ["没有雷击", "担心雷击", "去年雷击过", "会不会雷击"] {
      #expect(try fixture.classify(text).causeIds == [], "\(text)")
    }
  }

  @Test("a topic also counts when asked, supposed or wondered, an attribute only when asserted")
  func countsByAxis() throws {
    let fixture = RuleFixture(
      RuleFixture.rule(
        "t.a", gives: "cause: lightning, topic: outage, urgency: critical", when: "any: [雷击]"))
    let wondered = try fixture.classify("会不会雷击")
    #expect(wondered.topicIds == ["outage"])
    #expect(wondered.causeIds == [])
    #expect(wondered.attributes["urgency"] == "normal")
    let asserted = try fixture.classify("遭雷击了")
    #expect(asserted.topicIds == ["outage"])
    #expect(asserted.causeIds == ["lightning"])
    #expect(asserted.attributes["urgency"] == "critical")
    let suspected = try fixture.classify("怀疑雷击")
    #expect(suspected.causeIds == ["lightning"])
    #expect(suspected.attributes["urgency"] == "normal")
  }

  @Test("`context` on the rule overrides the axis, on the line the rule")
  func overrides() throws {
    let ofRule = outageRule("any: [停电]", more: "context: negated")
    try check("没有«停电»", ofRule)
    try check("家里停电", ofRule)
    let ofLine = outageRule(
      "any: [停电], context: [negated]", "any: [打雷]", more: "context: asserted")
    try check("没有«停电»，在«打雷»", ofLine)
    try check("家里停电，在打雷", ofLine)
  }

  @Test("a denial in the gap of a combination negates the whole")
  func gapDenial() throws {
    let fixture = RuleFixture(
      RuleFixture.rule("t.a", gives: "cause: foreign_object", when: "near: [树枝, 导线]"))
    #expect(try fixture.classify("树枝压住导线").causeIds == ["foreign_object"])
    #expect(try fixture.classify("树枝没碰导线").causeIds == [])
  }

  @Test("a denial inside what a pattern matched negates the match")
  func patternDenial() throws {
    let fixture = RuleFixture(
      RuleFixture.rule("t.a", gives: "cause: foreign_object", when: "regex: '树枝.{0,6}导线'"))
    #expect(try fixture.classify("树枝压住导线").causeIds == ["foreign_object"])
    #expect(try fixture.classify("树枝没碰导线").causeIds == [])
  }
}

/// What is asked and answered in a call.
struct AnswerTests {
  @Test("the agent's question counts as asked")
  func asked() throws {
    try checkContext("客服：请问家里«停电»了吗？\n客户：我想查电费。", is: "asked")
    try checkContext("客服：家里«停电»了吗？\n客户：我想查电费。", is: "asked")
  }

  @Test(
    "the customer's bare yes makes it true, the bare no untrue")
  func answered() throws {
    try checkContext("客服：家里«停电»了吗？\n客户：对。", is: "asserted")
    try checkContext("客服：请问家里«停电»了吗？\n客户：是的，刚停。", is: "asserted")
    try checkContext("客服：家里«停电»了吗？\n客户：没有。", is: "negated")
  }

  @Test("a yes later in the answer is about something else")
  func late() throws {
    try checkContext("客服：家里«停电»了吗？\n客户：我想查一下电费，对。", is: "asked")
  }

  @Test("the customer's own question is wondered, the same words of the agent are asked")
  func wondered() throws {
    try checkContext("客服：您好。\n客户：会不会«停电»？", is: "wondered")
    try checkContext("客服：会不会«停电»？\n客户：不清楚。", is: "asked")
  }

  @Test("what the agent states is not asked")
  func stated() throws {
    try checkContext("客服：那边正在«停电»。\n客户：好。", is: "asserted")
  }
}
