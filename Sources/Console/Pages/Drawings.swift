internal import Workbench

/// The bars of the first page.
enum OverviewDrawing {
  static func adding(to value: JSONValue) -> JSONValue {
    guard let counts = value["counts"], case .array(let hours)? = counts["hours"],
      case .array(let weeks)? = counts["weeks"]
    else { return value }
    let numbers = hours.map(\.asNumber)
    let orders = weeks.map { $0["orders"]?.asNumber ?? 0 }
    return value.adding([
      "hour_bars": .array(bars(numbers, step: 10, height: 48)),
      "week_bars": .array(
        zip(weeks, bars(orders, step: 12, height: 104)).map { week, bar in
          guard case .object(let members) = bar else { return bar }
          let x = bar["x"]?.asNumber ?? 0
          return week.adding(["inner": .number(x + 1)]).adding(members)
        }),
      "most": .number(orders.max() ?? 0),
      "first_week": weeks.first?["from"], "last_week": weeks.last?["from"],
    ])
  }

  /// Zero-based; the highest fills the height.
  static func bars(_ numbers: [Int], step: Int, height: Int) -> [JSONValue] {
    let most = max(1, numbers.max() ?? 1)
    return numbers.enumerated().map { place, number in
      let tall = number == 0 ? 0 : max(1, number * height / most)
      return .members([
        "x": .number(place * step), "y": .number(height - tall), "height": .number(tall),
        "orders": .number(number),
      ])
    }
  }
}

/// The thirty days of a rule.
enum RuleDrawing {
  static func adding(to rule: JSONValue) -> JSONValue {
    guard case .array(let days)? = rule["days"] else { return rule }
    return rule.adding([
      "spark": .array(OverviewDrawing.bars(days.map(\.asNumber), step: 3, height: 20))
    ])
  }

  static func adding(toAllOf pack: JSONValue) -> JSONValue {
    guard case .array(let rules)? = pack["rules"], let name = pack["pack"] else { return pack }
    return .members(["pack": name, "rules": .array(rules.map { adding(to: $0) })])
  }
}

extension JSONValue {
  fileprivate var asNumber: Int {
    guard case .number(let number) = self else { return 0 }
    return number
  }
}
