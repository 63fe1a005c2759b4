import Foundation
import Matching
import RuleLanguage
import TestSupport
import Testing
import Workbench

/// What people read; see `Golden/` and `RECORD_GOLDEN=1`.
struct ExplanationGoldenTests {
  private static let rules = [
    RuleFixture.rule(
      "t.outage_word", gives: "topic: outage, intent: fault_repair", when: "any: [停电, 没电]"),
    RuleFixture.rule(
      "t.lightning_then_out", gives: "cause: lightning",
      when: "near: [打雷 | 炸雷, 停电 | 没电], within: 8, ordered: true",
      more: "unless:", "  - any: [防雷检测]"),
    RuleFixture.rule(
      "t.lightning_word", gives: "cause: lightning", when: "any: [雷击], not_in: [防雷击]"),
    RuleFixture.rule(
      "t.wind_word", gives: "cause: wind_rain", when: "any: [大风]", "any: [刮断]"),
    RuleFixture.rule("t.inquiry_word", gives: "intent: inquiry", when: "any: [请问]"),
  ]

  private static let call = """
    客服：您好，请问有没有停电？
    客户：刚才一声炸雷，家里就没电了，电话13812345678。
    客服：是雷击吗？
    客户：没有雷击。大风吹的。
    """

  private static let order = """
    工单编号：2026071200183
    受理时间：2026-07-12 10:00:00
    受理内容：客户报修家中停电，担心是雷击。
    处理结果：经查，避雷器完好，未见雷击痕迹。
    请您对本次服务评价
    """

  private func classifier(_ text: String) throws -> OrderClassifier {
    var classifier = OrderClassifier(engine: try RuleFixture(rules: Self.rules).engine())
    classifier.explain(text: text)
    return classifier
  }

  private func check(
    _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Golden"
    let difference = Golden.difference(of: text, from: "\(folder)/explain-\(name)")
    #expect(difference == nil, "\(difference ?? "")", sourceLocation: sourceLocation)
  }

  @Test("why each label was given")
  func order() throws {
    var classifier = try classifier(Self.call)
    check(ExplanationText(classifier).order(classifier.account()), "order.txt")
    check(ExplanationJSON(classifier).order(classifier.account()).text, "order.json")
  }

  @Test("why a label was not given")
  func label() throws {
    var classifier = try classifier(Self.order)
    let number = try #require(classifier.engine.ruleSet.taxonomy.number("cause:lightning"))
    let account = classifier.account(of: number)
    let misses = classifier.misses(of: number)
    check(ExplanationText(classifier).whyLabel(account, misses), "label.txt")
    check(ExplanationJSON(classifier).whyLabel(account, misses).text, "label.json")
  }

  @Test("why a rule did not fire")
  func rule() throws {
    var classifier = try classifier(Self.call)
    let rules = classifier.engine.ruleSet.rules
    var text = ""
    for number in rules.indices {
      text += ExplanationText(classifier).rule(classifier.nearMiss(rule: number)) + "\n"
    }
    check(text, "rules.txt")
  }

  @Test("a rule and a label of which nothing stands in the text: what is nearest, what is missing")
  func far() throws {
    var classifier = try classifier("客户来电说家里停店了，一阵砸雷，问营业厅几点开门。")
    let number = try #require(classifier.engine.ruleSet.taxonomy.number("cause:lightning"))
    let misses = classifier.misses(of: number)
    let account = classifier.account(of: number)
    var text = ExplanationText(classifier).whyLabel(account, misses) + "\n"
    for number in classifier.engine.ruleSet.rules.indices {
      text += ExplanationText(classifier).rule(classifier.nearMiss(rule: number)) + "\n"
    }
    check(text, "far.txt")
    check(ExplanationJSON(classifier).whyLabel(account, misses).text, "far.json")
  }

  @Test("a document as it was understood")
  func document() throws {
    check(DocumentText(try classifier(Self.call)).terminal, "call.txt")
    check(DocumentText(try classifier(Self.order)).terminal, "document.txt")
    check(DocumentText(try classifier(Self.order)).json.text, "document.json")
  }
}
