package import RuleLanguage
package import Transcripts

/// Compiled rules: immutable, shared by all workers.
package final class RuleEngine: Sendable {
  /// The rule set it was made from.
  package let ruleSet: RuleSet
  /// How orders are read with these rules.
  package let reader: DocumentReader
  let rules: CompiledRules
  let writer: ResultWriter
  /// Words heard through recognition errors.
  let sounds: SoundWords

  /// The first 16 hex digits of the digest.
  let shortDigest: [UInt8]

  /// `sha256:…` of the rule set.
  package var digest: String { ruleSet.digest }
  /// What people call the rule set.
  package var label: String { ruleSet.label }

  private init(ruleSet: RuleSet, reader: DocumentReader, rules: CompiledRules) {
    self.ruleSet = ruleSet
    self.reader = reader
    self.rules = rules
    sounds = SoundWords(ruleSet.soundWords)
    shortDigest = Array(ruleSet.digest.utf8.drop(while: { $0 != 0x3A }).dropFirst().prefix(16))
    writer = ResultWriter(
      rules: rules, digest: ruleSet.digest, label: ruleSet.label, fieldNames: reader.fieldNames)
  }

  /// Compiles a rule set; no engine when a diagnostic is an error.
  ///
  /// `usesJIT` false: patterns are interpreted, as where the system forbids machine code.
  package static func compile(
    _ ruleSet: RuleSet, usesJIT: Bool = true
  ) -> (engine: RuleEngine?, diagnostics: [Diagnostic]) {
    let reader = DocumentReader(layouts: ruleSet.layouts)
    var compiler = RuleCompiler(ruleSet, reader: reader, usesJIT: usesJIT)
    guard let rules = compiler.compile() else { return (nil, compiler.diagnostics) }
    let engine = RuleEngine(ruleSet: ruleSet, reader: reader, rules: rules)
    return (engine, compiler.diagnostics)
  }

  /// Whether all patterns run as machine code; the envelope's `suqiuengine`.
  package var isJIT: Bool { rules.isJIT }

  /// How many patterns there are.
  package var patternCount: Int { rules.patterns.count }

  /// The patterns that run on every order, because the gate knows no word they need.
  package var alwaysRunPatterns: [String] {
    rules.alwaysRunPatterns.map { rules.patterns[Int($0)].source }
  }
}
