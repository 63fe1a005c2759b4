internal import History
internal import Matching
internal import Pipeline
internal import RuleLanguage
internal import Workbench

extension Desk {
  /// The newest order that waits for a person, or the one after a mark, with its likeliest intents.
  func review(_ query: Query) -> JSONValue {
    let language = query.language
    let names = names(language)
    var filter = OrderFilter()
    filter.needsReview = true
    guard let reader = history(),
      let page = try? reader.orders(
        filter, after: query["after"].flatMap { PageMark($0) }, limit: 1),
      let record = page.orders.first
    else { return .members(["has_order": .bool(false), "left": .number(0)]) }
    filter.until = DeskTime(record.time.seconds + 1)
    let left = (try? reader.count(filter, atMost: 1_000)) ?? 0
    let next = query.with("after", page.next?.text ?? "0-0")
    var order = self.order(record.id, query) ?? summary(record, names)
    order = order.adding([
      "next": .string("/review" + next.text),
      "likely": .array(
        likely(record).enumerated().map { number, key in
          names.json(key).adding(["digit": .number(number + 1)])
        }),
      "review_sentences": order["text"]?["review_sentences"] ?? .strings(record.reviewReasons),
    ])
    return .members([
      "has_order": .bool(true), "left": .number(left), "left_more": .bool(left >= 1_000),
      "order": order,
    ])
  }

  /// Three intents a person may choose with one key.
  private func likely(_ record: OrderRecord) -> [String] {
    guard let engine = board.engine else { return [] }
    var likely: [String] = []
    if let text = spool.text(of: record, reader: engine.reader) {
      var explained = ExplainedText(engine, names(.zh))
      likely = explained.likeliest(.intent, of: text, atMost: 3)
    }
    let all = engine.ruleSet.taxonomy.labels.filter { $0.axis == .intent }.map(\.key)
    for key in all where likely.count < 3 && !likely.contains(key) { likely.append(key) }
    return likely
  }
}
