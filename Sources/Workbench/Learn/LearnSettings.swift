/// What learning is done with; the defaults did best on writers left out.
package struct LearnSettings: Sendable {
  /// Strength of the L2 penalty.
  package var penalty = 2.0
  /// Adagrad's first step.
  package var rate = 0.2
  package var epochs = 20
  package var seed: UInt64 = 1
  /// The longest n-gram.
  package var length = 3
  /// An n-gram must stand in so many orders.
  package var leastOrders = 3

  package init() {}
}

/// An axis that has a soft table.
package enum SoftAxis: String, CaseIterable, Sendable {
  case intent, topic, cause

  /// The most rows a table holds: the strongest are kept.
  var rowLimit: Int {
    switch self {
    case .intent: 12_000
    case .topic, .cause: 20_000
    }
  }

  /// Whether exactly one label is right, so that labels compete.
  var isExclusive: Bool { self == .intent }

  /// The labels of an order on this axis.
  func labels(of order: LabelledOrder) -> [String] {
    switch self {
    case .intent: [order.intent]
    case .topic: order.topics
    case .cause: order.causes
    }
  }

  /// Logits from which a label is given when soft votes are measured alone.
  var bar: Double {
    switch self {
    case .intent: -.infinity
    case .topic: -2
    case .cause: -2.5
    }
  }
}
