import History
import TestSupport

/// A year of orders whose every number is known, for cards and reports.
enum InventedYear {
  static let firstDay = DeskTime(day: "2025-07-07")?.dayNumber ?? 0

  static func records(days: Int) -> [OrderRecord] {
    (0..<days).flatMap { day in (0..<4).map { record(day, $0) } }
  }

  /// Each day: a lightning outage, an inquiry with a wrong answer, a complaint, a request.
  private static func record(_ day: Int, _ number: Int) -> OrderRecord {
    var record = OrderRecord()
    let name = String(100_000 + day * 10 + number)
    record.id = "01K0000000000000000000" + name.suffix(4)
    record.time = DeskTime((firstDay + day) * DeskTime.day + (8 + number) * 3_600)
    record.dropped = record.time
    record.hasOwnTime = true
    record.archiveDay = record.time.dayText
    record.ruleset = "sha256:0123456789abcdef"
    record.place.city = day % 3 == 0 ? "岭南市" : "临江市"
    record.place.unit = "\(record.place.city)城关供电所"
    record.attributes = [
      "channel": number == 2 ? "hall" : "hotline", "urgency": "normal", "sentiment": "neutral",
      "safety_hazard": "none", "repeat_contact": day % 10 == 0 ? "repeated" : "first",
      "extent": "unknown", "side": "unknown", "season": "none",
      "improvement": number == 0 ? "grid_operation" : "consultation",
    ]
    fill(&record, day, number)
    return record
  }

  private static func fill(_ record: inout OrderRecord, _ day: Int, _ number: Int) {
    switch number {
    case 0:
      record.intent = .init(key: "intent:fault_repair", zh: "故障报修", score: 9)
      record.topics = [.init(key: "topic:outage", zh: "停电", score: 8)]
      record.causes = [.init(key: "cause:lightning", zh: "雷击", group: "natural", score: 7)]
      record.rules = ["t.lightning_word"]
      record.quotes = [
        .init(
          sentence: "第 \(day % 7) 户昨晚打雷后没电", rules: ["t.lightning_word"],
          labels: ["cause:lightning", "topic:outage"])
      ]
    case 1:
      record.intent = .init(key: "intent:inquiry", zh: "咨询查询", score: 6)
      record.topics = [.init(key: "topic:price", zh: "电价政策", score: 5)]
      record.causes = [.init(key: "cause:answer_wrong", zh: "答复错误", group: "service", score: 5)]
      record.quotes = [
        .init(sentence: "上午说按年，下午说按月，到底听谁的", rules: [], labels: ["cause:answer_wrong"])
      ]
    case 2:
      record.intent = .init(key: "intent:complaint", zh: "投诉意见", score: 6)
      record.topics = [.init(key: "topic:new_connection", zh: "新装增容", score: 4)]
      record.causes = [.init(key: "cause:repeat_trips", zh: "多次往返", group: "process", score: 5)]
      record.quotes = [
        .init(sentence: "办个户名跑了三趟，每趟少一样", rules: [], labels: ["cause:repeat_trips"])
      ]
    default:
      record.reviewReasons = ["no_intent"]
    }
  }

  static func reader(_ folder: TemporaryFolder, days: Int) throws -> HistoryReader {
    let store = try HistoryStore(path: folder.path + "/index.sqlite")
    try store.add(
      records(days: days).map { .init(day: $0.archiveDay, claim: $0.id, records: [$0]) })
    return try HistoryReader(path: store.path)
  }
}
