internal import RuleLanguage

extension CompiledPolicy {
  /// Lays the policy out by label number.
  init(
    _ policy: Policy, _ taxonomy: Taxonomy, requirementSets: [Int: Int32], denials: [Denial]
  ) {
    let count = taxonomy.labels.count
    margin = Int32(policy.margin)
    cap = Int32(policy.cap)
    axes = Taxonomy.Axis.allCases.map { policy.axis($0) }
    labelAxis = taxonomy.labels.map(\.axis)
    precedence = [Int32](repeating: .max, count: count)
    for (place, label) in policy.precedence.enumerated() { precedence[label] = Int32(place) }
    isFault = [Bool](repeating: false, count: count)
    for label in policy.faultCauses { isFault[label] = true }
    requirement = [Int32](repeating: -1, count: count)
    for (label, set) in requirementSets { requirement[label] = set }
    var implications = [[Implication]](repeating: [], count: count)
    for entry in policy.implies {
      for label in entry.when {
        implications[label].append(
          Implication(
            gives: Int32(entry.gives), points: Int32(entry.points),
            unlessStates: entry.unlessState.map { Self.bit($0) } ?? 0))
      }
    }
    self.implications = NumberRows(implications)
    var beats = [[Beat]](repeating: [], count: count)
    var conditions: [Int32] = []
    for entry in policy.beats {
      let start = Int32(conditions.count)
      conditions += entry.when.map { Int32($0) }
      beats[entry.loser].append(
        Beat(winner: Int32(entry.winner), whenStart: start, whenEnd: Int32(conditions.count)))
    }
    self.beats = NumberRows(beats)
    beatConditions = conditions
    clears = policy.clears.map { Clearing(when: Int32($0.when), axes: $0.axes) }
    statePoints = policy.statePoints.map {
      StatePoints(
        state: Self.bit($0.state), label: Int32($0.label), points: Int32($0.points),
        unlessStates: $0.unlessState.map { Self.bit($0) } ?? 0)
    }
    self.denials = denials
    isGeneric = [Bool](repeating: false, count: count)
    for label in policy.generic { isGeneric[label] = true }
    genericMinus = Int32(policy.genericMinus)
    improvement = [Int32](repeating: -1, count: count)
    for (label, value) in policy.improvement {
      improvement[label] = taxonomy.number("improvement:\(value)").map { Int32($0) } ?? -1
    }
    attributes = taxonomy.attributes.map { attribute in
      let first = taxonomy.number("\(attribute.name):\(attribute.values.first ?? "")") ?? 0
      let nothing = taxonomy.number("\(attribute.name):\(attribute.nothing)") ?? first
      return Attribute(
        firstLabel: Int32(first), count: Int32(attribute.values.count), nothing: Int32(nothing))
    }
    func place(_ name: String) -> Int {
      taxonomy.attributes.firstIndex { $0.name == name } ?? -1
    }
    improvementAttribute = place("improvement")
    channelAttribute = place("channel")
    seasonAttribute = place("season")
    reviewLowScore = Int32(policy.reviewLowScore)
    reviewTooShort = policy.reviewTooShort
  }

  /// The bit of a document state.
  private static func bit(_ state: String) -> UInt32 {
    Cues.stateNames.firstIndex(of: state).map { 1 << UInt32($0) } ?? 0
  }
}
