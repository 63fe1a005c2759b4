internal import RuleLanguage
internal import Transcripts

/// What one worker needs to match one order after another: arrays that keep their memory.
struct MatchScratch: ~Copyable {
  // MARK: Words found

  var occurrences = Occurrences()
  /// The number of the text at hand: what carries another one is of an earlier text.
  var epoch: UInt32 = 1
  /// By term: the text it was last seen in.
  var termSeen: ScratchList<UInt32>

  // MARK: Words by set

  /// What is known of each set of words; its words in the text are a list through `links`, made
  /// only for sets somebody asks for.
  var sets: ScratchList<SetState>
  var links = ScratchList<SetLink>()
  /// Whether every set gets its list: for explanations and for the plain twin.
  var linksAll = true
  /// Whether this is the plain twin, which looks everywhere.
  var isPlain = false

  struct SetState: BitwiseCopyable {
    /// The text one of its words was last seen in.
    var seen: UInt32 = 0
    /// The text its list was last made for.
    var linked: UInt32 = 0
    var head: Int32 = -1
    var tail: Int32 = -1
  }

  /// One word of a set in the text.
  struct SetLink: BitwiseCopyable {
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

  var cueHits = ScratchList<CueHit>()
  /// Places where a cue's reach ends.
  var endHits = ScratchList<EndHit>()
  var pseudoHits = ScratchList<Place>()
  var gapNegations = ScratchList<Place>()
  var answers = ScratchList<Answer>()
  /// One bit for each state of the cue file.
  var states: UInt32 = 0
  var stateHits = ScratchList<StateHit>()

  struct CueHit: BitwiseCopyable {
    var cue: Int32
    var start: Int32
    var end: Int32
    var sentence: Int32
    var segment: Int32
  }

  struct EndHit: BitwiseCopyable {
    var start: Int32
    var isClause: Bool
  }

  struct Place: BitwiseCopyable {
    var start: Int32
    var end: Int32
  }

  struct Answer: BitwiseCopyable {
    var start: Int32
    var segment: Int32
    var affirms: Bool
  }

  struct StateHit: BitwiseCopyable {
    var state: Int32
    var start: Int32
    var end: Int32
    var segment: Int32
    var sentence: Int32
  }

  // MARK: Rules

  /// One bit a rule: those to be tested on this order. Bits give them in order of number.
  var candidates: ScratchList<UInt64>
  /// The candidates whose words all stand in the text, in order of number.
  var ready = ScratchList<Int32>()
  var hits = ScratchList<Hit>()
  var nearHits = ScratchList<Hit>()
  var chosen = ScratchList<Int32>()
  var lineEnds = ScratchList<Int32>()
  var instances = ScratchList<Int32>()
  var fired = ScratchList<FiredRule>()
  var evidence = ScratchList<EvidenceHit>()
  var fieldHits = ScratchList<FieldHit>()
  /// Rules that met a limit, with the reason.
  var skipped = ScratchList<SkippedRule>()
  /// Rules not tested any more, because they met limits too often.
  var switchedOff = ScratchList<Int32>()
  /// How often a rule met a limit; only rules that did.
  var limitCounts: [Int32: Int] = [:]
  /// Causes denied in a finding: label and where.
  var denied = ScratchList<DeniedLabel>()

  struct FieldHit: BitwiseCopyable {
    var rule: Int32
    var field: Int32
    var start: Int32
    var end: Int32
  }

  struct SkippedRule: BitwiseCopyable {
    var rule: Int32
    var reason: SkipReason
  }

  struct DeniedLabel: BitwiseCopyable {
    var label: Int32
    var place: Int32
  }

  // MARK: Soft votes

  /// By label, thousandths.
  var logits = ScratchList<Int32>()
  /// By label: what the last rows brought, not yet in `logits`, and how many rows that is.
  var narrowSums: ScratchList<Int16>
  var narrowRows = 0
  /// By n-gram: the order it was last seen in.
  var softSeen = ScratchList<UInt32>()
  var softEpoch: UInt32 = 0
  /// The distinct n-grams of this order.
  var softPlaces = ScratchList<SoftPlace>()

  struct SoftPlace: BitwiseCopyable {
    var ngram: Int32
    var start: Int32
    var segment: Int32
  }

  // MARK: Patterns

  let workspace = PatternWorkspace()
  /// For each pattern, the first of its matches in `patternHits`; -1 = not run, -2 = none.
  var patternHead: ScratchList<Int32>
  var touchedPatterns = ScratchList<Int32>()
  var patternHits = ScratchList<PatternHit>()
  /// Patterns that met a limit on this order.
  var limitedPatterns = ScratchList<LimitedPattern>()

  struct LimitedPattern: BitwiseCopyable {
    var pattern: Int32
    var reason: SkipReason
  }

  struct PatternHit: BitwiseCopyable {
    var start: Int32
    var end: Int32
    /// The group `value`, or the whole match.
    var valueStart: Int32
    var valueEnd: Int32
    var next: Int32 = -1

    init(start: Int32, end: Int32) {
      self.start = start
      self.end = end
      valueStart = start
      valueEnd = end
    }
  }

  init(rules: CompiledRules) {
    occurrences.firstSoft = rules.firstSoftTerm
    termSeen = ScratchList(repeating: 0, count: Int(rules.firstSoftTerm))
    sets = ScratchList(repeating: SetState(), count: rules.setCount)
    candidates = ScratchList(repeating: 0, count: (rules.rules.count + 63) / 64)
    patternHead = ScratchList(repeating: -1, count: rules.patterns.count)
    softSeen = ScratchList(repeating: 0, count: rules.soft.ngrams.count)
    narrowSums = ScratchList(repeating: 0, count: rules.soft.biases.count)
  }

  /// Forgets the last order.
  mutating func reset(linksAll: Bool = true) {
    self.linksAll = linksAll
    forgetWords()
    fired.removeAll()
    evidence.removeAll()
    fieldHits.removeAll()
    skipped.removeAll()
    denied.removeAll()
  }

  /// Forgets the words and patterns found, and keeps what rules made of them.
  mutating func forgetWords() {
    advanceEpoch()
    occurrences.removeAll()
    links.removeAll()
    cueHits.removeAll()
    endHits.removeAll()
    pseudoHits.removeAll()
    gapNegations.removeAll()
    answers.removeAll()
    states = 0
    stateHits.removeAll()
    for word in candidates.indices { candidates[word] = 0 }
    for place in touchedPatterns.indices { patternHead[Int(touchedPatterns[place])] = -1 }
    touchedPatterns.removeAll()
    patternHits.removeAll()
    limitedPatterns.removeAll()
  }

  private mutating func advanceEpoch() {
    epoch &+= 1
    guard epoch == 0 else { return }
    for term in termSeen.indices { termSeen[term] = 0 }
    for set in sets.indices { sets[set] = SetState() }
    epoch = 1
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
