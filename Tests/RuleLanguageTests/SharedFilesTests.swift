import RuleLanguage
import Testing
import Transcripts

/// The files beside the packs: policy, cues, layouts, overrides.
struct SharedFilesTests {
  @Test("the policy resolves labels and groups to numbers")
  func policy() throws {
    let text = """
      format: policy/1
      score: 3
      margin: 2
      cap: 12
      axes:
        intent: {keep: 1, need: 1, contexts: [asserted, asked]}
        cause: {keep: 2, need: {first: 2, more: 3}, contexts: [asserted, suspected]}
        attribute: {contexts: [asserted]}
      precedence: {intent: [inquiry, fault_repair]}
      fault_groups: [natural, 'cause:fuse_fault']
      requires:
        - {label: cause:fuse_fault, any: [熔断器, 令克]}
      implies:
        - {when: group:natural, gives: intent:fault_repair, points: 2, unless_state: restored}
      state_points:
        - {state: restored, label: intent:fault_repair, points: -3}
      beats:
        - {winner: cause:fuse_fault, loser: cause:equipment_other}
        - {winner: topic:outage, loser: topic:voltage, when: cause:lightning}
      clears:
        - {when: intent:praise, clears: [topic, cause]}
      denials:
        - {labels: [cause:lightning], words: [与雷击无关]}
      generic: {labels: [topic:voltage], minus: 2}
      improvement:
        - {of: cause:lightning, is: consultation}
        - {of: group:natural, is: grid_operation}
      review: {low_score: 3, too_short: 5}
      pii: {mobile: mask, order_no: keep}

      """
    let reading = RulesFixture.read(["policy.yaml": text])
    #expect(reading.diagnostics.isEmpty)
    let set = try #require(reading.ruleSet)
    let number = { (key: String) in set.taxonomy.number(key) ?? -1 }
    let policy = set.policy
    #expect([policy.score, policy.margin, policy.cap] == [3, 2, 12])
    #expect(policy.intent.contexts == [.asserted, ContextSet(.asked)])
    #expect([policy.cause.keep, policy.cause.needFirst, policy.cause.needMore] == [2, 2, 3])
    #expect(policy.precedence == [number("intent:inquiry"), number("intent:fault_repair")])
    let natural = [number("cause:lightning"), number("cause:wind_rain")]
    #expect(policy.faultCauses == natural + [number("cause:fuse_fault")])
    #expect(policy.requires.map(\.words) == [["熔断器", "令克"]])
    #expect(policy.implies.first?.when == natural)
    #expect(policy.implies.first?.unlessState == "restored")
    #expect(policy.statePoints.first?.points == -3)
    #expect(policy.beats.count == 2)
    #expect(policy.beats.last?.when == [number("cause:lightning")])
    #expect(policy.clears.first?.axes == [.topic, .cause])
    #expect(policy.denials.first?.words == ["与雷击无关"])
    #expect(policy.generic == [number("topic:voltage")])
    #expect(policy.genericMinus == 2)
    #expect(policy.improvement[natural[0]] == "consultation")
    #expect(policy.improvement[natural[1]] == "grid_operation")
    #expect([policy.reviewLowScore, policy.reviewTooShort] == [3, 5])
    #expect(policy.privacy == [.mobile: .mask, .orderNumber: .keep])
  }

  @Test("cues keep their words, their reach and their examples")
  func cues() throws {
    let text = """
      format: cues/1
      ends: {clause: ['，', '；', ','], words: [但是, 不过]}
      pseudo: [没有电, 不得不]
      cues:
        - say: [没有, 未见]
          kind: negated
          looks: both
          reach: 6
          ends: sentence
          lists_members: true
        - say: [经查]
          kind: finding
        - {say: [与, 无关], kind: denial}
      gap_negations: [没碰]
      affirm: [对]
      deny: [没有]
      states:
        restored: [现已来电]
        hazard_now: []
      examples:
        - {text: '客户说家里没有«停电»', context: negated}
        - {text: 现已来电, state: restored}

      """
    let reading = RulesFixture.read(["cues.yaml": text])
    #expect(reading.diagnostics.isEmpty)
    let cues = try #require(reading.ruleSet?.cues)
    #expect(cues.clauseEnds == ["，", "；", ","])
    #expect(cues.endWords == ["但是", "不过"])
    #expect(cues.cues.map(\.kind) == [.context(.negated), .finding, .denial])
    let first = try #require(cues.cues.first)
    #expect(first.looks == .both && first.reach == 6 && first.ends == .sentence)
    #expect(first.listMembers)
    #expect(cues.cues[1].looks == .ahead && cues.cues[1].reach == 8)
    #expect(cues.states.map(\.name) == ["restored", "hazard_now"])
    #expect(cues.examples.map(\.context) == [.negated, nil])
    #expect(cues.examples.last?.state == "restored")
  }

