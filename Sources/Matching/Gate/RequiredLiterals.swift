/// What must stand in a text for a pattern to match: all of the clauses, of each at least one word.
///
/// Law: a text without the words is never matched. A pattern that is not understood has no clauses
/// and is always run. The method is that of RE2's prefilter (Cox, "Regular Expression Matching
/// with a Trigram Index", 2012): exact word sets grow while they stay small, then become a clause.
struct RequiredLiterals: Equatable, Sendable {
  typealias Word = [UInt32]

  /// One of these words stands in every match.
  struct Clause: Equatable, Sendable {
    var words: Set<Word>
    /// How many code points stand before the word in a match; nil = unknown or without bound.
    var before: ClosedRange<Int>?

    /// Whether it names so many single characters that most texts have one.
    var isWide: Bool { words.count { $0.count == 1 } > RequiredLiterals.largestNarrowClass }
  }

  /// In conjunctive form; empty = always run.
  private(set) var clauses: [Clause] = []

  /// Characters a class may have before it only counts where nothing else is known.
  private static let largestNarrowClass = 8
  /// Largest set of words one clause may hold.
  private static let mostWords = 64
  /// Largest set of exact strings that is still multiplied out.
  private static let mostExact = 24
  /// Longest exact string.
  private static let longestExact = 12
  /// Places farther behind the start than this count as without bound.
  private static let farthest = 2000

  init(_ pattern: String) {
    var parser = PatternParser(pattern)
    guard let tree = parser.parse() else { return }
    let known = Self.knowledge(tree).settled().clauses.filter { clause in
      clause.words.count <= Self.mostWords && !clause.words.contains([])
    }
    // Any digit or any letter is better than nothing, and worse than all else.
    let narrow = known.filter { !$0.isWide }
    clauses = narrow.isEmpty ? known : narrow
  }

  /// How many code points a part of a pattern takes.
  private struct Length {
    var least = 0
    /// nil = without bound.
    var most: Int? = 0

    func followed(by other: Length) -> Length {
      Length(least: least + other.least, most: Self.bounded(most, other.most) { $0 + $1 })
    }

    func united(with other: Length) -> Length {
      Length(least: min(least, other.least), most: Self.bounded(most, other.most) { max($0, $1) })
    }

    func repeated(_ times: (least: Int, most: Int?)) -> Length {
      Length(
        least: min(least * times.least, RequiredLiterals.farthest),
        most: Self.bounded(most, times.most) { $0 * $1 })
    }

    private static func bounded(_ one: Int?, _ other: Int?, _ join: (Int, Int) -> Int) -> Int? {
      guard let one, let other else { return nil }
      let joined = join(one, other)
      return joined <= RequiredLiterals.farthest ? joined : nil
    }

    /// Where something stands that begins within a range behind a part of this length.
    func before(_ range: ClosedRange<Int>?) -> ClosedRange<Int>? {
      guard let range, let most, most + range.upperBound <= RequiredLiterals.farthest else {
        return nil
      }
      return (least + range.lowerBound)...(most + range.upperBound)
    }
  }

  /// What is known of a part of a pattern.
  private struct Knowledge {
    /// All strings the part can match, when they are few; nil = unknown.
    var exact: Set<Word>?
    var clauses: [Clause] = []
    var length = Length()

    /// Turns exact strings into a clause.
    func settled() -> Knowledge {
      guard let exact else { return self }
      var settled = Knowledge(exact: nil, clauses: clauses, length: length)
      if !exact.isEmpty, !exact.contains([]) {
        settled.clauses.append(Clause(words: exact, before: 0...0))
      }
      return settled
    }
  }

  private static func knowledge(_ node: PatternNode) -> Knowledge {
    switch node {
    case .oneOf(let codes) where codes.count > largestNarrowClass:
      return Knowledge(
        exact: nil, clauses: [Clause(words: Set(codes.map { [$0] }), before: 0...0)],
        length: Length(least: 1, most: 1))
    case .oneOf(let codes):
      return Knowledge(exact: Set(codes.map { [$0] }), length: Length(least: 1, most: 1))
    case .anyOne: return Knowledge(exact: nil, length: Length(least: 1, most: 1))
    case .anything: return Knowledge(exact: nil, length: Length(least: 1, most: nil))
    case .nothing: return Knowledge(exact: [[]])
    case .look(let inner, let isAhead):
      var clauses = knowledge(inner).settled().clauses
      // What a look behind finds stands before the match, no one knows how far.
      if !isAhead { for index in clauses.indices { clauses[index].before = nil } }
      return Knowledge(exact: [[]], clauses: clauses)
    case .sequence(let parts): return sequence(parts)
    case .alternatives(let branches): return alternatives(branches)
    case .repeated(let inner, let least, let most): return repeated(inner, (least, most))
    }
  }

