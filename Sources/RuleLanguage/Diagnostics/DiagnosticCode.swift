/// Every kind of mistake in a rules folder; the raw value is stable.
package enum DiagnosticCode: String, CaseIterable, Sendable {
  // The file as a whole
  case missingFile = "missing-file"
  case notUTF8 = "not-utf8"
  case badYAML = "bad-yaml"
  case tooLarge = "too-large"
  case anchor = "anchor"
  case wideIndent = "wide-indent"
  case fullWidthColon = "full-width-colon"
  case tabIndent = "tab-indent"
  case badEscape = "bad-escape"
  case reservedStart = "reserved-start"
  case mappingText = "mapping-text"
  case duplicateKey = "duplicate-key"
  case unreadableFile = "unreadable-file"
  // Keys and values
  case unknownKey = "unknown-key"
  case missingKey = "missing-key"
  case wrongShape = "wrong-shape"
  case badValue = "bad-value"
  case missingValue = "missing-value"
  case unknownWord = "unknown-word"
  case duplicateId = "duplicate-id"
  case unknownLabel = "unknown-label"
  case unknownList = "unknown-list"
  case unknownRule = "unknown-rule"
  case suppressCycle = "suppress-cycle"
  case orphanOverride = "orphan-override"
  // Words and patterns
  case emptyKeyword = "empty-keyword"
  case wideComma = "wide-comma"
  case controlCharacter = "control-character"
  case badPattern = "bad-pattern"
  case wordBoundary = "word-boundary"
  case failedExample = "failed-example"
  case slowPattern = "slow-pattern"
  case badSoftRow = "bad-soft-row"
  // Warnings
  case shortKeyword = "short-keyword"
  case containedKeyword = "contained-keyword"
  case foldedLiteral = "folded-literal"
  case hanMarks = "han-marks"
  case noExamples = "no-examples"
  case unusedLabel = "unused-label"
  case cutText = "cut-text"
  case duplicateKeyword = "duplicate-keyword"
  case twinRules = "twin-rules"
  case conflictingRules = "conflicting-rules"
  case neverMatches = "never-matches"
  case alwaysSuppressed = "always-suppressed"
  case expiredOverride = "expired-override"
  case quadraticPattern = "quadratic-pattern"
  case strayFile = "stray-file"
  case absentFile = "absent-file"

  /// Errors block a rule set, warnings do not.
  package var severity: Diagnostic.Severity {
    switch self {
    case .shortKeyword, .containedKeyword, .foldedLiteral, .noExamples, .unusedLabel,
      .wordBoundary, .hanMarks, .cutText, .duplicateKeyword, .twinRules, .conflictingRules,
      .neverMatches, .alwaysSuppressed, .expiredOverride, .quadraticPattern,
      .strayFile, .absentFile:
      .warning
    default: .error
    }
  }
}
