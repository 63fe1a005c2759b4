internal import Matching
internal import RuleLanguage

/// Finds what soft votes should weigh: tries the values of `soft:` in `policy.yaml` one after
/// another through the production decision, with each writer left out, and keeps what helps.
package struct SoftTuning {
  private let result: LeaveWriterOut
  private var policy: Policy
  /// Axis → the figure at the start and at the end.
  private var gains: [SoftAxis: (before: Double, after: Double)] = [:]

  package init(_ result: LeaveWriterOut) {
    self.result = result
    policy = result.engine.ruleSet.policy
  }

  /// Causes before topics before intents, as later axes hear of earlier ones.
  private static let order = [SoftAxis.cause, .topic, .intent]
  private static let rounds = 2
  /// A change must help by more than chance gives among so many tries.
  private static let leastGain = 0.0005

  private typealias Choice = (inout SoftPolicy) -> Void

  /// The values tried, parameter after parameter: where soft votes decide, the logit a label needs
  /// and that it needs alone; elsewhere also what they may weigh.
  private static func choices(_ axis: SoftAxis, _ soft: SoftPolicy) -> [[Choice]] {
    let bars = Array(stride(from: -4500, through: 0, by: 500))
    let alone: [Int?] = [nil] + bars
    let chosen: [[Choice]] = [
      bars.map { value in { $0.neutral = value } }, alone.map { value in { $0.alone = value } },
      [2, 4, 6, 8, 100].map { value in { $0.down = value } },
    ]
    if soft.decides { return chosen }
    return chosen + [
      [0, 500, 1000, 1500, 2000, 3000].map { value in { $0.scale = value } },
      [0, 1, 2, 3, 4, 6, 8].map { value in { $0.up = value } },
    ]
  }

  /// Runs the search; some minutes in a release build.
  package mutating func run(progress: (_ done: Int, _ all: Int) -> Void) {
    let all =
      Self.rounds
      * Self.order.reduce(0) { $0 + Self.choices($1, Self.soft(policy, $1)).joined().count }
    var done = 0
    for axis in Self.order {
      let start = figure(axis, policy)
      var best = start
      for _ in 0..<Self.rounds {
        for parameter in Self.choices(axis, Self.soft(policy, axis)) {
          for choose in parameter {
            var tried = policy
            Self.change(&tried, axis, choose)
            done += 1
            progress(done, all)
            guard Self.soft(tried, axis) != Self.soft(policy, axis) else { continue }
            let value = figure(axis, tried)
            if value > best + Self.leastGain { (best, policy) = (value, tried) }
          }
        }
      }
      gains[axis] = (start, best)
    }
  }

  /// What was found, to be pasted into `policy.yaml`.
  package var text: String {
    var text = "TUNED  for policy.yaml; found on these very orders, so a little too good\nsoft:\n"
    for axis in [SoftAxis.intent, .topic, .cause] {
      let soft = Self.soft(policy, axis)
      let gain = gains[axis] ?? (0, 0)
      text +=
        "  \(axis.name): {scale: \(soft.scale), neutral: \(soft.neutral), up: \(soft.up), "
        + "down: \(soft.down), alone: \(soft.alone.map { "\($0)" } ?? "never")}"
        + "   # \(Self.name(axis)) \(three(gain.before)) → \(three(gain.after))\n"
    }
    return text
  }

  private static func name(_ axis: SoftAxis) -> String {
    switch axis {
    case .intent: "intent.accuracy"
    case .topic: "topics.micro_f1"
    case .cause: "causes.micro_f1"
    case .attribute(let name): name
    }
  }

  private func figure(_ axis: SoftAxis, _ policy: Policy) -> Double {
    let scores = zip(result.corpus.orders, result.outcomes(policy)).map {
      ScoredOrder($0, $1, groups: [:])
    }
    switch axis {
    case .intent: return share(scores.count { $0.isIntentRight }, scores.count)
    case .topic: return Self.sum(scores, \.topics).f1
    case .cause: return Self.sum(scores, \.causes).f1
    case .attribute: preconditionFailure("attributes have nothing to tune but `lean`")
    }
  }

  private static func sum(
    _ scores: [ScoredOrder], _ labels: (ScoredOrder) -> ScoredOrder.Labels
  ) -> Tally {
    scores.reduce(into: Tally()) {
      let part = labels($1)
      $0 += Tally(
        hits: part.hits.count, falseAlarms: part.falseAlarms.count, misses: part.misses.count)
    }
  }

  private static func soft(_ policy: Policy, _ axis: SoftAxis) -> SoftPolicy {
    switch axis {
    case .intent: policy.intent.soft
    case .topic: policy.topic.soft
    case .cause: policy.cause.soft
    case .attribute(let name): policy.attributeSoft[name] ?? SoftPolicy()
    }
  }

  private static func change(_ policy: inout Policy, _ axis: SoftAxis, _ choose: Choice) {
    switch axis {
    case .intent: choose(&policy.intent.soft)
    case .topic: choose(&policy.topic.soft)
    case .cause: choose(&policy.cause.soft)
    case .attribute(let name): choose(&policy.attributeSoft[name, default: SoftPolicy()])
    }
  }
}
