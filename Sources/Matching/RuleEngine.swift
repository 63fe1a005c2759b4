package import RuleLanguage
internal import Transcripts

/// Compiled rules: immutable, shared by all workers.
package final class RuleEngine: Sendable {
  /// `sha256:…` of the rule set it was made from.
  package let digest: String
  /// What people call the rule set.
  package let label: String
  let reader: DocumentReader

  init(ruleSet: RuleSet) {
    digest = ruleSet.digest
    label = ruleSet.label
    reader = DocumentReader(layouts: ruleSet.layouts)
  }

  /// Compiles a rule set; no engine when a diagnostic is an error.
  package static func compile(
    _ ruleSet: RuleSet
  ) -> (engine: RuleEngine?, diagnostics: [Diagnostic]) {
    (RuleEngine(ruleSet: ruleSet), [])
  }
}
