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
  // Keys and values
  case unknownKey = "unknown-key"
  case missingKey = "missing-key"
  case wrongShape = "wrong-shape"
  case badValue = "bad-value"
  case duplicateId = "duplicate-id"
  case unknownLabel = "unknown-label"
  case unknownList = "unknown-list"
  case unknownRule = "unknown-rule"
  // Words and patterns
  case emptyKeyword = "empty-keyword"
  case wideComma = "wide-comma"
  case controlCharacter = "control-character"
  case badPattern = "bad-pattern"
  case wordBoundary = "word-boundary"
  case failedExample = "failed-example"
  // Warnings
  case shortKeyword = "short-keyword"
  case containedKeyword = "contained-keyword"
  case foldedLiteral = "folded-literal"
  case noExamples = "no-examples"
  case unusedLabel = "unused-label"

  /// Errors block a rule set, warnings do not.
  package var severity: Diagnostic.Severity {
    switch self {
    case .shortKeyword, .containedKeyword, .foldedLiteral, .noExamples, .unusedLabel,
      .wordBoundary:
      .warning
    default: .error
    }
  }
}
