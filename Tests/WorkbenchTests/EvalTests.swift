import Matching
import TestSupport
import Testing
import Workbench

/// Figures of labelled orders, by hand and as `score.py` counts them.
struct EvalTests {
  /// Four orders; the second has an accepted alternative, the third an optional cause.
  static let lines = """
    {"id":"1","text":"雷击停电","intent":"fault_repair","topics":["outage"],"causes":["lightning"],"channel":"hotline","tags":["short"],"attributes":{"urgency":"critical","safety_hazard":"none","repeat_contact":"first","sentiment":"neutral"}}
    {"id":"2","text":"电费怎么算","intent":"inquiry","intent_ok":["inquiry","complaint"],"topics":["bill"],"causes":[],"channel":"unknown","channel_ok":["unknown","hotline"],"tags":[]}
    {"id":"3","text":"又停电","intent":"complaint","topics":["outage"],"causes":["frequent_outage"],"optional":["cause:overload"],"channel":"unknown","tags":["short"]}

    {"id":"4","text":"谢谢师傅","intent":"praise","topics":[],"causes":[],"channel":"unknown","tags":[],"attributes":{"urgency":"normal","safety_hazard":"fire_smoke","repeat_contact":"first","sentiment":"satisfied"}}
    """

  static let groups = [
    "lightning": "natural", "wind_rain": "natural", "overload": "load_grid",
    "frequent_outage": "load_grid",
  ]

  private func corpus() throws -> LabelledCorpus {
    let folder = try TemporaryFolder()
    return try LabelledCorpus(paths: [folder.write(Self.lines, to: "orders-x.jsonl")])
  }

  private func outcome(
    _ intent: String?, _ topics: [String], _ causes: [String], _ attributes: [String: String]
  ) -> OrderOutcome {
    var outcome = OrderOutcome()
    outcome.intent = intent
    outcome.topics = topics
    outcome.causes = causes
    outcome.attributes = attributes
    return outcome
  }

  private func evaluation() throws -> Evaluation {
    let outcomes = [
      outcome(
        "fault_repair", ["outage"], ["wind_rain"],
        ["channel": "hotline", "urgency": "critical", "safety_hazard": "other"]),
      outcome("complaint", ["bill", "meter"], ["lightning"], ["channel": "hotline"]),
      outcome("complaint", ["outage"], ["frequent_outage", "overload"], ["channel": "hall"]),
      outcome(
        nil, [], [], ["channel": "unknown", "urgency": "normal", "safety_hazard": "none"]),
    ]
    return Evaluation(try corpus(), outcomes, groups: Self.groups, support: 1)
  }

  static let byHand: [(name: String, value: Double)] = [
    ("intent.accuracy", 0.75), ("topics.precision", 0.75), ("topics.recall", 1),
    ("causes.precision", 1.0 / 3), ("causes.recall", 0.5), ("causes.micro_f1", 0.4),
    ("causes.macro_f1", 0.5), ("cause_groups.micro_f1", 0.8), ("false_causes", 0.5),
    ("exact", 0.25), ("channel.accuracy", 0.75), ("urgency.accuracy", 1),
    ("safety_hazard.accuracy", 0), ("critical.recall", 1), ("hazard.recall", 0),
    ("hazard.precision", 0),
  ]

  @Test("figures are those counted by hand", arguments: byHand)
  func figures(_ name: String, _ expected: Double) throws {
    let figure = try #require(evaluation().figure(name))
    #expect(abs(figure.value - expected) < 1e-9)
    #expect(figure.low <= figure.value && figure.value <= figure.high)
  }

  @Test("the same orders give the same intervals and the same text")
  func deterministic() throws {
    #expect(try evaluation().figures == evaluation().figures)
    #expect(
      try EvaluationReport(evaluation()).text == EvaluationReport(evaluation()).text)
    #expect(try EvaluationJSON(evaluation()).text == EvaluationJSON(evaluation()).text)
  }

  @Test("with counts only, neither texts nor ids are told")
  func countsOnly() throws {
    var options = EvaluationReport.Options()
    options.errors = 10
    let open = EvaluationReport(try evaluation(), options).text
    #expect(open.contains("谢谢师傅"))
    options.countsOnly = true
    for text in [
      EvaluationReport(try evaluation(), options).text,
      EvaluationJSON(try evaluation(), options).text,
    ] {
      #expect(!text.unicodeScalars.contains { $0.value >= 0x4E00 && $0.value < 0xA000 })
    }
  }

  @Test("an order kept aside is known by its folder")
  func aside() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.lines, to: "aside/orders.jsonl")
    #expect(try LabelledCorpus(paths: [path]).isKeptAside)
    #expect(try !corpus().isKeptAside)
  }

  @Test("a bad line is told by file and line, never by its text")
  func badLine() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.lines + "\n{\"id\":\"5\",\"text\":\"秘密\"}\n", to: "o.jsonl")
    do throws(LabelledCorpus.Failure) {
      _ = try LabelledCorpus(paths: [path])
      Issue.record("the line without intent was taken")
    } catch {
      #expect(error.description.contains("o.jsonl:6: not a labelled order (no `intent`)"))
      #expect(!error.description.contains("秘密"))
    }
  }

  @Test("gates know their figures and complain in both directions")
  func gates() throws {
    #expect(Gate("intent.f2=0.9", side: .least) == nil)
    #expect(Gate("exact=high", side: .least) == nil)
    let least = try #require(Gate("intent.accuracy=0.9", side: .least))
    #expect(try least.complaint(evaluation()) == "intent.accuracy is 0.750, below 0.900")
    let most = try #require(Gate("false_causes=0.08", side: .most))
    #expect(try most.complaint(evaluation()) == "false_causes is 0.500, above 0.080")
    let kept = try #require(Gate("exact=0.25", side: .least))
    #expect(try kept.complaint(evaluation()) == nil)
  }

  @Test("a scorecard is read back as written and tells what changed")
  func scorecard() throws {
    let folder = try TemporaryFolder()
    let card = Scorecard(try evaluation())
    try folder.write(card.text, to: "scorecard.json")
    var stored = try Scorecard(path: folder.path + "/scorecard.json")
    #expect(stored == card)
    #expect(card.text.contains("\"outage\" : [2, 0, 0]"))
    stored.figures["exact"] = 0.5
    stored.labels["causes"]?["wind_rain"] = [1, 0, 0]
    #expect(
      card.differences(from: stored) == [
        "exact: 0.500 → 0.250 (-0.250)",
        "causes wind_rain: 1 hit 0 false 0 missed → 0 hit 1 false 0 missed",
      ])
  }

  @Test("rules that hit one order alone are named with their share of the pack")
  func singleHits() throws {
    var outcomes = [OrderOutcome](repeating: OrderOutcome(), count: 4)
    for index in outcomes.indices {
      outcomes[index].rules = [
        OrderOutcome.FiredRule(id: "often", label: "topic:bill", quote: "", counts: true)
      ]
    }
    outcomes[2].rules.append(
      OrderOutcome.FiredRule(id: "once", label: "topic:bill", quote: "", counts: true))
    let evaluation = Evaluation(
      try corpus(), outcomes, groups: [:], ruleIds: ["never", "often", "once"])
    #expect(evaluation.rules.singleHits == ["once"])
    #expect(evaluation.rules.silent == 1)
    #expect(evaluation.figure("rules.single_hit_share")?.value == 1.0 / 3)
  }
}
