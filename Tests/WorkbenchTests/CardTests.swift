import Foundation
import History
import Matching
import RuleLanguage
import TestSupport
import Testing
import Workbench

@Suite("Rule cards")
struct CardTests {
  private static let rules = [
    RuleFixture.rule(
      "t.lightning_word", gives: "cause: lightning", when: "any: [雷击, 打雷]",
      more: "expect: 1..5 per day", "hit: [昨晚打雷后没电]", "miss: [今天刮大风]"),
    RuleFixture.rule("t.never", gives: "cause: wind_rain", when: "any: [龙卷风]"),
  ]

  private func cards(
    days: Int, reviews: [String: RuleCard.Review] = [:], flags: [VolumeGuard.Flag] = []
  ) throws -> (cards: RuleCards, folder: TemporaryFolder) {
    let folder = try TemporaryFolder()
    let reader = try InventedYear.reader(folder, days: days)
    let now = DeskTime((InventedYear.firstDay + days) * DeskTime.day - 1)
    let cards = try RuleCards(
      reader, engine: RuleFixture(rules: Self.rules).engine(), reviews: reviews, flags: flags,
      now: now)
    return (cards, folder)
  }

  @Test("the numbers are those of a count by hand")
  func numbers() throws {
    let made = try cards(days: 100)
    let card = try #require(try made.cards.card("t.lightning_word"))
    #expect(card.days == Array(repeating: 1, count: 30))
    #expect(card.yearOrders == 100)
    #expect(card.last?.minuteText == "2025-10-14 08:00")
    // The newest first, none twice.
    #expect(card.samples.map(\.sentence) == [1, 0, 6].map { "第 \($0) 户昨晚打雷后没电" })
    #expect(card.advice == .keep)
    #expect(try made.cards.card("t.nobody") == nil)
  }

  @Test("a share of reviewed orders is shown from five on, and a bad one asks for tuning")
  func reviewed() throws {
    let few = try cards(days: 40, reviews: ["t.lightning_word": .init(right: 1, wrong: 3)])
    let card = try #require(try few.cards.card("t.lightning_word"))
    #expect(card.advice == .keep && !CardText.text(card).contains("%"))
    let many = try cards(days: 40, reviews: ["t.lightning_word": .init(right: 2, wrong: 6)])
    let wrong = try #require(try many.cards.card("t.lightning_word"))
    #expect(wrong.advice == .tune && CardText.text(wrong).contains("25 %（看过 8 张）"))
  }

  @Test("what the volume guard saw stands on the card")
  func flagged() throws {
    let flag = VolumeGuard.Flag(
      kind: .exploding, name: "t.lightning_word", orders: 80, hours: 1, bound: 3)
    let made = try cards(days: 40, flags: [flag])
    let card = try #require(try made.cards.card("t.lightning_word"))
    #expect(card.advice == .tune && card.reason.contains("1..5 per day"))
  }

  @Test("a rule that never fired is let be while a year's orders are few")
  func silent() throws {
    let made = try cards(days: 365)
    let card = try #require(try made.cards.card("t.never"))
    #expect(card.advice == .keep && card.reason.contains("看不出什么"))
  }

  @Test("the cost of a rule is measured against the engine without it")
  func cost() throws {
    let made = try cards(days: 40)
    let card = try #require(try made.cards.card("t.lightning_word", withCost: true))
    #expect(try #require(card.cost) < 1_000)
  }

  @Test("a card, the list and the table read as when somebody last looked")
  func goldens() throws {
    let made = try cards(days: 100, reviews: ["t.lightning_word": .init(right: 9, wrong: 1)])
    let all = try made.cards.ids.compactMap { try made.cards.card($0) }
    Self.check(all.map(CardText.text).joined(separator: "\n"), "cards.txt")
    Self.check(CardText.list(all), "cards-list.txt")
    Self.check(CardText.csv(all), "cards.csv")
    Self.check(JSONValue.array(all.map(CardText.json)).text, "cards.json")
  }

  static func check(
    _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Golden"
    let difference = Golden.difference(of: text, from: "\(folder)/\(name)")
    #expect(difference == nil, "\(difference ?? "")", sourceLocation: sourceLocation)
  }
}
