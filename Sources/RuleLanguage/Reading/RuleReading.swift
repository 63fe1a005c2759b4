/// What reading a rules folder came to.
package struct RuleReading: Sendable {
  /// The set; nil when there is any error.
  package var ruleSet: RuleSet?
  /// Everything found wrong, by file and place.
  package var diagnostics: [Diagnostic]
  /// The files read, by path.
  package var sources: [SourceFile]
  /// How the folder is called in messages, such as `Rules`.
  package var root: String

  /// Whether anything blocks the set.
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
