import TestSupport
import Testing

/// Sizes and places at the edge of what rules and orders can be.
struct EdgeTests {
  private static func words(_ count: Int) -> (list: String, text: [String]) {
    let words = (0..<count).map { "词\($0)号" }
    return ("[" + words.joined(separator: ", ") + "]", words)
  }

  private func checkMany(_ count: Int) throws {
    let (list, words) = Self.words(count)
    let all = RuleFixture(outageRule("all: \(list)"))
    #expect(try all.classify(words.joined()).evidence.count == count)
    #expect(try all.classify(words.dropLast().joined()).topicIds == [])
    let near = RuleFixture(outageRule("near: \(list), within: 2"))
    #expect(try near.classify(words.joined()).topicIds == ["outage"])
  }

  @Test("`all` and `near` take as many words as people write", arguments: [2, 8, 31, 32, 33, 64])
  func manyWords(count: Int) throws { try checkMany(count) }

  @Test("more parts than a line can hold are refused with a sentence, not taken", arguments: [65, 100])
  func tooManyWords(count: Int) throws {
    let words = (0..<count).map { "词\($0)组" }
    let fixture = RuleFixture(outageRule("all: [\(words.joined(separator: ", "))]"))
    #expect(throws: (any Error).self) { try fixture.classify("停电") }
  }

  @Test("a word at the very start and the very end is found")
  func ends() throws {
    try check("«停电»", outageRule("any: [停电]"))
    try check("«停电»，«断电»", outageRule("any: [停电, 断电]"))
  }

  @Test("overlapping words are all found")
  func overlapping() throws {
    let result = try RuleFixture(outageRule("any: [停电, 电表, 停电表]")).classify("停电表")
    #expect(result.places() == [0..<2, 0..<3, 1..<3])
  }

  private func checkLong(_ line: String, times: Int) throws {
    let text = String(repeating: line, count: times) + "😀家里停电了"
    let result = try RuleFixture(outageRule("any: [停电]")).classify(text)
    let end = text.unicodeScalars.count
    #expect(result.places() == [(end - 3)..<(end - 1)])
  }

  @Test("a long order is matched to its end, and its quotes stand where they should")
  func long() throws { try checkLong("今天天气很好。\n", times: 20_000) }

  @Test(
    "a long order full of cue words takes time in proportion to its length",
    .timeLimit(.minutes(1)))
  func longWithCues() throws { try checkLong("今天没有什么事。\n", times: 20_000) }

  @Test("a pattern finds the end of a long order too")
  func longPattern() throws {
    let filler = String(repeating: "今天天气很好。\n", count: 5_000)
    let result = try RuleFixture(outageRule("regex: '停.?电'")).classify(filler + "停了电")
    #expect(result.topicIds == ["outage"])
    #expect(result.status == "ok")
  }

  @Test("a rule may give several labels of one axis")
  func severalLabels() throws {
    let rule = RuleFixture.rule(
      "t.a", gives: "cause: [lightning, wind_rain]", when: "any: [雷雨]", more: "score: 3")
    let result = try RuleFixture(rule).classify("雷雨天")
    #expect(result.causeIds.sorted() == ["lightning", "wind_rain"])
    #expect(result.evidence.count == 2)
  }

  @Test("a speaker who is not known counts as the customer, never as the agent")
  func unknownSpeaker() throws {
    let text = "来电人：家里停电了\n客服：好的"
    for (speaker, topics) in [("customer", ["outage"]), ("agent", [])] {
      var fixture = RuleFixture(outageRule("any: [停电]", more: "by: \(speaker)"))
      fixture.layouts = fixture.layouts.replacing(
        "names: [客户, 用户], speaker: customer",
        with: "names: [来电人], speaker: unknown")
      #expect(try fixture.classify(text).topicIds == topics, "by: \(speaker)")
    }
  }

  @Test("what the agent states is found, and drops what the customer only suspected")
  func foundByAgent() throws {
    let fixture = RuleFixture(
      RuleFixture.rule("t.a", gives: "cause: lightning", when: "any: [雷击]", more: "score: 3"),
      RuleFixture.rule(
        "t.b", gives: "cause: fuse_fault", when: "any: [熔断器]", more: "score: 3"))
    let result = try fixture.classify("客户：怀疑熔断器坏了。\n客服：那边是雷击导致的。\n客户：哦。")
    #expect(result.causeIds == ["lightning"])
    #expect(result.whyDropped("cause:fuse_fault") == "found_elsewhere")
  }

  @Test(
    "words of a denial count in a finding only, not in the customer's mouth")
  func denialsAreFindings() throws {
    let attitude = RuleFixture.rule(
      "t.a", gives: "cause: attitude_poor", when: "any: [态度恶劣]")
    let fixture = RuleFixture(
      rules: [attitude], policy: "denials:\n  - {labels: cause:attitude_poor, words: [不属实]}")
    let denied = try fixture.classify("受理内容：态度恶劣\n处理结果：核实不属实")
    #expect(denied.causeIds == [])
    let claimed = try fixture.classify("受理内容：态度恶劣，上次回复说不属实，客户不认可")
    #expect(claimed.causeIds == ["attitude_poor"])
  }
}
