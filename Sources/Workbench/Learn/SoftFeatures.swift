internal import RuleLanguage

/// What a soft table weighs, as numbers: packed n-grams, and above them the rules by number.
package struct SoftFeatures: Sendable {
  private static let ruleBit: UInt64 = 1 << 63
  private let ruleIds: [String]
  private let numbers: [String: Int]

  init(ruleIds: [String]) {
    self.ruleIds = ruleIds
    numbers = Dictionary(
      ruleIds.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The numbers of rules, sorted, each once.
  func packed(rules: [String]) -> [UInt64] {
    Set(rules.compactMap { numbers[$0] }).sorted().map { Self.ruleBit | UInt64($0) }
  }

  /// The number of what a row of a table weighs; nil for a rule that is not there.
  func packed(row: String) -> UInt64? {
    guard row.hasPrefix(SoftTable.rulePrefix) else {
      return row.unicodeScalars.reduce(0) { $0 << 21 | UInt64($1.value) }
    }
    return numbers[String(row.dropFirst(SoftTable.rulePrefix.count))].map {
      Self.ruleBit | UInt64($0)
    }
  }

  /// How a number is written in a table.
  func text(_ packed: UInt64) -> String {
    guard packed & Self.ruleBit != 0 else { return OrderGrams.text(packed) }
    return SoftTable.rulePrefix + ruleIds[Int(packed & ~Self.ruleBit)]
  }
}
