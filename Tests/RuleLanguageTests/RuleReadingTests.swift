import RuleLanguage
import TestSupport
import Testing
import Transcripts

/// What the lines of rules mean.
struct RuleReadingTests {
  private func kind(_ line: String, lists: String = "") throws -> ClauseKind {
    let rule = try #require(RulesFixture.rule("    when:\n      - \(line)", lists: lists))
    return try #require(rule.when.first?.kind)
  }

  @Test("a bare keyword is a meaning of its own, `a | b` is one meaning")
  func meanings() throws {
    guard case .any(let meanings) = try kind("any: [停电, 断电 | 没电]") else {
      Issue.record("not any")
      return
    }
    #expect(
      meanings == [
        Meaning(id: "停电", words: ["停电"]), Meaning(id: "断电", words: ["断电", "没电"]),
      ])
  }

  @Test("in `all` a list is one meaning, met by any of its words")
  func mergedLists() throws {
    let lists = "lists:\n  停电: [停电, 断电]"
    guard case .all(let meanings) = try kind("all: [雷击, $停电]", lists: lists) else {
      Issue.record("not all")
      return
    }
    #expect(
      meanings == [
        Meaning(id: "雷击", words: ["雷击"]), Meaning(id: "$停电", words: ["停电", "断电"]),
      ])
  }

  @Test("a pack's own list stands before a shared one of the same name")
  func ownListsFirst() throws {
    let files = [
      "lists/停电.txt": "# 共用\n停电 | 断电\n\n没电\n",
      "packs/p.yaml": RulesFixture.pack("    when:\n      - any: [$停电]"),
    ]
    guard case .any(let shared) = RulesFixture.read(files).ruleSet?.rules.last?.when.first?.kind
    else {
      Issue.record("not any")
      return
    }
    #expect(shared.map(\.id) == ["$停电/停电", "$停电/没电"])
    let lists = "lists:\n  停电: [失电]"
    guard case .any(let own) = try kind("any: [$停电]", lists: lists) else { return }
    #expect(own.map(\.id) == ["$停电/失电"])
  }

  @Test("a line carries its own speakers, sections, turns, contexts and longer phrases")
  func lineSettings() throws {
    let rule = try #require(
      RulesFixture.rule(
        """
            when:
              - any: [停电]
                by: [customer, unknown]
                in: reply
                turns: -3..-1
                context: [asserted, negated]
                not_in: [停电通知]
            unless:
              - any: [演习]
                scope: document
        """))
    let line = try #require(rule.when.first)
    #expect(line.speakers == [SpeakerSet(.customer), SpeakerSet(.unknown), SpeakerSet(.none)])
    #expect(line.sections == SectionSet(.reply))
    #expect(line.turns == -3...(-1))
    #expect(line.contexts == [.asserted, ContextSet(.negated)])
    #expect(line.notIn.map(\.id) == ["停电通知"])
    #expect(rule.unless.first?.scope == .document)
  }

  @Test("points may differ by axis, and nil leaves them to the policy")
  func points() throws {
    let pack = """
      format: rules/1
      pack: p
      rules:
        - id: p.r
          name: 规则
          gives: {cause: [lightning, wind_rain], topic: outage, urgency: critical}
          score: {cause: 3, urgency: 1}
          when:
            - any: [停电]
          hit: [甲]
          miss: [乙]

      """
    let set = try #require(RulesFixture.read(["packs/p.yaml": pack]).ruleSet)
    let rule = try #require(set.rules.last)
    let votes = rule.gives.map { "\(set.taxonomy.labels[$0.label].key) \($0.score ?? 0)" }
    #expect(
      votes == ["cause:lightning 3", "cause:wind_rain 3", "topic:outage 0", "urgency:critical 1"])
  }

  @Test("what looks like a number, a boolean or nothing stays the text it is")
  func textStaysText() throws {
    guard case .any(let meanings) = try kind("any: [0571, 010, 12:30, no, off, '~', 1e3]") else {
      Issue.record("not any")
      return
    }
    #expect(meanings.map(\.id) == ["0571", "010", "12:30", "no", "off", "~", "1e3"])
  }

  @Test("an example of several lines is one document")
  func blockExamples() throws {
    let pack = RulesFixture.pack(
      """
          when:
            - any: [停电]
          todo_hit:
            - |
              客户：家里停电了
              　　客服：好的
      """)
    let reading = RulesFixture.read(["packs/p.yaml": pack])
    let example = reading.ruleSet?.rules.last?.examples.last
    #expect(reading.diagnostics.isEmpty)
    #expect(example?.text == "客户：家里停电了\n　　客服：好的\n")
    #expect(example?.position.line == 14)
    #expect(example?.position.column == 9)
  }

  @Test("the place of a pattern is its first code point, behind the quote")
  func patternPlace() throws {
    let rule = try #require(RulesFixture.rule("    when:\n      - regex: '停.电'"))
    #expect(rule.when.first?.position.column == 17)
    #expect(rule.when.first?.position.line == 11)
  }

  @Test("neither the order of files nor that of rules changes the set")
  func orderDoesNotMatter() throws {
    let files = [
      "packs/p.yaml": RulesFixture.pack("    when:\n      - any: [$停电]"),
      "packs/lightning.yaml": DesignSampleTests.pack,
      "lists/停电.txt": "停电\n",
    ]
    let sources = RulesFixture.sources(files).sorted { $0.path < $1.path }
    let expected = RuleLibrary.read(sources: sources, today: "2026-07-12")
    let rules = try #require(expected.ruleSet).rules.map { "\($0)" }
    for seed in 1...20 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let reading = RuleLibrary.read(
        sources: sources.shuffled(using: &generator), today: "2026-07-12")
      #expect(reading.ruleSet?.rules.map { "\($0)" } == rules)
      #expect(reading.ruleSet?.digest == expected.ruleSet?.digest)
      #expect(reading.diagnostics.map { "\($0)" } == expected.diagnostics.map { "\($0)" })
    }
  }
}
