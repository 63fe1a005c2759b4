import History
import TestSupport

/// Records with all the variety the index has to keep apart, from a seed.
enum InventedHistory {
  static let causes = [
    "lightning", "tree", "line_fault", "answer_wrong", "attitude_poor", "overload",
    "planned_outage",
  ]

  static func record(_ number: Int, _ chance: inout SeededGenerator) -> OrderRecord {
    var record = OrderRecord()
    record.id = String(repeating: "0", count: 20) + padded(number)
    let day = 20_000 + Int.random(in: 0..<730, using: &chance)
    record.time = DeskTime(day * DeskTime.day + Int.random(in: 0..<DeskTime.day, using: &chance))
    record.dropped = record.time
    record.hasOwnTime = Bool.random(using: &chance)
    record.archiveDay = record.time.dayText
    record.file = "order-\(number).txt"
    let intents = ["fault_repair", "inquiry", "complaint", "business_request"]
    record.intent = .init(
      key: "intent:\(intents.randomElement(using: &chance) ?? "")", zh: "诉求", score: 5)
    record.topics = [
      .init(key: "topic:t\(Int.random(in: 0..<30, using: &chance))", zh: "主题", score: 4)
    ]
    record.causes = Set((0..<2).map { _ in causes.randomElement(using: &chance) ?? "" }).sorted()
      .map { .init(key: "cause:\($0)", zh: $0, group: "natural", score: 3) }
    record.attributes = [
      "channel": ["hotline", "hall", "unknown"].randomElement(using: &chance) ?? "",
      "urgency": Int.random(in: 0..<200, using: &chance) == 0 ? "critical" : "normal",
      "sentiment": "neutral", "safety_hazard": "none", "repeat_contact": "first",
      "extent": "unknown", "side": "unknown", "season": "none", "improvement": "grid_operation",
    ]
    record.rules = (0..<8).map { "pack\($0).rule\(Int.random(in: 0..<60, using: &chance))" }
    record.reviewReasons = Int.random(in: 0..<20, using: &chance) == 0 ? ["low_score"] : []
    record.ruleset = "sha256:\(day / 30)"
    record.rulesetLabel = "r\(day / 30)"
    record.sha256 = String(UInt64.random(in: 0 ... .max, using: &chance), radix: 16)
    record.place.unit = "第\(Int.random(in: 0..<80, using: &chance))供电所"
    record.place.city = "城市\(Int.random(in: 0..<11, using: &chance))"
    record.quotes = [
      .init(sentence: "昨晚打雷以后家里停电了", rules: [record.rules[0]], labels: ["cause:lightning"])
    ]
    return record
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  static func records(_ count: Int, seed: UInt64) -> [OrderRecord] {
    var chance = SeededGenerator(seed: seed)
    return (0..<count).map { record($0, &chance) }
  }

  static func add(_ records: [OrderRecord], to store: HistoryStore) throws {
    try store.add(records.map { .init(day: $0.archiveDay, claim: $0.id, records: [$0]) })
  }
}
