package import Transcripts

/// Everything a rules folder says, resolved and checked; what the engine is compiled from.
package struct RuleSet: Sendable {
  package var taxonomy: Taxonomy
  package var policy: Policy
  package var cues: Cues
  package var layouts: Layouts
  /// Sorted by id, so that no result depends on the order of files.
  package var rules: [Rule]
  /// Words heard through recognition errors in spoken text: `lists/同音.txt`.
  package var soundWords: [String]
  /// Learned weights, at most one table an axis; empty without the folder `soft`.
  package var soft: [SoftTable]
  /// `sha256:` and 64 hex digits over the content of all files, in order of their paths.
  package var digest: String
  /// What people call this set: the newest change it names, or the digest's first digits.
  package var label: String

  package init(
    taxonomy: Taxonomy, policy: Policy, cues: Cues, layouts: Layouts, rules: [Rule],
    soft: [SoftTable] = [], digest: String, label: String, soundWords: [String] = []
  ) {
    self.taxonomy = taxonomy
    self.policy = policy
    self.cues = cues
    self.layouts = layouts
    self.rules = rules.sorted { $0.id < $1.id }
    self.soundWords = soundWords
    self.soft = soft
    self.digest = digest
    self.label = label
  }
}
