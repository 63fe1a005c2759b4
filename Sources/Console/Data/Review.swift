internal import History
internal import Matching
internal import Pipeline
internal import RuleLanguage
internal import Workbench

extension Desk {
  /// Orders a page looks through at most, and counts of them.
  private static let mostWaiting = (looked: 20_000, counted: 1_000)

  /// The newest order nobody has spoken of yet, or the one after a mark, with its likeliest intents.
  func review(_ query: Query) async -> JSONValue {
    let language = query.language
    let names = names(language)
    let queue = waiting(after: query["after"].flatMap { PageMark($0) })
    guard let first = queue.first, let reader = history(),
      let record = try? reader.order(id: first.id)
    else { return .members(["has_order": .bool(false), "left": .number(0)]) }
    let next = query.with("after", first.mark.text).with("why", nil)
    var order = await self.order(record.id, query, likely: 3) ?? summary(record, names)
    order = order.adding([
      "next": .string("/review" + next.text),
      "likely": .array(
        likely(order).enumerated().map { number, key in
          names.json(key).adding(["digit": .number(number + 1)])
        }),
      "review_sentences": order["text"]?["review_sentences"] ?? .strings(record.reviewReasons),
    ])
    return .members([
      "has_order": .bool(true), "left": .number(queue.count),
      "left_more": .bool(queue.count >= Self.mostWaiting.counted), "order": order,
    ])
  }

  /// What waits for a person: orders nobody corrected, confirmed or blamed a rule for.
  func waiting(
    from: DeskTime? = nil, after mark: PageMark? = nil
  ) -> (first: HistoryReader.WaitingOrder?, count: Int) {
    guard let reader = history() else { return (nil, 0) }
    spool.catchUp(&said)
    var found: (first: HistoryReader.WaitingOrder?, count: Int) = (nil, 0)
    var mark = mark
    var looked = 0
    let size = 1_000
    while looked < Self.mostWaiting.looked, found.count < Self.mostWaiting.counted,
      let page = try? reader.waiting(from: from, after: mark, limit: size)
    {
      for one in page where !said.holds(one.id, sha256: one.sha256) {
        if found.first == nil { found.first = one }
        found.count += 1
      }
      looked += page.count
      mark = page.last?.mark
      if page.count < size { break }
    }
    found.count = min(found.count, Self.mostWaiting.counted)
    return found
  }

  /// Three intents a person may choose with one key.
  private func likely(_ order: JSONValue) -> [String] {
    guard let engine = board.engine else { return [] }
    var likely: [String] = []
    if case .array(let found)? = order["likeliest"] {
      for case .string(let key) in found { likely.append(key) }
    }
    let all = engine.ruleSet.taxonomy.labels.filter { $0.axis == .intent }.map(\.key)
    for key in all where likely.count < 3 && !likely.contains(key) { likely.append(key) }
    return likely
  }
}
