internal import History
internal import Matching
internal import Pipeline
internal import RuleLanguage
internal import Workbench

/// What is known of all rules in life: counts, alarms and what people said; minutes old at most.
struct RuleFigures: Sendable {
  let cards: RuleCards
  let flags: [VolumeGuard.Flag]
  let reviews: [String: RuleCard.Review]
  /// Hits of each of the last 30 days, the last is today.
  let days: [String: [Int]]

  /// nil without an index.
  init?(path: String, cases: String, _ engine: RuleEngine, now: DeskTime) {
    // A connection of its own: pages do not wait for it.
    guard let reader = try? HistoryReader(path: path) else { return nil }
    let flags =
      (try? VolumeGuard.flags(VolumeWatch.watched(engine.ruleSet), reader, now: now)) ?? []
    var reviews: [String: RuleCard.Review] = [:]
    if let cases = try? FeedbackCases(path: cases) {
      for review in FeedbackEvaluation(cases, engine: engine).reviews {
        reviews[review.rule] = RuleCard.Review(right: review.right, wrong: review.wrong)
      }
    }
    guard
      let cards = try? RuleCards(reader, engine: engine, reviews: reviews, flags: flags, now: now)
    else { return nil }
    self.cards = cards
    self.flags = flags
    self.reviews = reviews
    days = cards.daysByRule
  }
}

/// What rules cost, measured one at a time on a thread that gives way; kept until rules change.
actor RuleCosts {
  private var ruleset = ""
  private var kept: [String: Cost] = [:]
  private var isMeasuring = false

  enum Cost: Equatable, Sendable {
    /// On its way.
    case soon
    /// There are no examples to measure on.
    case unknown
    case microseconds(Double)
  }

  /// What it costs an order; measured when it is first asked for.
  func cost(of rule: String, _ engine: RuleEngine) -> Cost {
    if engine.digest != ruleset {
      ruleset = engine.digest
      kept = [:]
    }
    if let known = kept[rule] { return known }
    guard !isMeasuring else { return .soon }
    isMeasuring = true
    Task {
      let cost = await DedicatedThread.run(givesWay: true) { RuleCards.cost(of: rule, engine) }
      isMeasuring = false
      if engine.digest == ruleset { kept[rule] = cost.map { .microseconds($0) } ?? .unknown }
    }
    return .soon
  }
}

extension Desk {
  /// The figures as they are; made anew in the background when they are old.
  func figures() async -> RuleFigures? {
    guard let engine = board.engine else { return nil }
    let path = HistoryKeeper.path(inSpool: spool.spool)
    let cases = spool.casesPath
    let now = now()
    return await standingFigures.value("\(engine.digest) \(spool.casesStamp)", orOlder: true) {
      RuleFigures(path: path, cases: cases, engine, now: now)
    }
  }
}
