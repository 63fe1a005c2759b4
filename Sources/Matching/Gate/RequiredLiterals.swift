/// What must stand in a text for a pattern to match: all of the clauses, of each at least one word.
///
/// Law: a text without the words is never matched. A pattern that is not understood has no clauses
/// and is always run. The method is that of RE2's prefilter (Cox, "Regular Expression Matching
/// with a Trigram Index", 2012): exact word sets grow while they stay small, then become a clause.
struct RequiredLiterals: Equatable, Sendable {
  typealias Word = [UInt32]

  /// In conjunctive form; empty = always run.
  private(set) var clauses: [Set<Word>] = []

  /// Largest set of words one clause may hold.
  private static let mostWords = 64
  /// Largest set of exact strings that is still multiplied out.
  private static let mostExact = 24
  /// Longest exact string.
  private static let longestExact = 12

  init(_ pattern: String) {
    var parser = PatternParser(pattern)
    guard let tree = parser.parse() else { return }
    clauses = Self.knowledge(tree).settled().clauses.filter { clause in
      clause.count <= Self.mostWords && !clause.contains([])
    }
  }

  /// What is known of a part of a pattern.
  private struct Knowledge {
    /// All strings the part can match, when they are few; nil = unknown.
    var exact: Set<Word>?
    var clauses: [Set<Word>] = []

    /// Turns exact strings into a clause.
    func settled() -> Knowledge {
      guard let exact else { return self }
      var settled = Knowledge(exact: nil, clauses: clauses)
      if !exact.isEmpty, !exact.contains([]) { settled.clauses.append(exact) }
      return settled
    }
  }

  private static func knowledge(_ node: PatternNode) -> Knowledge {
    switch node {
    case .oneOf(let codes): Knowledge(exact: Set(codes.map { [$0] }))
    case .anything: Knowledge(exact: nil)
    case .nothing: Knowledge(exact: [[]])
    case .look(let inner): Knowledge(exact: [[]], clauses: knowledge(inner).settled().clauses)
    case .sequence(let parts): sequence(parts)
    case .alternatives(let branches): alternatives(branches)
    case .repeated(let inner, let least, let isOptionalOnce):
      repeated(inner, least: least, isOptionalOnce: isOptionalOnce)
    }
  }

  private static func sequence(_ parts: [PatternNode]) -> Knowledge {
    // The exact strings of the run that ends here; a run that cannot grow becomes a clause.
    var run: Set<Word> = [[]]
    var isWhole = true
    var clauses: [Set<Word>] = []
    func endRun() {
      clauses += Knowledge(exact: run).settled().clauses
      isWhole = false
    }
    for part in parts {
      let next = knowledge(part)
      clauses += next.clauses
      guard let exact = next.exact else {
        endRun()
        run = [[]]
        continue
      }
      if let product = product(run, exact) {
        run = product
      } else {
        endRun()
        run = exact
      }
    }
    if isWhole { return Knowledge(exact: run, clauses: clauses) }
    endRun()
    return Knowledge(exact: nil, clauses: clauses)
  }

  /// Every string of one set before every string of the other; nil when that grows too large.
  private static func product(_ left: Set<Word>, _ right: Set<Word>) -> Set<Word>? {
    guard left.count * right.count <= mostExact else { return nil }
    let product = Set(left.flatMap { head in right.map { head + $0 } })
    return product.allSatisfy { $0.count <= longestExact } ? product : nil
  }

  private static func alternatives(_ branches: [PatternNode]) -> Knowledge {
    let known = branches.map { knowledge($0) }
    let exacts = known.compactMap(\.exact)
    if exacts.count == known.count {
      let union = exacts.reduce(into: Set<Word>()) { $0.formUnion($1) }
      if union.count <= mostExact, known.allSatisfy(\.clauses.isEmpty) {
        return Knowledge(exact: union)
      }
    }
    // One clause of each branch together: whichever branch matched, one of these words stands.
    var joined: Set<Word> = []
    for branch in known {
      guard let best = rarest(branch.settled().clauses) else { return Knowledge(exact: nil) }
      joined.formUnion(best)
    }
    return Knowledge(exact: nil, clauses: [joined])
  }

  private static func repeated(
    _ inner: PatternNode, least: Int, isOptionalOnce: Bool
  ) -> Knowledge {
    if isOptionalOnce, let exact = knowledge(inner).exact, knowledge(inner).clauses.isEmpty {
      return Knowledge(exact: exact.union([[]]))
    }
    guard least >= 1 else { return Knowledge(exact: nil) }
    return Knowledge(exact: nil, clauses: knowledge(inner).settled().clauses)
  }

  /// The clause whose words are least common, guessed from their number and lengths.
  static func rarest(_ clauses: [Set<Word>]) -> Set<Word>? {
    clauses.min { weight($0) < weight($1) }
  }

  /// How often one of the words is met, as a guess.
  static func weight(_ clause: Set<Word>) -> Double {
    clause.reduce(0) { $0 + RuleTriggers.commonness($1.count) }
  }
}
