import TestSupport
import Testing

/// The tables of the policy.
struct PolicyTests {
  private static let lightning = RuleFixture.rule(
    "t.lightning", gives: "cause: lightning", when: "any: [雷击]", more: "score: 3")
  private static let fuse = RuleFixture.rule(
    "t.fuse", gives: "cause: fuse_fault", when: "any: [熔断器]", more: "score: 3")
  private static let other = RuleFixture.rule(
    "t.other", gives: "cause: equipment_other", when: "any: [设备]", more: "score: 3")
  private static let outage = RuleFixture.rule(
    "t.outage", gives: "topic: outage", when: "any: [停电]")
  private static let voltage = RuleFixture.rule(
    "t.voltage", gives: "topic: voltage", when: "any: [电压]")
  private static let inquiry = RuleFixture.rule(
    "t.inquiry", gives: "intent: inquiry", when: "any: [咨询]")

  @Test("`implies` brings points for another label")
  func implies() throws {
    let fixture = RuleFixture(
      rules: [Self.lightning],
      policy: """
        implies:
          - {when: cause:lightning, gives: topic:outage, points: 2}
          - {when: group:natural, gives: intent:fault_repair, points: 3}
        """)
    let result = try fixture.classify("雷击")
    #expect(result.topicIds == ["outage"])
    #expect(result.topics.first?.score == 2)
    #expect(result.intent?.id == "fault_repair")
    #expect(result.intent?.score == 3)
    #expect(result.intent?.rules == [])
  }

  @Test("two causes of one group imply once")
  func impliesOnce() throws {
    let wind = RuleFixture.rule(
      "t.wind", gives: "cause: wind_rain", when: "any: [大风]", more: "score: 3")
    let fixture = RuleFixture(
      rules: [Self.lightning, wind],
      policy: "implies:\n  - {when: group:natural, gives: intent:fault_repair, points: 2}")
    let result = try fixture.classify("雷击大风")
    #expect(result.causeIds == ["lightning", "wind_rain"])
    #expect(result.intent?.score == 2)
  }

  @Test("`unless_state` holds an implication back")
  func unlessState() throws {
    let fixture = RuleFixture(
      rules: [Self.lightning],
      policy: """
        implies:
          - {when: cause:lightning, gives: intent:fault_repair, points: 2, unless_state: restored}
        """)
    #expect(try fixture.classify("雷击").intent?.id == "fault_repair")
    #expect(try fixture.classify("雷击，现已来电").intent == nil)
  }

  @Test("a state gives or takes points")
  func statePoints() throws {
    let repair = RuleFixture.rule(
      "t.repair", gives: "intent: fault_repair", when: "any: [停电]")
    let fixture = RuleFixture(
      rules: [repair, Self.inquiry],
      policy: "state_points:\n  - {state: restored, label: intent:fault_repair, points: -3}")
    #expect(try fixture.classify("停电，咨询").intent?.id == "fault_repair")
    #expect(try fixture.classify("停电，咨询，现已来电").intent?.id == "inquiry")
  }

  @Test("a state that is negated or supposed is no state")
  func stateNegated() throws {
    let repair = RuleFixture.rule(
      "t.repair", gives: "intent: fault_repair", when: "any: [停电]")
    let fixture = RuleFixture(
      rules: [repair],
      policy: "state_points:\n  - {state: restored, label: intent:fault_repair, points: -3}")
    #expect(try fixture.classify("停电，如果现已来电就好").intent?.id == "fault_repair")
  }

  @Test("a label that `requires` a word is dropped without it")
  func requires() throws {
    let fixture = RuleFixture(
      rules: [Self.fuse],
      policy: "requires:\n  - {label: cause:fuse_fault, any: [跳闸, 烧]}")
    #expect(try fixture.classify("熔断器烧了").causeIds == ["fuse_fault"])
    let without = try fixture.classify("熔断器")
    #expect(without.causeIds == [])
    #expect(without.whyDropped("cause:fuse_fault") == "missing_requirement")
  }

