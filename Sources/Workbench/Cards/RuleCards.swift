package import History
package import Matching
internal import RuleLanguage

/// Makes cards out of the index, the rules and what people said.
package struct RuleCards: Sendable {
  package static let days = 30
  /// Reviewed orders below which a share says nothing.
  package static let leastReviewed = 5
  private static let sampleCount = 3
  /// Orders looked through for overlaps: the newest.
  private static let looked = 200

  private let reader: HistoryReader
  private let engine: RuleEngine
  private let reviews: [String: RuleCard.Review]
  private let today: DeskTime
  private let window: OrderFilter
  private let year: OrderFilter
  private let historyDays: Int
  private let byDay: [String: [Int]]
  private let byYear: [String: Int]
  private let yearTotal: Int
  private let flags: [String: VolumeGuard.Flag]

  /// Cards end with the day of `now` and begin `days` before.
  package init(
    _ reader: HistoryReader, engine: RuleEngine, reviews: [String: RuleCard.Review] = [:],
    flags: [VolumeGuard.Flag] = [], now: DeskTime
  ) throws(HistoryFailure) {
    self.reader = reader
    self.engine = engine
    self.reviews = reviews
    today = now
    self.flags = Dictionary(flags.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let first = now.dayNumber - Self.days + 1
    window = OrderFilter(fromDay: DeskTime(first * DeskTime.day), toDay: now)
    year = OrderFilter(fromDay: DeskTime((now.dayNumber - 364) * DeskTime.day), toDay: now)
    let begin = try reader.span()?.lowerBound.dayNumber ?? now.dayNumber
    historyDays = min(365, max(0, now.dayNumber - begin))
    var byDay: [String: [Int]] = [:]
    for dimension in [Dimension.rule, .shadowRule] {
      for count in try reader.counts(by: [dimension, .day], window) {
        guard let day = Int(count.keys[1]), (0..<Self.days).contains(day - first) else { continue }
        byDay[count.keys[0], default: Array(repeating: 0, count: Self.days)][day - first] +=
          count.orders
      }
    }
    self.byDay = byDay
    let counts = try reader.counts(by: [.rule], year) + reader.counts(by: [.shadowRule], year)
    yearTotal = try reader.count(year)
    byYear = Dictionary(counts.map { ($0.key, $0.orders) }, uniquingKeysWith: +)
  }

  /// Orders of each of the last days by rule, the last is the newest.
  package var daysByRule: [String: [Int]] { byDay }

  /// Microseconds an example order takes longer with the rule; takes a moment, since it is measured.
  package static func cost(of id: String, _ engine: RuleEngine) -> Double? {
    engine.ruleSet.rules.first { $0.id == id }.flatMap { RuleCost(engine).microseconds(of: $0) }
  }

  /// The ids of all rules, sorted.
  package var ids: [String] { engine.ruleSet.rules.map(\.id) }

  /// The card of a rule; nil when there is none of that id.
  ///
  /// With its cost it takes a moment, since that is measured.
  package func card(_ id: String, withCost: Bool = false) throws(HistoryFailure) -> RuleCard? {
    guard let rule = engine.ruleSet.rules.first(where: { $0.id == id }) else { return nil }
    let isShadow = rule.status == .shadow
    var filter = year
    filter.rules = [id]
    let labels = engine.ruleSet.taxonomy.labels
    let orders = isShadow ? [] : try reader.orders(filter, limit: Self.looked).orders
    var card = RuleCard(
      rule: rule, gives: rule.gives.map { (labels[$0.label].key, labels[$0.label].zh) },
      days: byDay[id] ?? Array(repeating: 0, count: Self.days), yearOrders: byYear[id] ?? 0,
      historyDays: historyDays, last: try reader.last(of: isShadow ? .shadowRule : .rule, id),
      samples: Self.samples(id, orders), overlaps: overlaps(rule, orders), review: reviews[id],
      cost: withCost ? RuleCost(engine).microseconds(of: rule) : nil, flag: flags[id])
    let verdict = CardAdvice(card, looked: orders.count, yearTotal: yearTotal).verdict
    (card.advice, card.reason, card.reasonEnglish) = (verdict.advice, verdict.zh, verdict.en)
    return card
  }

  private static func samples(
    _ id: String, _ orders: [OrderRecord]
  ) -> [(sentence: String, day: String)] {
    var seen: Set<String> = []
    var samples: [(sentence: String, day: String)] = []
    for order in orders {
      guard let quote = order.quotes.first(where: { $0.rules.contains(id) }) else { continue }
      let sentence = Quotations.trimmed(quote.sentence)
      guard seen.insert(sentence).inserted else { continue }
      samples.append((sentence, order.time.dayText))
      if samples.count == sampleCount { break }
    }
    return samples
  }

  private func overlaps(_ rule: Rule, _ orders: [OrderRecord]) -> [RuleCard.Overlap] {
    var counts: [String: Int] = [:]
    let own = Set(rule.gives.map(\.label))
    // Only rules that give some of the same: what else an order holds says nothing of this one.
    let related = Set(
      engine.ruleSet.rules.filter { other in
        other.id != rule.id && other.gives.contains { own.contains($0.label) }
      }.map(\.id))
    for order in orders {
      for other in order.rules where related.contains(other) { counts[other, default: 0] += 1 }
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5).map { name, count in
      let other = engine.ruleSet.rules.first { $0.id == name }
      let gives = Set(other?.gives.map(\.label) ?? [])
      return RuleCard.Overlap(
        rule: name, orders: count, givesTheSame: !own.isEmpty && own.isSubset(of: gives))
    }
  }
}

/// What a rule costs: the engine with it alone against the engine without any, on all examples.
struct RuleCost {
  private let ruleSet: RuleSet
  private let texts: [String]

  init(_ engine: RuleEngine) {
    ruleSet = engine.ruleSet
    let examples = engine.ruleSet.rules.flatMap(\.examples).map(\.text)
    // Spread over the packs, not the first alone.
    let step = max(1, examples.count / 400)
    texts = stride(from: 0, to: examples.count, by: step).map { examples[$0] }
  }

  /// Microseconds an order; nil when it cannot be compiled alone.
  func microseconds(of rule: Rule) -> Double? {
    var alone = ruleSet
    alone.soft = []
    alone.rules = []
    guard !texts.isEmpty, let none = RuleEngine.compile(alone).engine else { return nil }
    var single = rule
    // Without the others there is nothing to suppress.
    single.suppresses = []
    alone.rules = [single]
    guard let one = RuleEngine.compile(alone).engine else { return nil }
    let difference = (times(one).min() ?? 0) - (times(none).min() ?? 0)
    return max(0, difference) / Double(texts.count) * 1e6
  }

  private func times(_ engine: RuleEngine) -> [Double] {
    var classifier = OrderClassifier(engine: engine)
    let clock = ContinuousClock()
    return (0..<5).map { _ in
      let took = clock.measure { for text in texts { _ = classifier.outcome(of: text) } }
      return Double(took.components.attoseconds) / 1e18 + Double(took.components.seconds)
    }
  }
}
