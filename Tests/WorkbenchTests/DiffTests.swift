import Foundation
import Matching
import RuleLanguage
import TestSupport
import Testing
import Workbench

/// What a planted edit of rules is told to do.
struct DiffTests {
  static let before = RuleFixture(
    RuleFixture.rule("t.outage", gives: "topic: outage, intent: fault_repair", when: "any: [停电]"),
    RuleFixture.rule("t.lightning", gives: "cause: lightning", when: "any: [打雷]"),
    RuleFixture.rule("t.wind", gives: "cause: wind_rain", when: "any: [台风]"),
    RuleFixture.rule("t.bill", gives: "topic: bill", when: "any: [电费]"))

  /// One rule narrowed, one taken out, one put in, one gives another label.
  static let after = RuleFixture(
    RuleFixture.rule("t.outage", gives: "topic: outage, intent: fault_repair", when: "any: [停电]"),
    RuleFixture.rule(
      "t.lightning", gives: "cause: lightning", when: "any: [打雷], not_in: [打雷公司]"),
    RuleFixture.rule(
      "t.wind", gives: "cause: foreign_object", when: "any: [台风]", more: "score: 3"),
    RuleFixture.rule("t.fuse", gives: "cause: fuse_fault", when: "any: [熔断器]", more: "score: 3"))

  static let orders = [
    order("1", "客户反映打雷后家里停电", causes: ["lightning"]),
    order("2", "打雷公司门口停电，电话13812345678", causes: []),
    order("3", "台风过后停电", causes: ["wind_rain"]),
    order("4", "台风刮倒树后停电，熔断器坏了", causes: ["wind_rain", "fuse_fault"]),
    order("5", "停电，熔断器烧了", causes: ["fuse_fault"]),
    order("6", "咨询电费", topics: ["bill"], causes: [], intent: "inquiry"),
    SampleOrder(id: "7", text: "停电"),
  ]

  static func order(
    _ id: String, _ text: String, topics: [String] = ["outage"], causes: [String],
    intent: String = "fault_repair"
  ) -> SampleOrder {
    let json = """
      {"id":"\(id)","text":"\(text)","intent":"\(intent)",
       "topics":\(quoted(topics)),"causes":\(quoted(causes))}
      """
    do {
      return SampleOrder(try JSONDecoder().decode(LabelledOrder.self, from: Data(json.utf8)))
    } catch {
      preconditionFailure("the order \(id) of this test is not one: \(error)")
    }
  }

  private static func quoted(_ words: [String]) -> String {
    "[" + words.map { "\"\($0)\"" }.joined(separator: ",") + "]"
  }

  static func diff(
    _ old: RuleFixture = before, _ new: RuleFixture = after,
    _ orders: [SampleOrder] = orders, samples: Int = 3
  ) throws -> RuleDiff {
    var maker = RuleDiffMaker(
      old: try old.engine(), named: "old", new: try new.engine(), named: "new", samples: samples)
    for order in orders { maker.add(order) }
    var diff = maker.finished()
    // Digests and dates of fixtures mean nothing to a reader of a golden file.
    diff.old.digest = "sha256:0ld"
    diff.old.label = "1"
    diff.new.digest = "sha256:new"
    diff.new.label = "2"
    return diff
  }

