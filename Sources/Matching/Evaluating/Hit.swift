internal import RuleLanguage

/// One place in the text that a line of a rule looks at.
struct Hit: BitwiseCopyable {
  /// Code points, half-open.
  var start: Int32
  var end: Int32
  /// Meaning number, or -1 for a pattern.
  var meaning: Int32
  var segment: Int32
  var sentence: Int32
  /// The scope instance: the number of the sentence, turn or section, 0 for the document.
  var instance: Int32
  /// Which element of the line.
  var element: Int32
  /// Hits of one `near` combination share a group; otherwise each hit is its own.
  var group: Int32
  var context: HitContext
}

/// One piece of evidence of a fired rule.
struct EvidenceHit: BitwiseCopyable {
  /// Code points, half-open.
  var start: Int32
  var end: Int32
  /// Meaning number, or -1 for a pattern.
  var meaning: Int32
  var segment: Int32
  /// Line of `when`.
  var line: Int32
  var context: HitContext
}

/// A rule that fired for one axis.
struct FiredRule: BitwiseCopyable {
  /// Index into `CompiledRules.rules`.
  var rule: Int32
  var axis: Taxonomy.Axis
  /// Places in `MatchScratch.evidence`.
  var evidenceStart: Int32
  var evidenceEnd: Int32
  /// Whether any evidence lies in a finding.
  var isFound: Bool
  /// Whether all evidence is only suspected.
  var isSuspected: Bool
  /// Set when another rule suppresses it.
  var suppressedBy: Int32
}

/// Tests that are left out to find out which of them stopped a rule; empty in classification.
struct Relaxation: OptionSet {
  let rawValue: UInt16

  static let context = Relaxation(rawValue: 1)
  static let section = Relaxation(rawValue: 2)
  static let speaker = Relaxation(rawValue: 4)
  static let turns = Relaxation(rawValue: 8)
  static let longerPhrase = Relaxation(rawValue: 16)
  static let unless = Relaxation(rawValue: 32)
  static let window = Relaxation(rawValue: 64)
  static let order = Relaxation(rawValue: 128)
  static let scope = Relaxation(rawValue: 256)
  static let sentence = Relaxation(rawValue: 512)
  static let boilerplate = Relaxation(rawValue: 1024)
  /// The whole line is left out, for words that do not stand in the text.
  static let absence = Relaxation(rawValue: 2048)
}
