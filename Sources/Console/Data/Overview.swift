internal import History
internal import Matching
internal import Pipeline
internal import RuleLanguage
internal import Workbench

/// The counts of the first page, kept for a moment: many viewers look at the same ones.
struct OverviewCache {
  var counts: JSONValue
  var at: DeskTime

  /// Seconds the counts are good for.
  static let lifetime = 5
}

extension Desk {
  /// Says whether it works, what comes in and what is unusual.
  func overview(_ language: Language) async -> JSONValue {
    await JSONValue.members(["status": status(), "counts": counts(language)])
  }

  /// What the daemon is doing.
  func status() -> JSONValue {
    let status = board.current
    let rules = board.rulesSummary
    return .members([
      "state": .string(status.state.rawValue), "backlog": .number(status.backlog),
      "oldest_waiting_seconds": .number(status.oldestWaiting),
      "last_minute": .number(status.lastMinute),
      "published": .number(status.counts.published),
      "quarantined": .number(status.counts.quarantined),
      "paused": status.paused.map { .string($0.sentence) } ?? .bool(false),
      "rules": .members([
        "label": .string(rules.label), "digest": .string(rules.digest),
        "since": .string(DeskTime(wall: rules.since).minuteText),
        "last_good": .bool(rules.isLastGood),
        "refused": rules.refusal.map { .string($0) } ?? .bool(false),
      ]),
      "switched_off": .strings(status.switchedOff),
    ])
  }

  private func counts(_ language: Language) async -> JSONValue {
    let now = now()
    if let kept = overviewCaches[language],
      (0..<OverviewCache.lifetime).contains(now.seconds - kept.at.seconds)
    {
      return kept.counts
    }
    guard let reader = history() else { return .members(["has_orders": .bool(false)]) }
    let weeks = await weeks(until: now)
    let alarms = alarms(await figures()?.flags ?? [], language)
    guard let fresh = try? freshCounts(reader, now, language) else {
      return .members(["has_orders": .bool(false)])
    }
    let counts = fresh.adding(["weeks": .array(weeks), "alarms": .array(alarms)])
    overviewCaches[language] = OverviewCache(counts: counts, at: now)
    return counts
  }

  private func freshCounts(
    _ reader: HistoryReader, _ now: DeskTime, _ language: Language
  ) throws(HistoryFailure) -> JSONValue {
    let names = names(language)
    let midnight = DeskTime(now.dayNumber * DeskTime.day)
    let today = OrderFilter(fromDay: midnight, toDay: midnight)
    let waiting = waiting(from: DeskTime(now.seconds - 30 * DeskTime.day))
    let byHour = try hours(reader, until: now)
    return .members([
      "has_orders": .bool(try reader.span() != nil),
      "at": .string(now.minuteText),
      "today": .number(try reader.count(today)),
      "this_hour": .number(byHour.last ?? 0),
      "review": .number(waiting.count),
      "hours": .array(byHour.map { .number($0) }),
      "intents": .array(try ranking(.intent, "intent:", reader, now, names)),
      "causes": .array(try ranking(.cause, "cause:", reader, now, names)),
    ])
  }

  /// Orders of each of the last 24 hours, this one last.
  private func hours(_ reader: HistoryReader, until now: DeskTime) throws(HistoryFailure) -> [Int] {
    let end = now.seconds / 3_600 + 1
    var filter = OrderFilter()
    filter.from = DeskTime((end - 24) * 3_600)
    filter.until = DeskTime(end * 3_600)
    var hours = Array(repeating: 0, count: 24)
    for count in try reader.counts(by: [.day, .hour], filter) {
      guard let day = Int(count.keys[0]), let hour = Int(count.keys[1]) else { continue }
      let place = day * 24 + hour - (end - 24)
      if hours.indices.contains(place) { hours[place] += count.orders }
    }
    return hours
  }

  /// Today so far, beside the mean of the same hours of the same weekday in the four weeks before.
  private func ranking(
    _ dimension: Dimension, _ prefix: String, _ reader: HistoryReader, _ now: DeskTime,
    _ names: LabelNames
  ) throws(HistoryFailure) -> [JSONValue] {
    func day(_ weeksBack: Int) throws(HistoryFailure) -> [String: Int] {
      var filter = OrderFilter()
      filter.from = DeskTime((now.dayNumber - 7 * weeksBack) * DeskTime.day)
      filter.until = DeskTime(now.seconds - 7 * weeksBack * DeskTime.day + 1)
      let counts = try reader.counts(by: [dimension], filter)
      return Dictionary(counts.map { ($0.key, $0.orders) }, uniquingKeysWith: +)
    }
    let today = try day(0)
    var before: [String: Int] = [:]
    for week in 1...4 { before.merge(try day(week), uniquingKeysWith: +) }
    let most = max(1, today.values.max() ?? 0)
    return today.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(10).map { key, orders in
      let usual = Double(before[key] ?? 0) / 4
      let isHigh = Double(orders) > usual + 3 * max(1, usual).squareRoot() && orders >= 5
      return names.json(key).adding([
        "orders": .number(orders), "usual": .number(Int(usual.rounded())),
        "unusual": .bool(isHigh), "share": .number(orders * 100 / most),
      ])
    }
  }

  /// Orders of each of the last 54 weeks, with the month most of their days lie in.
  private func weeks(until now: DeskTime) async -> [JSONValue] {
    let first = now.weekStart - 53 * 7
    let path = HistoryKeeper.path(inSpool: spool.spool)
    let orders = await standingWeeks.value("\(first)") {
      guard let reader = try? HistoryReader(path: path) else { return nil }
      let filter = OrderFilter(fromDay: DeskTime(first * DeskTime.day), toDay: now)
      var orders = Array(repeating: 0, count: 54)
      for count in (try? reader.counts(by: [.week], filter)) ?? [] {
        guard let start = Int(count.key) else { continue }
        let place = (start - first) / 7
        if orders.indices.contains(place) { orders[place] += count.orders }
      }
      return orders
    }
    return (orders ?? []).enumerated().map { place, count in
      let middle = DeskTime((first + place * 7 + 3) * DeskTime.day)
      return .members([
        "from": .string(DeskTime((first + place * 7) * DeskTime.day).dayText),
        "orders": .number(count), "summer": .bool((6...9).contains(middle.civil.month)),
      ])
    }
  }

  /// What the volume guard says of rules and labels, by the names people know.
  private func alarms(_ flags: [VolumeGuard.Flag], _ language: Language) -> [JSONValue] {
    let names = names(language)
    let rules = board.engine?.ruleSet.rules ?? []
    return flags.map { flag in
      let isRule = !flag.name.contains(":")
      let called = isRule ? rules.first { $0.id == flag.name }?.name ?? "" : names[flag.name]
      return .members([
        "name": .string(flag.name), "called": .string(called.isEmpty ? flag.name : called),
        "kind": .string(flag.kind.rawValue),
        "kind_word": .string(
          flag.kind == .silent
            ? language.pick("太少", "too few") : language.pick("太多", "too many")),
        "orders": .number(flag.orders), "hours": .number(flag.hours),
        "sentence": .string(
          language.pick(VolumeWatch.chinese(flag), VolumeWatch.english(flag))),
        "is_rule": .bool(isRule), "link": .string(Query.encoded(flag.name)),
      ])
    }
  }
}
