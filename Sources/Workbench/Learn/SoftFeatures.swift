internal import RuleLanguage

/// What a soft table weighs, as numbers: packed n-grams, and above them rules that fire and labels
/// that rules alone give.
package struct SoftFeatures: Sendable {
  private static let nameBit: UInt64 = 1 << 63
  /// As rows of a table write them: `rule:<id>`, `label:<key>`.
  private let names: [String]
  private let numbers: [String: Int]

  init(_ ruleSet: RuleSet) {
    let names =
      ruleSet.rules.map { SoftTable.rulePrefix + $0.id }
      + ruleSet.taxonomy.labels.map { SoftTable.labelPrefix + $0.key }
    self.names = names
    numbers = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { one, _ in one })
  }

  /// The numbers of names, sorted, each once.
  func packed(_ names: [String]) -> [UInt64] {
    Set(names.compactMap { numbers[$0] }).sorted().map { Self.nameBit | UInt64($0) }
  }

  /// The number of what a row of a table weighs; nil for a name that is not there.
  func packed(row: String) -> UInt64? {
    if let number = numbers[row] { return Self.nameBit | UInt64(number) }
    let isName =
      row.hasPrefix(SoftTable.rulePrefix) || row.hasPrefix(SoftTable.labelPrefix)
    return isName ? nil : row.unicodeScalars.reduce(0) { $0 << 21 | UInt64($1.value) }
  }

  /// Whether a number stands for a rule or a label.
  func isName(_ packed: UInt64) -> Bool { packed & Self.nameBit != 0 }

  /// How a number is written in a table.
  func text(_ packed: UInt64) -> String {
    isName(packed) ? names[Int(packed & ~Self.nameBit)] : OrderGrams.text(packed)
  }
}
