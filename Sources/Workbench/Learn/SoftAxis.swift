package import RuleLanguage

/// An axis or attribute that has a soft table.
package enum SoftAxis: Hashable, Sendable {
  case intent, topic, cause
  case attribute(String)

  /// Attributes worth learning: the others are not judged in corpora, or rules do better.
  private static let learned = ["urgency", "safety_hazard", "sentiment"]

  /// The three axes, then the attributes of a taxonomy that can be learned.
  package static func all(_ taxonomy: Taxonomy) -> [SoftAxis] {
    [.intent, .topic, .cause]
      + taxonomy.attributes.map(\.name).filter(learned.contains).map { .attribute($0) }
  }

  /// The name of the table's file.
  package var name: String {
    switch self {
    case .intent: "intent"
    case .topic: "topic"
    case .cause: "cause"
    case .attribute(let name): name
    }
  }

  /// Whether exactly one label is right, so that labels compete.
  var isExclusive: Bool { self != .topic && self != .cause }

  /// What did best on writers left out.
  ///
  /// A danger is often told by one word: attributes see all of it.
  var fitting: Fitting {
    switch self {
    case .intent:
      Fitting(penalty: 0.1, rate: 0.05, epochs: 15, kept: 0.6, scale: 0.7, averaged: 5)
    case .topic, .cause:
      Fitting(penalty: 1, rate: 0.1, epochs: 35, kept: 0.5, scale: 0.6, averaged: 10)
    case .attribute: Fitting(penalty: 0.1, rate: 0.05, epochs: 10)
    }
  }

  /// An empty table of this axis.
  var table: SoftTable {
    switch self {
    case .intent: SoftTable(axis: .intent)
    case .topic: SoftTable(axis: .topic)
    case .cause: SoftTable(axis: .cause)
    case .attribute(let name): SoftTable(axis: .attribute, attribute: name)
    }
  }

  /// The labels of an order on this axis; nil when it was not judged.
  func labels(of order: LabelledOrder) -> [String]? {
    switch self {
    case .intent: [order.intent]
    case .topic: order.topics
    case .cause: order.causes
    case .attribute(let name): order.attributes[name].map { [$0] }
    }
  }

  /// Logits from which a label is given when soft votes are measured alone.
  var bar: Double {
    switch self {
    case .intent, .attribute: -.infinity
    case .topic: -1.75
    case .cause: -2.5
    }
  }
}