  private static func sequence(_ parts: [PatternNode]) -> Knowledge {
    // The exact strings of the run that ends here; a run that cannot grow becomes a clause.
    var run: Set<Word> = [[]]
    var isWhole = true
    var clauses: [Clause] = []
    var length = Length()
    var runStart = Length()
    func endRun() {
      isWhole = false
      if !run.isEmpty, !run.contains([]) {
        clauses.append(Clause(words: run, before: runStart.before(0...0)))
      }
    }
    for part in parts {
      let next = knowledge(part)
      clauses += next.clauses.map { Clause(words: $0.words, before: length.before($0.before)) }
      let end = length.followed(by: next.length)
      if let exact = next.exact {
        if let product = product(run, exact) {
          run = product
        } else {
          endRun()
          (run, runStart) = (exact, length)
        }
      } else {
        endRun()
        (run, runStart) = ([[]], end)
      }
      length = end
    }
    if isWhole { return Knowledge(exact: run, clauses: clauses, length: length) }
    endRun()
    return Knowledge(exact: nil, clauses: clauses, length: length)
  }

  /// Every string of one set before every string of the other; nil when that grows too large.
  private static func product(_ left: Set<Word>, _ right: Set<Word>) -> Set<Word>? {
    guard left.count * right.count <= mostExact else { return nil }
    let product = Set(left.flatMap { head in right.map { head + $0 } })
    return product.allSatisfy { $0.count <= longestExact } ? product : nil
  }

  private static func alternatives(_ branches: [PatternNode]) -> Knowledge {
    let known = branches.map { knowledge($0) }
    let length = known.dropFirst().reduce(known[0].length) { $0.united(with: $1.length) }
    let exacts = known.compactMap(\.exact)
    if exacts.count == known.count {
      let union = exacts.reduce(into: Set<Word>()) { $0.formUnion($1) }
      if union.count <= mostWords, known.allSatisfy(\.clauses.isEmpty) {
        return Knowledge(exact: union, length: length)
      }
    }
    // One clause of each branch together: whichever branch matched, one of these words stands.
    var joined: Clause?
    for branch in known {
      guard let best = rarest(branch.settled().clauses) else {
        return Knowledge(exact: nil, length: length)
      }
      joined = joined.map { united($0, best) } ?? best
    }
    return Knowledge(exact: nil, clauses: joined.map { [$0] } ?? [], length: length)
  }

  private static func united(_ one: Clause, _ other: Clause) -> Clause {
    var before: ClosedRange<Int>?
    if let first = one.before, let second = other.before {
      before =
        min(first.lowerBound, second.lowerBound)...max(first.upperBound, second.upperBound)
    }
    return Clause(words: one.words.union(other.words), before: before)
  }

  private static func repeated(
    _ inner: PatternNode, _ times: (least: Int, most: Int?)
  ) -> Knowledge {
    let once = knowledge(inner)
    let length = once.length.repeated(times)
    if times.least == 0, times.most == 1, let exact = once.exact, once.clauses.isEmpty {
      return Knowledge(exact: exact.union([[]]), length: length)
    }
    guard times.least >= 1 else { return Knowledge(exact: nil, length: length) }
    // The first time round stands where the whole begins.
    return Knowledge(exact: nil, clauses: once.settled().clauses, length: length)
  }

  /// The clause whose words are least common, guessed from their number and lengths.
  static func rarest(_ clauses: [Clause]) -> Clause? {
    clauses.min { weight($0) < weight($1) }
  }

  /// How often one of the words is met, as a guess.
  static func weight(_ clause: Clause) -> Double {
    clause.words.reduce(0) { $0 + RuleTriggers.commonness($1.count) }
  }
}
