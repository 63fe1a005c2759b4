package import History
package import RuleLanguage

/// What of a rule set says how often it is expected.
package enum VolumeWatch {
  package static func watched(_ rules: RuleSet) -> [VolumeGuard.Watched] {
    let ofRules = rules.rules.compactMap { rule -> VolumeGuard.Watched? in
      guard rule.status == .active, let expected = Expectation(rule.expect) else { return nil }
      return .init(.rule, rule.id, low: expected.low, high: expected.high)
    }
    let ofLabels = rules.taxonomy.labels.compactMap { label -> VolumeGuard.Watched? in
      guard let expected = Expectation(label.expect) else { return nil }
      return .init(.topic, label.key, low: expected.low, high: expected.high)
    }
    return ofRules + ofLabels
  }

  /// A line for people who read English.
  package static func english(_ flag: VolumeGuard.Flag) -> String {
    let bound = Int(flag.bound.rounded())
    let hours = flag.hours == 1 ? "the last hour" : "the last \(flag.hours) hours"
    switch flag.kind {
    case .silent:
      return "\(flag.orders) in \(hours), where about \(max(1, bound)) or more are expected"
    case .exploding: return "\(flag.orders) in \(hours), where about \(bound) at most are expected"
    }
  }

  /// A line for people, without the name in front.
  package static func chinese(_ flag: VolumeGuard.Flag) -> String {
    String(sentence(flag).dropFirst(flag.name.count + 1))
  }

  /// A line for people.
  package static func sentence(_ flag: VolumeGuard.Flag) -> String {
    let bound = Int(flag.bound.rounded())
    let hours = flag.hours == 1 ? "最近 1 小时" : "最近 \(flag.hours) 小时"
    switch flag.kind {
    case .silent: return "\(flag.name) \(hours)只有 \(flag.orders) 次，按预计至少应有约 \(max(1, bound)) 次"
    case .exploding: return "\(flag.name) \(hours)有 \(flag.orders) 次，按预计至多约 \(bound) 次"
    }
  }
}
