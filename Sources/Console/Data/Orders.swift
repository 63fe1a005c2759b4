internal import History
internal import Matching
internal import Pipeline
internal import Workbench

extension Desk {
  static let pageSize = 50

  /// A page of orders, newest first; filters as in the address.
  func orders(_ query: Query) async -> JSONValue {
    let names = names(query.language)
    let filter = query.filter
    let mark = query["after"].flatMap { PageMark($0) }
    let path = HistoryKeeper.path(inSpool: spool.spool)
    // Conditions that hardly meet take long to look for: with a connection of its own such a search
    // makes nobody else wait.
    let found = await DedicatedThread.run { () -> (page: OrderPage, count: Int)? in
      guard let reader = try? HistoryReader(path: path),
        let page = try? reader.orders(filter, after: mark, limit: Self.pageSize)
      else { return nil }
      return (page, (try? reader.count(filter, atMost: 1_000)) ?? 0)
    }
    guard let (page, count) = found else {
      return .members(["orders": .array([]), "count": .number(0), "more": .bool(false)])
    }
    return .members([
      "orders": .array(page.orders.map { summary($0, names) }),
      "count": .number(count), "counted_to_the_end": .bool(count < 1_000),
      "more": .bool(page.next != nil),
      "found": .string(query.with("after", nil).text),
      "next": .string(page.next.map { query.with("after", $0.text).text } ?? ""),
    ])
  }

  /// What a list shows of an order.
  func summary(_ record: OrderRecord, _ names: LabelNames) -> JSONValue {
    let quote = record.quotes.first
    return .members([
      "id": .string(record.id), "time": .string(record.time.minuteText),
      "has_own_time": .bool(record.hasOwnTime), "file": .string(record.file),
      "number": .string(record.orderNumber), "unit": .string(record.place.unit),
      "city": .string(record.place.city), "hall": .string(record.place.hall),
      "intent": record.intent.map { names.json($0.key, score: $0.score) } ?? .bool(false),
      "topics": .array(record.topics.map { names.json($0.key, score: $0.score) }),
      "causes": .array(record.causes.map { names.json($0.key, score: $0.score) }),
      "urgency": .string(record.attributes["urgency"] ?? "normal"),
      "urgent": .bool(["urgent", "critical"].contains(record.attributes["urgency"] ?? "")),
      "urgency_name": .string(
        record.attributes["urgency"] == "critical"
          ? names.language.pick("危急", "critical") : names.language.pick("紧急", "urgent")),
      "review": .bool(!record.reviewReasons.isEmpty),
      "review_reasons": .strings(record.reviewReasons), "partial": .bool(record.isPartial),
      "quote": .string(quote?.sentence ?? ""), "rules": .strings(record.rules),
      "ruleset": .string(record.ruleset), "ruleset_label": .string(record.rulesetLabel),
      "sha256": .string(record.sha256),
    ])
  }

  /// What filters can be chosen from.
  func choices(_ query: Query) -> JSONValue {
    let names = names(query.language)
    let units = (try? history()?.names(of: .unit)) ?? []
    let chosen = Set(query.all("label"))
    return .members([
      "labels": .array(
        names.keys.filter { ["intent", "topic", "cause"].contains($0.prefix { $0 != ":" }) }.map {
          names.json($0).adding(["chosen": .bool(chosen.contains($0))])
        }),
      "units": .array(
        units.filter { !$0.isEmpty }.prefix(300).map {
          .members(["unit_name": .string($0), "chosen": .bool($0 == query["unit"])])
        }),
      "rule": .string(query["rule"] ?? ""), "from": .string(query["from"] ?? ""),
      "to": .string(query["to"] ?? ""), "digest": .string(query["digest"] ?? ""),
      "number_asked": .string(query["number"] ?? ""),
      "review_any": .bool(query["review"] == nil), "review_yes": .bool(query["review"] == "1"),
      "review_no": .bool(query["review"] == "0"),
    ])
  }
}
