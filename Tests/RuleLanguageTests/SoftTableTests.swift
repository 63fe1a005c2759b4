import Foundation
import RuleLanguage
import TestSupport
import Testing

/// Soft tables and what policy makes of their logits.
struct SoftTableTests {
  private func read(_ files: [String: String]) throws -> RuleReading {
    let folder = try TemporaryFolder()
    let base = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Golden/base").path
    try folder.overlay(base, into: "Rules")
    for (name, text) in files { try folder.write(text, to: "Rules/" + name) }
    return RuleLibrary.read(folder: folder.path + "/Rules")
  }

  @Test("a table is read with its biases and comments left out")
  func table() throws {
    let reading = try read([
      "soft/intent.tsv":
        "# learned\n@\tinquiry\tfault_repair\n*\t-25\t\n停电\t\t90\n吗\t-4\t0\n"
    ])
    #expect(reading.diagnostics.isEmpty)
    let set = try #require(reading.ruleSet)
    let repair = try #require(set.taxonomy.number("intent:fault_repair"))
    let inquiry = try #require(set.taxonomy.number("intent:inquiry"))
    #expect(set.soft.count == 1)
    #expect(set.soft[0].axis == .intent)
    #expect(set.soft[0].labels == [inquiry, repair])
    // Files hold hundredths of a logit, the model thousandths; an empty cell is 0.
    #expect(set.soft[0].biases == [-250, 0])
    #expect(set.soft[0].features == ["停电", "吗"])
    #expect(set.soft[0].weights == [0, 900, -40, 0])
  }

  @Test("an attribute has a table of its own, and policy says what it leans to")
  func attribute() throws {
    let set = try #require(
      try read([
        "soft/urgency.tsv": "@\tcritical\tnormal\n*\t-5\t5\n",
        "policy.yaml": """
        format: policy/1
        soft:
          urgency: {decides: true, lean: {critical: 1500}}
        """,
      ]).ruleSet)
    let critical = try #require(set.taxonomy.number("urgency:critical"))
    #expect(set.soft[0].attribute == "urgency")
    #expect(set.policy.soft(set.soft[0]).decides)
    #expect(set.policy.soft(set.soft[0]).lean == [critical: 1500])
  }

  @Test("policy says what a logit weighs, and from where a label may stand alone")
  func policy() throws {
    let set = try #require(
      try read([
        "policy.yaml": """
        format: policy/1
        soft:
          intent: {scale: 1500, up: 4, down: 3, alone: 500}
          cause: {alone: never, down: 2, neutral: -3000}
        """
      ]).ruleSet)
    #expect(set.policy.intent.soft.alone == 500)
    #expect(set.policy.cause.soft.alone == nil)
    #expect(set.policy.cause.soft.down == 2)
    #expect([-9000, -4000, -3000, -2000].map(set.policy.cause.soft.points) == [-2, -1, 0, 1])
    #expect(set.policy.topic.soft == SoftPolicy())
    let soft = set.policy.intent.soft
    #expect(
      [-9000, -1000, -333, 0, 333, 334, 1000, 9000].map(soft.points) == [
        -3, -2, 0, 0, 0, 1, 2, 4,
      ])
  }

  @Test("a wrong `alone` is told")
  func wrongAlone() throws {
    let reading = try read([
      "policy.yaml": "format: policy/1\nsoft:\n  topic: {alone: sometimes}\n"
    ])
    #expect(reading.diagnostics.map(\.code) == [.badValue])
  }
}
