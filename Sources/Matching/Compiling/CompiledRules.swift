internal import RuleLanguage
internal import Transcripts

/// Everything the engine reads while it works: immutable, shared by all workers.
final class CompiledRules: Sendable {
  let trie: LiteralTrie
  /// The folded words by term number, for the plain twin.
  let words: [[UInt32]]
  /// The rules that are tested on orders: active and shadow ones.
  let testedRules: [Int32]
  let terms: TermTables
  let setCount: Int
  /// For each rule, the sets it cannot fire without, and all sets it looks at.
  let requiredSets: NumberRows<Int32>
  let readSets: NumberRows<Int32>
  /// The sets whose words in a finding deny causes.
  let deniedSets: [Int32]
  /// Rules without a word to wait for.
  let alwaysRules: [Int32]
  let rules: [CompiledRule]
  /// Whether any rule says `sounds_like: false`.
  let hasDeafRules: Bool
  let lines: [CompiledLine]
  let elements: [Int32]
  let votes: [RuleVote]
  let suppresses: [Int32]
  let fields: [RuleField]
  let patterns: [CompiledPattern]
  /// For each pattern, the words that bound where a match can begin, the rarest first.
  let anchors: NumberRows<PatternAnchor>
  /// Whether all patterns run as machine code.
  let isJIT: Bool
  /// Patterns no word can hold back from running.
  let alwaysRunPatterns: [Int32]
  /// The standard word of each meaning, as JSON text.
  let meaningText: TextArena
  let cues: [CompiledCue]
  let policy: CompiledPolicy
  let labelText: LabelText
  let soft: CompiledSoft
  /// Words from this number on are n-grams of soft votes only.
  let firstSoftTerm: Int32
  /// The names of values rules read, as JSON text.
  let fieldText: TextArena
  /// Field numbers that hold the order's own time.
  let timeFields: [Int32]
  /// By `PersonalDataKind.rawValue`.
  let privacy: [Policy.Privacy]

  /// A set a word belongs to.
  struct SetUse: Sendable {
    var set: Int32
    var meaning: Int32
  }

  /// What a word is to the context reader.
  struct RoleUse: Sendable {
    var role: CueRole
    /// Number of the cue or state.
    var number: Int32
  }

  init(
    words: [[UInt32]], testedRules: [Int32], terms: TermTables, setCount: Int,
    alwaysRules: [Int32], tables: RuleTables,
    patterns: [CompiledPattern], anchors: NumberRows<PatternAnchor>, meaningText: [[UInt8]],
    cues: [CompiledCue],
    alwaysRunPatterns: [Int32], policy: CompiledPolicy, labelText: LabelText, soft: CompiledSoft,
    firstSoftTerm: Int32,
    timeFields: [Int32],
    fieldText: [[UInt8]], privacy: [PersonalDataKind: Policy.Privacy]
  ) {
    trie = LiteralTrie(words: words)
    self.words = words
    self.testedRules = testedRules
    self.terms = terms
    self.setCount = setCount
    self.alwaysRules = alwaysRules
    requiredSets = tables.requiredSets()
    readSets = tables.readSets()
    deniedSets = policy.denials.map(\.set).filter { $0 >= 0 }
    rules = tables.rules
    hasDeafRules = tables.rules.contains(where: \.isDeaf)
    lines = tables.lines
    elements = tables.elements
    votes = tables.votes
    suppresses = tables.suppresses
    fields = tables.fields
    self.patterns = patterns
    isJIT = patterns.allSatisfy(\.isJIT)
    self.alwaysRunPatterns = alwaysRunPatterns
    self.anchors = anchors
    self.meaningText = TextArena(meaningText)
    self.cues = cues
    self.policy = policy
    self.labelText = labelText
    self.soft = soft
    self.firstSoftTerm = firstSoftTerm
    self.timeFields = timeFields
    self.fieldText = TextArena(fieldText)
    self.privacy = PersonalDataKind.allCases.map { privacy[$0] ?? .mask }
  }
}