  @Test("`beats` drops the loser when both stand")
  func beats() throws {
    let fixture = RuleFixture(
      rules: [Self.fuse, Self.other],
      policy: "beats:\n  - {winner: cause:fuse_fault, loser: cause:equipment_other}")
    let result = try fixture.classify("设备熔断器")
    #expect(result.causeIds == ["fuse_fault"])
    #expect(result.whyDropped("cause:equipment_other") == "beaten")
    #expect(result.dropped.first?.by == "cause:fuse_fault")
    #expect(try fixture.classify("设备").causeIds == ["equipment_other"])
  }

  @Test("`beats` with a condition waits for it")
  func beatsWhen() throws {
    let fixture = RuleFixture(
      rules: [Self.lightning, Self.outage, Self.voltage],
      policy: """
        beats:
          - {winner: topic:outage, loser: topic:voltage, when: cause:lightning}
        """)
    #expect(try fixture.classify("停电电压").topicIds == ["outage", "voltage"])
    #expect(try fixture.classify("停电电压雷击").topicIds == ["outage"])
  }

  @Test("a winner below its need beats nobody")
  func weakWinner() throws {
    let weak = RuleFixture.rule(
      "t.fuse", gives: "cause: fuse_fault", when: "any: [熔断器]", more: "score: 1")
    let fixture = RuleFixture(
      rules: [weak, Self.other],
      policy: "beats:\n  - {winner: cause:fuse_fault, loser: cause:equipment_other}")
    #expect(try fixture.classify("设备熔断器").causeIds == ["equipment_other"])
  }

  @Test("`clears` empties axes")
  func clears() throws {
    let test = RuleFixture.rule(
      "t.test", gives: "intent: non_demand", when: "any: [测试工单]", more: "score: 5")
    let fixture = RuleFixture(
      rules: [test, Self.lightning, Self.outage],
      policy: "clears:\n  - {when: intent:non_demand, clears: [topic, cause]}")
    let result = try fixture.classify("测试工单，雷击停电")
    #expect(result.intent?.id == "non_demand")
    #expect(result.topicIds == [])
    #expect(result.causeIds == [])
    #expect(result.whyDropped("cause:lightning") == "cleared")
    #expect(result.attributes["improvement"] == "none")
    #expect(result.evidence.map(\.label) == ["intent:non_demand"])
  }

  @Test("words of a denial drop the causes they name")
  func denials() throws {
    let attitude = RuleFixture.rule(
      "t.attitude", gives: "cause: attitude_poor", when: "any: [态度恶劣]")
    let fixture = RuleFixture(
      rules: [attitude, Self.lightning],
      policy: "denials:\n  - {labels: cause:attitude_poor, words: [态度问题不成立]}")
    let result = try fixture.classify("受理内容：雷击。态度恶劣。\n处理结果：态度问题不成立")
    #expect(result.causeIds == ["lightning"])
    #expect(result.whyDropped("cause:attitude_poor") == "denied")
  }

  @Test("a generic topic yields to a specific one")
  func generic() throws {
    let fixture = RuleFixture(
      rules: [Self.outage, Self.voltage],
      policy: "generic: {labels: ['topic:voltage'], minus: 1}")
    #expect(try fixture.classify("电压").topicIds == ["voltage"])
    let both = try fixture.classify("电压停电")
    #expect(both.topicIds == ["outage"])
    #expect(both.whyDropped("topic:voltage") == "below_need")
  }

  @Test("a label is dropped for the first reason it meets and told once")
  func toldOnce() throws {
    let fixture = RuleFixture(
      rules: [Self.fuse, Self.other],
      policy: """
        beats:
          - {winner: cause:fuse_fault, loser: cause:equipment_other}
        requires:
          - {label: cause:equipment_other, any: [烧]}
        """)
    let result = try fixture.classify("设备熔断器")
    #expect(result.dropped.count { $0.label == "cause:equipment_other" } == 1)
    #expect(result.whyDropped("cause:equipment_other") == "missing_requirement")
  }
}

/// Rules that stop other rules.
struct SuppressTests {
  private func rule(_ id: String, _ label: String, _ word: String, _ more: String...) -> String {
    RuleFixture.rule(id, gives: label, lines: ["any: [\(word)]"], more: more)
  }

