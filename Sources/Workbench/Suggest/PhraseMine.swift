internal import Matching

/// One question under way: which orders are looked at, and what stands in them.
struct PhraseMine {
  enum Side: UInt8 {
    case target, rest, neither
  }

  private struct Tally {
    /// Numbers of the orders of the target that hold it.
    var orders: [Int32] = []
    var inRest = 0
  }

  let question: Suggestions.Question
  private var sides: [Side] = []
  private var phrases: [Phrase: Tally] = [:]
  /// Labels that the orders of the target point to, by order.
  private var hints: [Int32: [String]] = [:]
  private(set) var targetSize = 0
  private(set) var restSize = 0
  private var tests = 0
  var candidates: [Suggestions.Candidate] = []

  init(_ question: Suggestions.Question) { self.question = question }

  var hasPhrases: Bool { !phrases.isEmpty }

  var answer: Suggestions.Answer {
    Suggestions.Answer(
      question: question, targetSize: targetSize, restSize: restSize, tests: tests,
      candidates: candidates)
  }

  // MARK: Sides

  /// Where an order belongs; where people said nothing about a label, it is taken as absent.
  func side(of order: SampleOrder, _ outcome: OrderOutcome) -> Side {
    switch question {
    case .unclassified:
      let isBare = outcome.topics.isEmpty && outcome.causes.isEmpty
      return outcome.intent == nil || isBare ? .target : .rest
    case .missed(let label):
      let isGiven = outcome.labels.contains(label)
      switch order.isRight(label) {
      case true?: return isGiven ? .neither : .target
      case false?: return .rest
      case nil: return isGiven || order.gold != nil ? .neither : .rest
      }
    }
  }

  func side(_ number: Int) -> Side { sides[number] }
  func isRest(_ number: Int) -> Bool { sides[number] == .rest }

  /// Takes note of an order that is not looked at.
  mutating func note(_ side: Side) {
    sides.append(side)
    if side == .rest { restSize += 1 }
  }

  mutating func addTarget(
    _ number: Int, _ found: Set<Phrase>, _ order: SampleOrder, _ outcome: OrderOutcome
  ) {
    sides.append(.target)
    targetSize += 1
    for phrase in found { phrases[phrase, default: Tally()].orders.append(Int32(number)) }
    if case .unclassified = question { hints[Int32(number)] = Self.hints(order, outcome) }
  }

  /// What people say the order is about, else what rules came close to.
  private static func hints(_ order: SampleOrder, _ outcome: OrderOutcome) -> [String] {
    if let gold = order.gold {
      let wanted =
        gold.causes.map { "cause:" + $0 } + gold.topics.map { "topic:" + $0 }
        + ["intent:" + gold.intent]
      return wanted.filter { !outcome.labels.contains($0) }
    }
    return order.answers.filter(\.value).map(\.key).sorted() + outcome.dropped.map(\.label)
  }

  // MARK: Phrases

  mutating func dropRare(_ support: Int) {
    phrases = phrases.filter { $0.value.orders.count >= support }
    tests = phrases.count
  }

  mutating func countInRest(_ found: Set<Phrase>) {
    guard !phrases.isEmpty else { return }
    for phrase in found { phrases[phrase]?.inRest += 1 }
  }

  /// Keeps the most typical phrases, each meaning once.
  mutating func choose(_ settings: Suggester.Settings) {
    var typical: [(phrase: Phrase, tally: Tally, likelihood: Double, chance: Double)] = []
    for (phrase, tally) in phrases {
      let test = Significance(
        inTarget: tally.orders.count, inRest: tally.inRest, targetSize: targetSize,
        restSize: restSize)
      guard restSize > 0, test.isTypical else { continue }
      let chance = test.chance(ofTests: tests)
      if chance < settings.level { typical.append((phrase, tally, test.likelihood, chance)) }
    }
    // Of phrases that always stand together the longest says most.
    typical.sort { one, other in
      if one.likelihood != other.likelihood { return one.likelihood > other.likelihood }
      if one.phrase.count != other.phrase.count { return one.phrase.count > other.phrase.count }
      return one.phrase < other.phrase
    }
    var chosen: [(phrase: Phrase, orders: Set<Int32>)] = []
    for entry in typical where candidates.count < settings.top {
      let orders = Set(entry.tally.orders)
      let isSaid = chosen.contains { other in
        let isPart = entry.phrase.isNested(with: other.phrase)
        guard isPart || entry.phrase.isChained(with: other.phrase) else { return false }
        return 10 * orders.intersection(other.orders).count >= 7
          * min(orders.count, other.orders.count)
      }
      if isSaid { continue }
      chosen.append((entry.phrase, orders))
      candidates.append(
        Suggestions.Candidate(
          phrase: entry.phrase.text, inTarget: entry.tally.orders.count,
          inRest: entry.tally.inRest, likelihood: entry.likelihood, chance: entry.chance,
          label: label(of: entry.tally.orders)))
    }
    phrases = [:]
  }

  /// The label most of the orders point to, causes before topics before intents.
  private func label(of orders: [Int32]) -> String? {
    if case .missed(let label) = question { return label }
    var counts: [String: Int] = [:]
    for order in orders {
      for label in Set(hints[order] ?? []) { counts[label, default: 0] += 1 }
    }
    let axes = ["cause", "topic", "intent"]
    func rank(_ label: String) -> Int {
      axes.firstIndex(of: String(label.prefix { $0 != ":" })) ?? axes.count
    }
    return counts.filter { 2 * $0.value >= orders.count }.min { one, other in
      if rank(one.key) != rank(other.key) { return rank(one.key) < rank(other.key) }
      return one.value != other.value ? one.value > other.value : one.key < other.key
    }?.key
  }
}
