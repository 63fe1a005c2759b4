import Matching
import TestSupport
import Testing

/// Recognition errors are heard in spoken text, and nowhere else.
struct SoundTests {
  private static let arrears = RuleFixture.rule(
    "t.arrears", gives: "topic: bill", when: "any: [欠费]")
  private static let pot = RuleFixture.rule(
    "t.pot", gives: "cause: equipment_other", when: "any: [瓷壶]")

  private func fixture(_ rules: String...) -> RuleFixture {
    var fixture = RuleFixture(rules: rules)
    fixture.files["lists/同音.txt"] = "# 只在说话的文字里\n欠费\n空开\n瓷壶\n营业厅\n电表箱\n表箱\n重合\n"
    return fixture
  }

  @Test("a word misheard in a call is found, and the evidence quotes what is written")
  func heard() throws {
    let text = "客服：您好。\n客户：我家说是欠肥了，没电。"
    let result = try fixture(Self.arrears).classify(text)
    #expect(result.topicIds == ["bill"])
    let evidence = try #require(result.evidence.first)
    #expect(evidence.quote == "欠肥")
    #expect(evidence.term == "欠费")
    #expect(evidence.how == "sound")
    let scalars = Array(text.unicodeScalars)[evidence.start..<evidence.end]
    #expect(String(String.UnicodeScalarView(scalars)) == "欠肥")
  }

  @Test("what is written as it should be has no `how`")
  func written() throws {
    let result = try fixture(Self.arrears).classify("客服：您好。\n客户：我家说是欠费了。")
    #expect(result.evidence.first?.quote == "欠费")
    #expect(result.evidence.first?.how == nil)
  }

  @Test("written text is never heard", arguments: ["我家说是欠肥了，没电。", "受理内容：客户欠肥\n处理结果：已办\n"])
  func ordinary(_ text: String) throws {
    #expect(try fixture(Self.arrears).classify(text).topics.isEmpty)
  }

  @Test("a rule that says `sounds_like: false` reads what is written")
  func deaf() throws {
    let deaf = RuleFixture.rule(
      "t.deaf", gives: "topic: bill", when: "any: [欠费]", more: "sounds_like: false")
    let written = RuleFixture.rule(
      "t.written", gives: "topic: meter", when: "any: [肥]", more: "sounds_like: false")
    let result = try fixture(deaf, written, Self.pot).classify(
      "客服：您好。\n客户：说是欠肥，瓷湖裂了。")
    #expect(result.topicIds == ["meter"])
    #expect(result.causes.map(\.id) == ["equipment_other"])
    #expect(result.evidence.first { $0.rule == "t.written" }?.how == nil)
    #expect(result.evidence.first { $0.rule == "t.pot" }?.how == "sound")
  }

  @Test("examples are heard as orders are, each rule in its own way")
  func examples() throws {
    let deaf = RuleFixture.rule(
      "t.deaf", gives: "topic: bill", when: "any: [欠费]", more: "sounds_like: false")
    var classifier = OrderClassifier(engine: try fixture(Self.arrears, deaf).engine())
    classifier.read(text: "客服：您好。\n客户：说是欠肥。")
    let fired = [classifier.fires(rule: 0), classifier.fires(rule: 1), classifier.fires(rule: 0)]
    #expect(fired == [true, false, true])
  }

  @Test("a word written out goes before one that is heard across its edge")
  func writtenFirst() throws {
    // 电表箱 could be heard in 店表箱; but in 表乡营业厅 nothing may take 营 away.
    let hall = RuleFixture.rule("t.hall", gives: "topic: bill", when: "any: [营业厅]")
    let result = try fixture(hall).classify("客服：您好。\n客户：那个营业厅不开门。")
    #expect(result.evidence.map(\.quote) == ["营业厅"])
  }

  @Test("a character with two readings is heard in both")
  func polyphones() throws {
    let rule = RuleFixture.rule("t.re", gives: "topic: meter", when: "any: [重合]")
    #expect(try fixture(rule).classify("客服：您好。\n客户：他说虫合了。").topicIds == ["meter"])
  }
}
