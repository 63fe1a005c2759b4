import Foundation
import Matching
import TestSupport
import Testing
import Workbench

/// What people dragged, held against what the rules do now.
struct FeedbackReviewTests {
  static let fixture = RuleFixture(
    RuleFixture.rule("t.outage", gives: "topic: outage, intent: fault_repair", when: "any: [停电]"),
    RuleFixture.rule("t.lightning", gives: "cause: lightning", when: "any: [打雷]"),
    RuleFixture.rule("t.complaint", gives: "intent: complaint", when: "any: [投诉]"))

  static let lines = """
    {"digest":"sha256:1","kind":"false_alarm","target":"t.lightning","name":"a.txt","text":"打雷公司门口停电"}
    {"digest":"sha256:1","kind":"false_alarm","target":"t.lightning","name":"a2.txt","text":"打雷公司门口停电"}
    {"digest":"sha256:2","kind":"correction","target":"cause:lightning","name":"b.txt","text":"打雷后停电"}
    {"digest":"sha256:3","kind":"correction","target":"cause:lightning","name":"c.txt","text":"天上一道白光，停电"}
    {"digest":"sha256:4","kind":"correction","target":"intent:inquiry","name":"d.txt","text":"请问何时停电"}
    {"digest":"sha256:4","kind":"correction","target":"intent:complaint","name":"d.txt","text":"请问何时停电"}
    {"digest":"sha256:5","kind":"false_alarm","target":"t.complaint","name":"e.txt","text":"谢谢师傅"}
    {"digest":"sha256:6","kind":"false_alarm","target":"t.gone","name":"f.txt","text":"谢谢"}
    {"digest":"sha256:7","ki
    """

  static func evaluation(_ lines: String = lines) throws -> (FeedbackCases, FeedbackEvaluation) {
    let folder = try TemporaryFolder()
    let cases = try FeedbackCases(path: folder.write(lines, to: "cases.jsonl"))
    return (cases, FeedbackEvaluation(cases, engine: try fixture.engine()))
  }

  @Test("the same verdict on the same text counts once; a torn line takes no other with it")
  func once() throws {
    let (cases, evaluation) = try Self.evaluation()
    #expect(cases.cases.count == 7)
    #expect(cases.unreadable == 1)
    #expect(evaluation.orders == 6)
    #expect(evaluation.falseAlarms == 2)
    #expect(evaluation.outdated == ["t.gone"])
  }

  @Test("verdicts are met or open")
  func open() throws {
    let (_, evaluation) = try Self.evaluation()
    #expect((evaluation.corrections, evaluation.given) == (3, 1))
    #expect(evaluation.quiet == 1)
    #expect(
      evaluation.open.map(\.target) == ["t.lightning", "cause:lightning", "intent:complaint"])
  }

  @Test("a rule is right where people asked for its label, wrong where they blamed it")
  func reviews() throws {
    let (_, evaluation) = try Self.evaluation()
    let lightning = try #require(evaluation.review(of: "t.lightning", atLeast: 2))
    #expect((lightning.right, lightning.wrong) == (1, 1))
    // Its intent was corrected to another; the topic it gives was not spoken of.
    let outage = try #require(evaluation.review(of: "t.outage", atLeast: 1))
    #expect((outage.right, outage.wrong) == (0, 1))
    #expect(evaluation.review(of: "t.complaint", atLeast: 1) == nil)
  }

  @Test("below the smallest sample no precision is shown, in text and in JSON")
  func minimum() throws {
    let (_, evaluation) = try Self.evaluation()
    #expect(evaluation.review(of: "t.lightning", atLeast: 3) == nil)
    let report = FeedbackReport(evaluation)
    #expect(!report.text.contains("t.outage"))
    #expect(report.text.contains("2 rules were reviewed on fewer than 5 orders"))
    #expect(!report.json.text.contains("precision_percent"))
    #expect(report.json.text.contains(#""wrong": 1"#))
  }

  @Test("feedback is told as recorded")
  func golden() throws {
    let (_, evaluation) = try Self.evaluation()
    var options = FeedbackReport.Options()
    options.minimum = 2
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Golden"
    let difference = Golden.difference(
      of: FeedbackReport(evaluation, options).text, from: "\(folder)/eval-feedback.txt")
    #expect(difference == nil, "\(difference ?? "")")
  }
}