  @Test("a rule that fires suppresses another in the whole document")
  func suppresses() throws {
    let fixture = RuleFixture(
      rule("t.a", "topic: outage", "停电", "suppresses: [t.b]"),
      rule("t.b", "topic: voltage", "电压"))
    #expect(try fixture.classify("电压低").topicIds == ["voltage"])
    let both = try fixture.classify("电压低。后来停电")
    #expect(both.topicIds == ["outage"])
    #expect(both.whyDropped("topic:voltage") == "suppressed")
    #expect(both.dropped.first?.by == "t.a")
  }

  @Test("a suppressed rule suppresses nothing")
  func chain() throws {
    let fixture = RuleFixture(
      rule("t.a", "topic: outage", "停电", "suppresses: [t.b]"),
      rule("t.b", "topic: voltage", "电压", "suppresses: [t.c]"),
      rule("t.c", "topic: bill", "电费"))
    #expect(try fixture.classify("停电电压电费").topicIds == ["outage", "bill"])
    #expect(try fixture.classify("电压电费").topicIds == ["voltage"])
  }

  @Test("a chain of three settles whatever the ids")
  func chainBackwards() throws {
    let fixture = RuleFixture(
      rule("t.d", "topic: outage", "停电", "suppresses: [t.c]"),
      rule("t.c", "topic: voltage", "电压", "suppresses: [t.b]"),
      rule("t.b", "topic: bill", "电费", "suppresses: [t.a]"),
      rule("t.a", "topic: meter", "电表"))
    #expect(try fixture.classify("停电电压电费电表").topicIds == ["outage", "bill"])
  }

  @Test("a shadow rule gives no label, suppresses nothing and is listed apart")
  func shadow() throws {
    let fixture = RuleFixture(
      rule("t.a", "topic: outage", "停电", "suppresses: [t.b]", "status: shadow"),
      rule("t.b", "topic: voltage", "电压"))
    let result = try fixture.classify("停电电压")
    #expect(result.topicIds == ["voltage"])
    #expect(result.shadow.map(\.rule) == ["t.a"])
    #expect(result.shadow.map(\.label) == ["topic:outage"])
    #expect(result.evidence.map(\.rule) == ["t.b"])
  }

  @Test("draft and retired rules do not run on orders", arguments: ["draft", "retired"])
  func asleep(_ status: String) throws {
    let fixture = RuleFixture(rule("t.a", "topic: outage", "停电", "status: \(status)"))
    let result = try fixture.classify("停电了")
    #expect(result.topicIds == [])
    #expect(result.shadow.isEmpty)
  }
}

/// What a finding says against what was only supposed.
struct FindingTests {
  private static let fixture = RuleFixture(
    RuleFixture.rule("t.a", gives: "cause: lightning", when: "any: [雷击]", more: "score: 4"),
    RuleFixture.rule("t.b", gives: "cause: fuse_fault", when: "any: [熔断器]", more: "score: 3"),
    RuleFixture.rule(
      "t.c", gives: "cause: attitude_poor", when: "any: [态度恶劣]", more: "score: 3"))

  @Test("a found cause drops causes that are only suspected")
  func foundBeatsSuspected() throws {
    let result = try Self.fixture.classify("受理内容：客户怀疑雷击\n处理结果：更换熔断器")
    #expect(result.causeIds == ["fuse_fault"])
    #expect(result.whyDropped("cause:lightning") == "found_elsewhere")
  }

  @Test("a finding word makes the rest of the sentence a finding")
  func findingWord() throws {
    #expect(try Self.fixture.classify("怀疑雷击。经查熔断器烧坏。").causeIds == ["fuse_fault"])
  }

  @Test("what is asserted and not denied stays beside what was found")
  func assertedStays() throws {
    let result = try Self.fixture.classify("受理内容：遭雷击\n处理结果：更换熔断器")
    #expect(result.causeIds == ["lightning", "fuse_fault"])
  }

  @Test("causes outside the fault groups are not touched by a finding")
  func otherGroups() throws {
    let result = try Self.fixture.classify("受理内容：好像态度恶劣\n处理结果：更换熔断器")
    #expect(result.causeIds.sorted() == ["attitude_poor", "fuse_fault"])
  }

  @Test(
    "a denial in the finding drops the earlier hit of the same cause")
  func denied() throws {
    let result = try Self.fixture.classify("受理内容：遭雷击停电\n处理结果：与雷击无关")
    #expect(result.causeIds == [])
    #expect(result.whyDropped("cause:lightning") == "denied")
  }
}
