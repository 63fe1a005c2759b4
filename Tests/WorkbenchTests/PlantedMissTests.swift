import Matching
import RuleLanguage
import TestSupport
import Testing
import Transcripts

/// Orders that a rule or a label misses for one known reason: the explanation must name it.
struct PlantedMissTests {
  private static let out = #"any: [停电]"#

  /// What `nearMiss` names for the rule `t.r`, and that flipping it alone is proven.
  private func check(
    _ text: String, when lines: [String], more: [String] = [], is test: RuleTest,
    gives: String = "cause: lightning",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> FailedTest {
    let rule = RuleFixture.rule("t.r", gives: gives, lines: lines, more: more)
    var classifier = OrderClassifier(engine: try RuleFixture(rule).engine())
    classifier.explain(text: text)
    let miss = classifier.nearMiss(rule: 0)
    #expect(!miss.fires, sourceLocation: sourceLocation)
    #expect(miss.failed.map(\.test) == [test], sourceLocation: sourceLocation)
    #expect(miss.isProven, sourceLocation: sourceLocation)
    return try #require(miss.failed.first, sourceLocation: sourceLocation)
  }

  @Test("a denied hit")
  func negated() throws {
    let failed = try check("家里没有停电", when: [Self.out], is: .context)
    #expect(failed.places.first?.context == .negated)
    #expect(failed.places.first?.cue?.start == 2)
  }

  @Test("a supposed hit")
  func supposed() throws {
    let failed = try check("客户担心停电", when: [Self.out], is: .context)
    #expect(failed.places.first?.context == .supposed)
  }

  @Test("a hit that is past")
  func past() throws {
    let failed = try check("去年停电过", when: [Self.out], is: .context)
    #expect(failed.places.first?.context == .past)
  }

  @Test("a hit the agent only asks for")
  func asked() throws {
    let failed = try check("客服：请问是停电了吗？\n客户：灯还亮着。", when: [Self.out], is: .context)
    #expect(failed.places.first?.context == .asked)
  }

  @Test("words too far apart")
  func window() throws {
    let failed = try check(
      "刚才打雷以后过了很久很久家里停电了", when: ["near: [打雷, 停电], within: 4"], is: .within)
    #expect(failed.found == 10)
    #expect(failed.wanted == 4)
  }

  @Test("words in the wrong order")
  func order() throws {
    _ = try check("停电以后打雷了", when: ["near: [打雷, 停电], within: 9, ordered: true"], is: .ordered)
  }

  @Test("words in two sentences")
  func sentence() throws {
    _ = try check("打雷了。停电了", when: ["near: [打雷, 停电], within: 9"], is: .sameSentence)
  }

  @Test("a hit in the header")
  func header() throws {
    let failed = try check(
      "工单编号：停电01\n受理内容：客户来电咨询\n处理结果：已办结\n", when: [Self.out], is: .section)
    #expect(failed.places.first?.section == .header)
  }

  @Test("a hit in the survey menu")
  func boilerplate() throws {
    _ = try check("客户来电咨询。\n请您对本次服务评价，停电请按1", when: [Self.out], is: .boilerplate)
  }

  @Test("a hit the agent says")
  func speaker() throws {
    let failed = try check(
      "客服：那边停电了。\n客户：好吧。\n客服：再见。\n客户：再见。", when: ["any: [停电], by: customer"],
      is: .speaker)
    #expect(failed.places.first?.speaker == .agent)
  }

  @Test("a hit in a later turn")
  func turns() throws {
    let failed = try check(
      "客服：您好。\n客户：我问个事。\n客服：请讲。\n客户：停电了。", when: ["any: [停电], turns: 1..2"],
      is: .turns)
    #expect(failed.places.first?.turn == 4)
  }

  @Test("a hit inside a longer phrase")
  func longerPhrase() throws {
    let failed = try check("停电险怎么买", when: ["any: [停电], not_in: [停电险]"], is: .notIn)
    #expect(failed.other?.count == 3)
  }

  @Test("a line of unless that holds")
  func unless() throws {
    let failed = try check(
      "停电通知收到了", when: [Self.out], more: ["unless:", "  - any: [通知]"], is: .unless)
    #expect(failed.line == 0)
    #expect(failed.other?.start == 2)
  }

  @Test("a word that is missing")
  func missingWord() throws {
    let failed = try check("刚才打雷了", when: ["any: [打雷]", Self.out], is: .missingWord)
    #expect(failed.line == 1)
    #expect(failed.missing == ["停电"])
  }

  @Test("lines that meet in no one section")
  func scope() throws {
    _ = try check(
      "受理内容：家里停电\n处理结果：昨晚打雷\n", when: ["any: [打雷]", Self.out], is: .scope)
  }

  // MARK: The policy

  /// The policy step that took a label away, and that flipping it alone is proven.
  private func checkLabel(
    _ label: String, _ text: String, _ rules: [String], policy: String = "", is why: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Hurdle {
    var classifier = OrderClassifier(
      engine: try RuleFixture(rules: rules, policy: policy).engine())
    classifier.explain(text: text)
    let number = try #require(classifier.engine.ruleSet.taxonomy.number(label))
    let account = classifier.account(of: number)
    #expect(!account.isGiven, sourceLocation: sourceLocation)
    #expect(account.hurdles.map(\.why) == [why], sourceLocation: sourceLocation)
    #expect(account.isProven, sourceLocation: sourceLocation)
    return try #require(account.hurdles.first, sourceLocation: sourceLocation)
  }

  private static let lightning = RuleFixture.rule(
    "t.lightning", gives: "cause: lightning", when: "any: [打雷]")
  private static let wind = RuleFixture.rule(
    "t.wind", gives: "cause: wind_rain", when: "any: [大风]", more: "score: 3")

  @Test("a label with too few points")
  func belowNeed() throws {
    let hurdle = try checkLabel(
      "cause:lightning", "又打雷又大风", [Self.lightning, Self.wind], is: "below_need")
    #expect(hurdle.score == 2)
    #expect(hurdle.need == 3)
  }

  @Test("a label that another beats")
  func beaten() throws {
    let hurdle = try checkLabel(
      "cause:lightning", "又打雷又大风",
      [
        RuleFixture.rule(
          "t.lightning", gives: "cause: lightning", when: "any: [打雷]", more: "score: 3"),
        Self.wind,
      ],
      policy: "beats:\n  - {winner: cause:wind_rain, loser: cause:lightning}", is: "beaten")
    #expect(hurdle.byLabel != nil)
  }

  @Test("a label whose required words are missing")
  func missingRequirement() throws {
    let hurdle = try checkLabel(
      "cause:lightning", "刚才打雷", [Self.lightning],
      policy: "requires:\n  - {label: cause:lightning, any: [闪电]}", is: "missing_requirement")
    #expect(hurdle.words == ["闪电"])
  }

  @Test("a label whose rule another rule suppresses")
  func suppressed() throws {
    let hurdle = try checkLabel(
      "cause:lightning", "刚才打雷，是演习",
      [
        Self.lightning,
        RuleFixture.rule(
          "t.drill", gives: "intent: non_demand", when: "any: [演习]",
          more: "suppresses: [t.lightning]"),
      ], is: "suppressed")
    #expect(hurdle.byRule == 0)
  }

  @Test("a label that an intent clears")
  func cleared() throws {
    _ = try checkLabel(
      "cause:lightning", "刚才打雷，是演习",
      [
        Self.lightning,
        RuleFixture.rule("t.drill", gives: "intent: non_demand", when: "any: [演习]"),
      ], policy: "clears:\n  - {when: intent:non_demand, clears: [topic, cause]}", is: "cleared")
  }

  // MARK: More than one

  @Test("of several places, the one that fails the fewest tests is shown")
  func fewest() throws {
    let failed = try check(
      "去年没有停电险。现在没有停电", when: ["any: [停电], not_in: [停电险]"], is: .context)
    #expect(failed.places.first?.span.start == 12)
  }

  @Test("two tests that fail together are both named")
  func two() throws {
    let rule = RuleFixture.rule(
      "t.r", gives: "cause: lightning", when: "any: [停电], not_in: [停电险]")
    var classifier = OrderClassifier(engine: try RuleFixture(rule).engine())
    classifier.explain(text: "没有停电险")
    let miss = classifier.nearMiss(rule: 0)
    #expect(miss.failed.map(\.test) == [.context, .notIn])
    #expect(miss.isProven)
  }

  @Test("a draft that would fire is told to be a draft")
  func draft() throws {
    let rule = RuleFixture.rule(
      "t.r", gives: "cause: lightning", when: "any: [停电]", more: "status: draft")
    var classifier = OrderClassifier(engine: try RuleFixture(rule).engine())
    classifier.explain(text: "停电了")
    #expect(classifier.nearMiss(rule: 0).failed.map(\.test) == [.status])
  }

  @Test("a rule of which nothing stands in the text is far, and nothing is claimed to be proven")
  func far() throws {
    var classifier = OrderClassifier(engine: try RuleFixture(Self.lightning).engine())
    classifier.explain(text: "请问营业时间")
    let miss = classifier.nearMiss(rule: 0)
    #expect(miss.isFar)
    #expect(!miss.isProven)
    #expect(miss.failed.map(\.test) == [.missingWord])
    #expect(miss.nearest?.line == 0)
    #expect(miss.nearest?.missing == ["打雷"])
    #expect(miss.nearest?.resembles == nil)
  }

  @Test("of lines that stand nowhere, the one that resembles the text most is the nearest")
  func nearestLine() throws {
    let rule = RuleFixture.rule(
      "t.r", gives: "cause: lightning", when: "any: [打雷]", "any: [停电, 断线]")
    var classifier = OrderClassifier(engine: try RuleFixture(rule).engine())
    classifier.explain(text: "家里停店了")
    let nearest = try #require(classifier.nearMiss(rule: 0).nearest)
    #expect(nearest.line == 1)
    #expect(nearest.resembled == "停电")
    #expect(nearest.resembles?.start == 2)
  }

  @Test("a line of which some words stand is nearer than one that only resembles the text")
  func nearestPart() throws {
    let rule = RuleFixture.rule(
      "t.r", gives: "cause: lightning", when: "any: [停电]", "near: [打雷, 跳闸]")
    var classifier = OrderClassifier(engine: try RuleFixture(rule).engine())
    classifier.explain(text: "打雷了，停店了")
    let miss = classifier.nearMiss(rule: 0)
    #expect(!miss.isProven)
    #expect(miss.nearest?.line == 1)
    #expect(miss.nearest?.missing == ["跳闸"])
  }

  @Test("of rules that look for nothing in the text, the one that resembles it most comes first")
  func nearestRule() throws {
    let rules = [
      RuleFixture.rule("t.a", gives: "cause: lightning", when: "any: [落雷]"),
      RuleFixture.rule("t.b", gives: "cause: lightning", when: "any: [雷击]"),
    ]
    var classifier = OrderClassifier(engine: try RuleFixture(rules: rules).engine())
    classifier.explain(text: "说是雷机，不清楚")
    let number = try #require(classifier.engine.ruleSet.taxonomy.number("cause:lightning"))
    #expect(classifier.misses(of: number).map(\.rule) == [1, 0])
  }

  @Test("an explanation changes nothing that was decided")
  func leavesNoTrace() throws {
    let engine = try RuleFixture(rules: [Self.lightning, Self.wind]).engine()
    var classifier = OrderClassifier(engine: engine)
    classifier.explain(text: "又打雷又大风，没有雷击")
    let before = classifier.account().given.map(\.label)
    for number in engine.ruleSet.taxonomy.labels.indices {
      _ = classifier.account(of: number)
      _ = classifier.misses(of: number)
    }
    #expect(classifier.account().given.map(\.label) == before)
  }
}