  @Test("a planted edit gives exactly the known difference")
  func planted() throws {
    let diff = try Self.diff()
    #expect(diff.orders == 7)
    #expect(diff.changedOrders == 5)
    #expect(diff.edits.changed == ["t.lightning", "t.wind"])
    #expect(diff.edits.added == ["t.fuse"])
    #expect(diff.edits.removed == ["t.bill"])
    let found = diff.groups.filter { !isAttribute($0) }
      .map { "\($0.kind.rawValue) \($0.from ?? "-") \($0.to ?? "-") \($0.orders)" }
    #expect(
      found == [
        "removed cause:lightning - 1", "removed cause:wind_rain - 1", "removed topic:bill - 1",
        "moved cause:wind_rain cause:foreign_object 1", "added - cause:fuse_fault 2",
        "added - cause:foreign_object 1",
      ])
  }

  private func isAttribute(_ group: RuleDiff.Group) -> Bool {
    let label = group.from ?? group.to ?? ""
    return !["intent:", "topic:", "cause:"].contains { label.hasPrefix($0) }
  }

  @Test("labels and rules are counted before and after")
  func tallies() throws {
    let diff = try Self.diff()
    let lightning = try #require(diff.labels.first { $0.label == "cause:lightning" })
    #expect((lightning.before, lightning.after, lightning.removed) == (2, 1, 1))
    let moved = try #require(diff.labels.first { $0.label == "cause:foreign_object" })
    #expect((moved.before, moved.after, moved.movedIn, moved.added) == (0, 2, 1, 1))
    #expect(diff.rules.map(\.rule) == ["t.bill", "t.fuse", "t.lightning"])
    let rule = diff.rules[2]
    #expect((rule.before, rule.after, rule.gained, rule.lost) == (2, 1, 0, 1))
    #expect(diff.labels.allSatisfy { $0.label != "topic:outage" })
  }

  @Test("what people labelled tells better from worse")
  func verdicts() throws {
    let diff = try Self.diff()
    let removed = diff.groups.filter { $0.kind == .removed }
    // The lightning of a company's name was wrong; the bill was right.
    #expect(removed.first { $0.from == "cause:lightning" }?.better == 1)
    #expect(removed.first { $0.from == "topic:bill" }?.worse == 1)
    #expect(diff.groups.first { $0.to == "cause:fuse_fault" }?.better == 2)
    #expect(diff.groups.first { $0.kind == .moved }?.worse == 1)
  }

  @Test("sentences mark the words and mask personal data")
  func sentences() throws {
    let diff = try Self.diff()
    let group = try #require(diff.groups.first { $0.from == "cause:lightning" })
    #expect(group.samples.map(\.passage) == ["«打雷»公司门口停电，电话***********"])
    #expect(group.samples.map(\.rules) == [["t.lightning"]])
  }

  @Test("the same rules twice differ in nothing, whatever their places in the file")
  func nothing() throws {
    var moved = Self.before
    moved.packs["t"] = moved.packs["t"]?.reversed()
    let diff = try Self.diff(Self.before, moved)
    #expect(diff.isEmpty)
    #expect(diff.edits.changed.isEmpty && diff.edits.added.isEmpty && diff.edits.removed.isEmpty)
  }

  @Test("no more sentences are kept than asked for, while all are counted")
  func bounded() throws {
    let many = (0..<50).map { SampleOrder(id: "\($0)", text: "停电，熔断器烧了") }
    let diff = try Self.diff(Self.before, Self.after, many, samples: 2)
    let group = try #require(diff.groups.first { $0.to == "cause:fuse_fault" })
    #expect(group.orders == 50)
    #expect(group.samples.map(\.order) == ["0", "1"])
  }

  static let goldens = ["diff.txt", "diff.json", "diff.html", "diff-counts.txt", "diff-notice.txt"]

  @Test("a difference is told as recorded", arguments: goldens)
  func golden(_ name: String) throws {
    let diff = try Self.diff()
    var counts = RuleDiffText.Options()
    counts.countsOnly = true
    let text =
      switch name {
      case "diff.json": RuleDiffJSON(diff).text
      case "diff.html": RuleDiffHTML(diff).text
      case "diff-counts.txt": RuleDiffText(diff, counts).text
      case "diff-notice.txt": RuleDiffText(diff).notice(moreGroups: 4)
      default: RuleDiffText(diff).text
      }
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Golden"
    let difference = Golden.difference(of: text, from: "\(folder)/\(name)")
    #expect(difference == nil, "\(difference ?? "")")
  }
}
