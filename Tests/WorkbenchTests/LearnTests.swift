import Foundation
import Matching
import RuleLanguage
import TestSupport
import Testing

@testable import Workbench

/// Soft tables learned from a few made-up orders.
struct LearnTests {
  private static let taxonomy = """
    format: taxonomy/1
    intent:
      fault_repair: {zh: 故障报修, en: Fault repair}
      inquiry: {zh: 咨询查询, en: Inquiry}
    topic:
      outage: {zh: 停电, en: Outage}
      bill: {zh: 电费, en: Bill}
    cause:
      natural:
        lightning: {zh: 雷击, en: Lightning}
    attributes:
      urgency: {values: [critical, urgent, normal]}
    """

  private func engine() throws -> RuleEngine {
    let reading = RuleLibrary.read(sources: [
      SourceFile(path: "taxonomy.yaml", text: Self.taxonomy),
      SourceFile(
        path: "policy.yaml",
        text: "format: policy/1\nsoft:\n  intent: {scale: 3000, neutral: -1000, alone: 0}\n"),
    ])
    let set = try #require(reading.ruleSet)
    return try #require(RuleEngine.compile(set).engine)
  }

  /// Two writers, twelve orders each: 停电 means repair and outage, 电费 means a question.
  private func corpus() throws -> LabelledCorpus {
    let folder = try TemporaryFolder()
    for writer in ["x", "k1", "k2"] {
      var lines = ""
      for number in 0..<6 {
        lines += """
          {"id":"\(writer)\(number)","text":"家里停电了。电表10kV","intent":"fault_repair","topics":["outage"],"causes":["lightning"]}
          {"id":"\(writer)\(number + 10)","text":"电费怎么算","intent":"inquiry","topics":["bill"],"causes":[]}

          """
      }
      try folder.write(lines, to: "c/orders-\(writer).jsonl")
    }
    return try LabelledCorpus(paths: [folder.path + "/c"])
  }

  @Test("the same orders give the same table, and it says what the words mean")
  func learns() throws {
    let engine = try engine()
    let learner = SoftLearner(try corpus(), engine: engine, settings: LearnSettings())
    let table = learner.table(.intent, from: learner.all)
    let taxonomy = engine.ruleSet.taxonomy
    let text = SoftTableText(table, taxonomy: taxonomy, origin: "").text
    let again = SoftTableText(
      learner.table(.intent, from: learner.all), taxonomy: taxonomy, origin: "")
    #expect(text == again.text)
    let repair = try #require(taxonomy.number("intent:fault_repair"))
    #expect(table.weight(of: "停电", for: repair) > 50)
    #expect(table.biases.count == 2)
  }

  @Test("n-grams hold Han alone and reach over no sentence end")
  func grams() throws {
    let learner = SoftLearner(try corpus(), engine: try engine(), settings: LearnSettings())
    let ngrams = Set(learner.table(.topic, from: learner.all).features)
    #expect(ngrams.isSuperset(of: ["停", "停电", "电表", "电费"]))
    #expect(ngrams.isDisjoint(with: ["了电", "了电表", "10", "表1", "kv"]))
    var settings = LearnSettings()
    settings.length = 1
    let short = SoftLearner(try corpus(), engine: try engine(), settings: settings)
    #expect(
      short.table(.topic, from: short.all).features.allSatisfy {
        $0.count == 1 || $0.hasPrefix(SoftTable.labelPrefix)
      })
  }

  @Test("what is written is read back as it was, sorted")
  func writtenAndRead() throws {
    let engine = try engine()
    let learner = SoftLearner(try corpus(), engine: engine, settings: LearnSettings())
    let table = learner.table(.cause, from: learner.all)
    let text = SoftTableText(table, taxonomy: engine.ruleSet.taxonomy, origin: "24 orders").text
    let reading = RuleLibrary.read(sources: [
      SourceFile(path: "taxonomy.yaml", text: Self.taxonomy),
      SourceFile(path: "soft/cause.tsv", text: text),
    ])
    #expect(reading.diagnostics.filter { $0.severity == .error }.isEmpty)
    let read = try #require(reading.ruleSet?.soft.first)
    #expect(read.biases == table.biases)
    #expect(read.labels == table.labels)
    #expect(Set(read.features) == Set(table.features))
    for feature in table.features {
      for label in table.labels {
        #expect(read.weight(of: feature, for: label) == table.weight(of: feature, for: label))
      }
    }
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst(2)
      .map(String.init)
    #expect(
      lines == lines.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) })
  }

  @Test("numbered files of one letter are one writer")
  func writers() throws {
    #expect(
      ["orders-a", "orders-k1", "orders-k12", "hall"].map(LeaveWriterOut.writer) == [
        "orders-a", "orders-k", "orders-k", "hall",
      ])
    let corpus = try corpus()
    let engine = try engine()
    let learner = SoftLearner(corpus, engine: engine, settings: LearnSettings())
    let result = LeaveWriterOut(corpus, learner: learner, engine: engine)
    #expect(result.writers == ["orders-k", "orders-x"])
    #expect(result.evaluations[.rules]?.figure("intent.accuracy")?.value == 0)
    #expect(result.evaluations[.soft]?.figure("intent.accuracy")?.value == 1)
    // The production decision, without a rule, comes to the same by the tables alone.
    #expect(result.evaluations[.both]?.figure("intent.accuracy")?.value == 1)
    #expect(LearnReport(result).text.contains("soft alone"))
  }

  @Test("when steps see a part of each order, a label hangs less on its surest wording alone")
  func shares() {
    // Wording 0 stands in all orders of the label, wording 1 in nine of ten and in some others too.
    let orders: [(features: [Int32], targets: [Int32])] = (0..<400).map { number in
      let isGiven = number % 2 == 0
      let isSecond = isGiven ? number % 20 != 0 : number % 20 == 1
      return ((isGiven ? [0] : []) + (isSecond ? [1] : []), isGiven ? [0] : [])
    }
    func shareOfSecond(kept: Double) -> Double {
      let fitting = Fitting(penalty: 1, rate: 0.1, epochs: 20, kept: kept, averaged: 5)
      let weights = LogisticLearner(fitting: fitting, seed: 1, isExclusive: false).learn(
        features: orders.map(\.features), featureCount: 2, targets: orders.map(\.targets),
        labelCount: 1
      ).weights
      return weights[1] / (weights[0] + weights[1])
    }
    #expect(shareOfSecond(kept: 0.5) > shareOfSecond(kept: 1) + 0.05)
  }

  @Test("our exponential and logarithm are those of the C library but for the last bits")
  func plainMath() {
    for step in -200...200 {
      let x = Double(step) * 0.173
      #expect(abs(PlainMath.exp(x) / Foundation.exp(x) - 1) < 1e-14)
      let y = Foundation.exp(x)
      #expect(abs(PlainMath.log(y) - x) < 1e-13)
    }
    #expect(PlainMath.exp(0) == 1)
    #expect(PlainMath.log(1) == 0)
  }
}