  @Test("layouts keep field names, speakers and boilerplate")
  func layouts() throws {
    let text = """
      format: layouts/1
      fields:
        - {names: [受理内容, 诉求内容], section: accept}
        - {names: [工单编号], section: header, field: order_no}
      speakers:
        - {names: [客户, 用户], speaker: customer}
      findings: [经查]
      boilerplate:
        - starts:
            - 请您对本次服务评价，谢谢
          until: line
        - {starts: [温馨提示]}
      option_lists: {marks: ['□', '☐'], denies: [否, 无]}

      """
    let reading = RulesFixture.read(["layouts.yaml": text])
    #expect(reading.diagnostics.isEmpty)
    let layouts = try #require(reading.ruleSet?.layouts)
    #expect(layouts.fields.map(\.section) == [.accept, .header])
    #expect(layouts.fields.last?.field == "order_no")
    #expect(layouts.speakers.first?.speaker == .customer)
    #expect(layouts.boilerplate.map(\.until) == [.line, .sentence])
    #expect(layouts.boilerplate.first?.starts == ["请您对本次服务评价，谢谢"])
    #expect(layouts.optionMarks == ["□", "☐"])
  }

  @Test("the taxonomy knows its groups and what an attribute says without votes")
  func taxonomy() throws {
    let taxonomy = try #require(RulesFixture.read().ruleSet?.taxonomy)
    #expect(taxonomy.causeGroups == ["natural", "equipment"])
    #expect(taxonomy.attributes.map(\.nothing) == ["unknown", "normal", "none"])
    #expect(taxonomy.labels.first?.means == "wants power back")
    #expect(taxonomy.number("urgency:critical") != nil)
  }

  private func override(_ text: String) -> RuleReading {
    RulesFixture.read([
      "packs/p.yaml": RulesFixture.pack("    when:\n      - any: [停电]"),
      "overrides/本市.yaml": "format: override/1\ntarget: p.r\n" + text,
    ])
  }

  @Test("an override adds lines and replaces values")
  func overrides() throws {
    let reading = override(
      """
      append:
        unless:
          - any: [临时检修]
        hit:
          - 家里停电
      replace:
        score: 3
        name: 停电（本市）
      why: 误判 7 单
      until: 2026-12-31

      """)
    #expect(reading.diagnostics.isEmpty)
    let rule = try #require(reading.ruleSet?.rules.last)
    #expect(rule.name == "停电（本市）")
    #expect(rule.gives.first?.score == 3)
    #expect(rule.unless.count == 1)
    #expect(rule.unless.first?.position.file == "overrides/本市.yaml")
    #expect(rule.examples.filter { $0.kind == .hit }.map(\.text) == ["甲", "家里停电"])
  }

  @Test("an override whose day has passed keeps working, with a warning")
  func expired() {
    let reading = override("replace: {score: 3}\nwhy: 试\nuntil: 2026-07-11\n")
    #expect(reading.diagnostics.map(\.code) == [.expiredOverride])
    #expect(reading.ruleSet?.rules.last?.gives.first?.score == 3)
    #expect(override("replace: {score: 3}\nwhy: 试\nuntil: 2026-07-12\n").diagnostics.isEmpty)
  }

  @Test("an override needs a reason and a day", arguments: ["why: 试\n", "until: 2026-12-31\n"])
  func reasons(_ line: String) {
    #expect(override("replace: {score: 3}\n" + line).diagnostics.map(\.code) == [.missingKey])
  }
}
