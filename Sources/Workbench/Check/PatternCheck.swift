internal import Matching
internal import RuleLanguage
internal import Transcripts

/// Looks at the patterns of a rule set: characters no text contains, and work that grows too fast.
struct PatternCheck {
  private(set) var diagnostics: [Diagnostic] = []
  private let growth: PatternGrowthCache

  init(growth: PatternGrowthCache) { self.growth = growth }

  mutating func check(_ rules: [Rule]) {
    for rule in rules where rule.status != .retired {
      for clause in rule.when + rule.unless {
        if case .regex(let pattern) = clause.kind { check(pattern, at: clause.position) }
      }
      for field in rule.fields { check(field.pattern, at: field.position) }
    }
  }

  private mutating func check(_ pattern: String, at position: FilePosition) {
    checkFold(pattern, at: position)
    checkNumbers(pattern, at: position)
    let length = pattern.unicodeScalars.count
    switch growth.growth(of: pattern) {
    case .linear: break
    case .quadratic:
      diagnostics.append(
        Diagnostic(
          .quadraticPattern, "the work of this pattern grows with the square of the text",
          at: position, length: length, mark: "several repeats without an end",
          help: ["bound them, as in `.{0,20}`"]))
    case .cubic:
      diagnostics.append(
        Diagnostic(
          .slowPattern, "the work of this pattern explodes on long texts", at: position,
          length: length, mark: "unbounded repeats overlap",
          notes: ["one stretch can be shared out among them in many ways"],
          help: ["bound them, as in `.{0,20}`, or write one repeat"]))
    }
  }

  /// A character written as its number, such as `\x{FF11}`, that folding takes out of every text.
  private mutating func checkNumbers(_ pattern: String, at position: FilePosition) {
    for match in pattern.matches(of: /\\x\{([0-9A-Fa-f]{2,6})\}/) {
      guard let number = UInt32(match.1, radix: 16), number > 0x7F,
        let scalar = Unicode.Scalar(number)
      else { continue }
      let folded = FoldTable.shared.fold(number)
      guard folded != number, let plain = Unicode.Scalar(folded),
        scalar.properties.lowercaseMapping != String(plain)
      else { continue }
      var place = position
      place.column += pattern[..<match.range.lowerBound].unicodeScalars.count
      diagnostics.append(
        Diagnostic(
          .foldedLiteral, "no text to match contains `\(scalar)`", at: place,
          length: match.0.unicodeScalars.count, mark: "folded to `\(plain)`",
          notes: ["width, traditional characters and case are folded before matching"],
          help: ["write `\(plain)`"]))
      return
    }
  }

  /// Characters that folding takes out of every text.
  private mutating func checkFold(_ pattern: String, at position: FilePosition) {
    for (offset, scalar) in pattern.unicodeScalars.enumerated() where scalar.value > 0x7F {
      let folded = FoldTable.shared.fold(scalar.value)
      guard folded != scalar.value, let plain = Unicode.Scalar(folded) else { continue }
      // Patterns are caseless: a capital letter is found all the same.
      if scalar.properties.lowercaseMapping == String(plain) { continue }
      // `[，,]` names both; the one that is never met does no harm.
      if pattern.unicodeScalars.contains(plain) { continue }
      var place = position
      place.column += offset
      diagnostics.append(
        Diagnostic(
          .foldedLiteral, "no text to match contains `\(scalar)`", at: place,
          mark: "folded to `\(plain)`",
          notes: ["width, traditional characters and case are folded before matching"],
          help: ["write: \(FoldTable.shared.fold(pattern))"]))
      return
    }
  }
}
