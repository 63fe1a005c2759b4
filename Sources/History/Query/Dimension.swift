/// What orders can be counted by.
package enum Dimension: Equatable, Sendable {
  case intent, topic, cause, rule, shadowRule
  /// A value such as `channel:hall`, one of the nine attributes.
  case attribute(String)
  case unit, city, county, hall, ruleset
  /// The day, and the Monday of the week, each as days since 1970.
  case day, week
  /// 0–23.
  case hour
  case needsReview

  /// How marks of it are told from others; nil when it is a column of the order.
  var marks: (kind: HistorySchema.Kind, prefix: String)? {
    switch self {
    case .intent: (.label, "intent:")
    case .topic: (.label, "topic:")
    case .cause: (.label, "cause:")
    case .rule: (.rule, "")
    case .shadowRule: (.shadow, "")
    default: nil
    }
  }

  /// The value in SQL, of the order `o` or its time `t`.
  func expression(time: String) -> String {
    switch self {
    case .intent, .topic, .cause, .rule, .shadowRule: "d.name"
    case .attribute(let name): "o.\(HistorySchema.attributes.contains(name) ? name : "channel")"
    case .unit: "o.unit"
    case .city: "o.city"
    case .county: "o.county"
    case .hall: "o.hall"
    case .ruleset: "o.ruleset"
    // Times before 1970 do not occur; 1970-01-01 was a Thursday.
    case .day: "\(time) / 86400"
    case .week: "\(time) / 86400 - (\(time) / 86400 + 3) % 7"
    case .hour: "\(time) % 86400 / 3600"
    case .needsReview: "o.review"
    }
  }

  /// Whether the value is the number of a name.
  var isNamed: Bool {
    switch self {
    case .day, .week, .hour, .needsReview: false
    default: true
    }
  }

  /// Whether it needs nothing but the time.
  var isTime: Bool { self == .day || self == .week || self == .hour }
}

/// How many orders share these values, one for each dimension asked for.
package struct Count: Equatable, Sendable {
  /// Names, or numbers as text; empty = not said.
  package var keys: [String]
  package var orders: Int

  package init(keys: [String], orders: Int) {
    self.keys = keys
    self.orders = orders
  }

  package var key: String { keys[0] }
}
