/// Where each count of an evaluation stands in one flat array, so that parts of a corpus and
/// resamples of it are sums of lists of places.
package struct CountLayout: Sendable {
  /// Counts that belong to no label.
  enum Single: Int, CaseIterable {
    case orders, intentRight, intentStrict, channelRight, exact, exactWithChannel
    case withoutCause, falseOnWithoutCause, anyFalseCause
    case criticalHit, criticalFalse, criticalMiss, hazardHit, hazardFalse, hazardMiss
    case urgencyJudged, urgencyRight, hazardJudged, hazardRight
    case repeatJudged, repeatRight, sentimentJudged, sentimentRight
  }

  /// The labels of each axis, sorted.
  let labels: [EvalAxis: [String]]
  private let places: [EvalAxis: [String: Int]]
  let size: Int

  init(_ orders: [ScoredOrder]) {
    var next = Single.allCases.count
    var labels: [EvalAxis: [String]] = [:]
    var places: [EvalAxis: [String: Int]] = [:]
    for axis in EvalAxis.allCases {
      var seen: Set<String> = []
      for order in orders {
        let part = order.labels(axis)
        seen.formUnion(part.hits + part.falseAlarms + part.misses)
      }
      let sorted = seen.sorted()
      labels[axis] = sorted
      places[axis] = Dictionary(
        uniqueKeysWithValues: sorted.enumerated().map { ($1, next + 3 * $0) })
      next += 3 * sorted.count
    }
    self.labels = labels
    self.places = places
    size = next
  }

  func place(_ axis: EvalAxis, _ label: String) -> Int? { places[axis]?[label] }

  /// The places one order adds 1 to.
  func places(of order: ScoredOrder) -> [Int32] {
    var found = singles(of: order).map { Int32($0.rawValue) }
    for axis in EvalAxis.allCases {
      let part = order.labels(axis)
      for (offset, list) in [part.hits, part.falseAlarms, part.misses].enumerated() {
        found += list.compactMap { place(axis, $0).map { Int32($0 + offset) } }
      }
    }
    return found
  }

  private func singles(of order: ScoredOrder) -> [Single] {
    var found: [Single] = [.orders]
    if order.isIntentRight { found.append(.intentRight) }
    if order.isIntentStrict { found.append(.intentStrict) }
    if order.isChannelRight { found.append(.channelRight) }
    if order.isExact { found.append(.exact) }
    if order.isExact, order.isChannelRight { found.append(.exactWithChannel) }
    if !order.hasWantedCauses { found.append(.withoutCause) }
    if !order.hasWantedCauses, order.hasFoundCauses { found.append(.falseOnWithoutCause) }
    if !order.causes.falseAlarms.isEmpty { found.append(.anyFalseCause) }
    switch order.critical {
    case .hit: found.append(.criticalHit)
    case .falseAlarm: found.append(.criticalFalse)
    case .miss: found.append(.criticalMiss)
    case .none: break
    }
    switch order.hazard {
    case .hit: found.append(.hazardHit)
    case .falseAlarm: found.append(.hazardFalse)
    case .miss: found.append(.hazardMiss)
    case .none: break
    }
    for (name, judged, right) in Self.attributes {
      guard let isRight = order.attributes[name] else { continue }
      found.append(judged)
      if isRight { found.append(right) }
    }
    return found
  }

  static let attributes: [(name: String, judged: Single, right: Single)] = [
    ("urgency", .urgencyJudged, .urgencyRight),
    ("safety_hazard", .hazardJudged, .hazardRight),
    ("repeat_contact", .repeatJudged, .repeatRight),
    ("sentiment", .sentimentJudged, .sentimentRight),
  ]
}

/// The counts of some orders.
package struct Counts: Sendable {
  let layout: CountLayout
  private(set) var values: [Int]

  init(layout: CountLayout) {
    self.layout = layout
    values = [Int](repeating: 0, count: layout.size)
  }

  mutating func add(_ places: [Int32], times: Int = 1) {
    for place in places { values[Int(place)] += times }
  }

  /// Adds the counts of other orders of the same corpus.
  static func += (sum: inout Counts, other: Counts) {
    for place in sum.values.indices { sum.values[place] += other.values[place] }
  }

  mutating func removeAll() {
    for place in values.indices { values[place] = 0 }
  }

  subscript(_ single: CountLayout.Single) -> Int { values[single.rawValue] }

  /// The tally of one label.
  package func tally(_ axis: EvalAxis, _ label: String) -> Tally {
    guard let place = layout.place(axis, label) else { return Tally() }
    return Tally(
      hits: values[place], falseAlarms: values[place + 1], misses: values[place + 2])
  }

  /// All labels of an axis added up.
  package func total(_ axis: EvalAxis) -> Tally {
    var sum = Tally()
    for label in layout.labels[axis] ?? [] { sum += tally(axis, label) }
    return sum
  }

  /// The labels of an axis with at least so much support.
  func labels(_ axis: EvalAxis, support: Int) -> [String] {
    (layout.labels[axis] ?? []).filter { tally(axis, $0).support >= support }
  }

  /// The mean F1 of some labels.
  func macroF1(_ axis: EvalAxis, of labels: [String]) -> Double {
    guard !labels.isEmpty else { return 0 }
    return labels.reduce(0) { $0 + tally(axis, $1).f1 } / Double(labels.count)
  }

  var critical: Tally {
    Tally(
      hits: self[.criticalHit], falseAlarms: self[.criticalFalse], misses: self[.criticalMiss])
  }

  var hazard: Tally {
    Tally(hits: self[.hazardHit], falseAlarms: self[.hazardFalse], misses: self[.hazardMiss])
  }
}
