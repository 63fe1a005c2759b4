package import Matching

/// What labels are counted on.
package enum EvalAxis: String, CaseIterable, Sendable {
  case intent, topics, causes
  /// The groups of the causes: the right kind of cause, whichever leaf.
  case causeGroups = "cause_groups"
}

/// One order held against its outcome, accepted alternatives and optional labels taken out.
package struct ScoredOrder: Sendable {
  /// The labels of one axis, each list sorted.
  package struct Labels: Equatable, Sendable {
    package var hits: [String] = []
    package var falseAlarms: [String] = []
    package var misses: [String] = []

    init(wanted: Set<String>, found: Set<String>) {
      hits = wanted.intersection(found).sorted()
      falseAlarms = found.subtracting(wanted).sorted()
      misses = wanted.subtracting(found).sorted()
    }

    var isRight: Bool { falseAlarms.isEmpty && misses.isEmpty }
    var errorCount: Int { falseAlarms.count + misses.count }
  }

  /// A yes-or-no question, such as "is it critical?".
  package enum Detection: Sendable { case hit, falseAlarm, miss, none }

  package var intent: Labels
  package var topics: Labels
  package var causes: Labels
  package var causeGroups: Labels
  package var isIntentRight: Bool
  /// The main intent itself, no alternative.
  package var isIntentStrict: Bool
  package var isChannelRight: Bool
  package var hasWantedCauses: Bool
  package var hasFoundCauses: Bool
  /// Judged attributes: name → right or not.
  package var attributes: [String: Bool] = [:]
  package var critical = Detection.none
  package var hazard = Detection.none

  /// The attributes that are judged beside the channel.
  package static let attributeNames = ["urgency", "safety_hazard", "repeat_contact", "sentiment"]

  /// Compares as `score.py` does; `groups` maps causes to their groups.
  package init(_ order: LabelledOrder, _ outcome: OrderOutcome, groups: [String: String]) {
    isIntentRight = outcome.intent.map(order.acceptedIntents.contains) ?? false
    isIntentStrict = outcome.intent == order.intent
    let intent = isIntentRight ? order.intent : outcome.intent
    self.intent = Labels(wanted: [order.intent], found: intent.map { [$0] } ?? [])
    topics = Labels(
      wanted: Set(order.topics),
      found: Set(outcome.topics.filter { !order.optional.contains("topic:" + $0) }))
    let wanted = Set(order.causes)
    let found = Set(outcome.causes.filter { !order.optional.contains("cause:" + $0) })
    causes = Labels(wanted: wanted, found: found)
    causeGroups = Labels(
      wanted: Set(wanted.map { groups[$0] ?? $0 }), found: Set(found.map { groups[$0] ?? $0 }))
    hasWantedCauses = !wanted.isEmpty
    hasFoundCauses = !found.isEmpty
    isChannelRight = order.acceptedChannels.contains(outcome.attributes["channel"] ?? "")
    for name in Self.attributeNames {
      guard let accepted = order.accepted(name) else { continue }
      attributes[name] = accepted.contains(outcome.attributes[name] ?? "")
    }
    critical = Self.detection(order.accepted("urgency"), outcome.attributes["urgency"]) {
      $0 == "critical"
    }
    hazard = Self.detection(order.accepted("safety_hazard"), outcome.attributes["safety_hazard"]) {
      $0 != "none"
    }
  }

  /// Intent, topics and causes all right.
  package var isExact: Bool { isIntentRight && topics.isRight && causes.isRight }

  /// How many labels are wrong or missing; a wrong intent counts one.
  package var errorCount: Int {
    (isIntentRight ? 0 : 1) + topics.errorCount + causes.errorCount
  }

  package func labels(_ axis: EvalAxis) -> Labels {
    switch axis {
    case .intent: intent
    case .topics: topics
    case .causes: causes
    case .causeGroups: causeGroups
    }
  }

  private static func detection(
    _ accepted: [String]?, _ value: String?, yes: (String) -> Bool
  ) -> Detection {
    guard let accepted, let main = accepted.first else { return .none }
    let wanted = Set(accepted.map(yes))
    let found = value.map(yes) ?? false
    if wanted == [true] || (found && yes(main)) { return found ? .hit : .miss }
    return found && wanted == [false] ? .falseAlarm : .none
  }
}
