internal import RuleLanguage
internal import Transcripts

/// What one worker needs to match one order after another: arrays that keep their memory.
struct MatchScratch: ~Copyable {
  // MARK: Words found

  var occurrences = Occurrences()
  var segmentOf: [Int32] = []
  var sentenceOf: [Int32] = []
  /// Context of each occurrence; 255 = not asked yet.
  var contextOf: [UInt8] = []

  // MARK: Words by set: linked lists through `links`

  var setHead: [Int32]
  var setTail: [Int32]
  var touchedSets: [Int32] = []
  var links: [SetLink] = []

  /// One word of a set in the text.
  struct SetLink {
    var occurrence: Int32
    var meaning: Int32
    var next: Int32
  }

  // MARK: Sound

  /// Runs that were read as they sound; empty on written text.
  var heard: [HeardWord] = []
  /// Whether the text to match is the one heard.
  var isHearing = true

  // MARK: Context

  var cueHits: [CueHit] = []
  /// Places where a cue's reach ends.
  var endHits: [EndHit] = []
  var pseudoHits: [Place] = []
  var gapNegations: [Place] = []
  var answers: [Answer] = []
  /// One bit for each state of the cue file.
  var states: UInt32 = 0
  var stateHits: [StateHit] = []

  struct CueHit {
    var cue: Int32
    var start: Int32
    var end: Int32
    var sentence: Int32
    var segment: Int32
  }

  struct EndHit {
    var start: Int32
    var isClause: Bool
  }

  struct Place {
    var start: Int32
    var end: Int32
  }

  struct Answer {
    var start: Int32
    var segment: Int32
    var affirms: Bool
  }

  struct StateHit {
    var state: Int32
    var start: Int32
    var end: Int32
    var segment: Int32
    var sentence: Int32
  }

  // MARK: Rules

  /// One bit a rule: those to be tested on this order. Bits give them in order of number.
  var candidates: [UInt64]
  var hits: [Hit] = []
  var nearHits: [Hit] = []
  var chosen: [Int32] = []
  var lineEnds: [Int] = []
  var instances: [Int32] = []
  var fired: [FiredRule] = []
  var evidence: [EvidenceHit] = []
  var fieldHits: [FieldHit] = []
  /// Rules that met a limit, with the reason.
  var skipped: [SkippedRule] = []
  /// Causes denied in a finding: label and where.
  var denied: [DeniedLabel] = []

  struct FieldHit {
    var rule: Int32
    var field: Int32
    var start: Int32
    var end: Int32
  }

  struct SkippedRule {
    var rule: Int32
    var reason: SkipReason
  }

  struct DeniedLabel {
    var label: Int32
    var place: Int32
  }

  // MARK: Soft votes

  /// By label, thousandths.
  var logits: [Int32] = []
  /// By n-gram: the order it was last seen in.
  var softSeen: [UInt32] = []
  var softEpoch: UInt32 = 0
  /// The distinct n-grams of this order.
  var softPlaces: [SoftPlace] = []

  struct SoftPlace {
    var ngram: Int32
    var start: Int32
    var segment: Int32
  }

  // MARK: Patterns

  let workspace = PatternWorkspace()
  /// For each pattern, the first of its matches in `patternHits`; -1 = not run, -2 = none.
  var patternHead: [Int32]
  var touchedPatterns: [Int32] = []
  var patternHits: [PatternHit] = []
  /// Patterns that met a limit on this order.
  var limitedPatterns: [LimitedPattern] = []

  struct LimitedPattern {
    var pattern: Int32
    var reason: SkipReason
  }

  struct PatternHit {
    var start: Int32
    var end: Int32
    /// The group `value`, or the whole match.
    var valueStart: Int32
    var valueEnd: Int32
    var next: Int32
  }

  init(rules: CompiledRules) {
    occurrences.firstSoft = rules.firstSoftTerm
    setHead = [Int32](repeating: -1, count: rules.setCount)
    setTail = [Int32](repeating: -1, count: rules.setCount)
    candidates = [UInt64](repeating: 0, count: (rules.rules.count + 63) / 64)
    patternHead = [Int32](repeating: -1, count: rules.patterns.count)
  }

  /// Forgets the last order.
  mutating func reset() {
    forgetWords()
    fired.removeAll(keepingCapacity: true)
    evidence.removeAll(keepingCapacity: true)
    fieldHits.removeAll(keepingCapacity: true)
    skipped.removeAll(keepingCapacity: true)
    denied.removeAll(keepingCapacity: true)
  }

  /// Forgets the words and patterns found, and keeps what rules made of them.
  mutating func forgetWords() {
    occurrences.removeAll()
    segmentOf.removeAll(keepingCapacity: true)
    sentenceOf.removeAll(keepingCapacity: true)
    contextOf.removeAll(keepingCapacity: true)
    for set in touchedSets { setHead[Int(set)] = -1 }
    touchedSets.removeAll(keepingCapacity: true)
    links.removeAll(keepingCapacity: true)
    cueHits.removeAll(keepingCapacity: true)
    endHits.removeAll(keepingCapacity: true)
    pseudoHits.removeAll(keepingCapacity: true)
    gapNegations.removeAll(keepingCapacity: true)
    answers.removeAll(keepingCapacity: true)
    states = 0
    stateHits.removeAll(keepingCapacity: true)
    for word in candidates.indices { candidates[word] = 0 }
    for pattern in touchedPatterns { patternHead[Int(pattern)] = -1 }
    touchedPatterns.removeAll(keepingCapacity: true)
    patternHits.removeAll(keepingCapacity: true)
    limitedPatterns.removeAll(keepingCapacity: true)
  }
}

/// Why a rule was not tested to the end.
enum SkipReason: UInt8 {
  case limit, failure, breaker, deadline

  /// The word used in results.
  var name: StaticString {
    switch self {
    case .limit: "limit"
    case .failure: "error"
    case .breaker: "breaker"
    case .deadline: "deadline"
    }
  }
}
