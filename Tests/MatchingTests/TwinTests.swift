import Foundation
import RuleLanguage
import TestSupport
import Testing

@testable import Matching

/// The gate may not miss: the fast engine and its plain twin write the same bytes.
struct TwinTests {
  private static let contexts =
    "context: [asserted, suspected, supposed, negated, past, asked, wondered, listed, instructed]"

  /// Rules of every kind of line, most of them with a pattern PCRE2 takes.
  private static func rules(_ random: inout RandomPatterns, count: Int) -> [String] {
    (0..<count).map { number in
      var line: String
      switch number % 10 {
      case 0: line = "any: \(random.wordList())"
      case 1:
        line = "near: [\(random.wordList()), \(random.wordList())], within: \(random.number(0...6))"
      case 2: line = "all: \(random.wordList())"
      default:
        var pattern = random.pattern()
        while isRefused(pattern) { pattern = random.pattern() }
        line = "regex: '\(pattern)'"
      }
      if number % 7 == 0 { line += ", not_in: \(random.wordList())" }
      var more = [contexts]
      if number % 11 == 0 { more.append("unless: [{any: \(random.wordList())}]") }
      return RuleFixture.rule(
        "t.r\(1000 + number)", gives: "topic: outage", lines: [line], more: more)
    }
  }

  private static func isRefused(_ pattern: String) -> Bool {
    guard let compiled = try? CompiledPattern(pattern) else { return true }
    // What matches nothing at all, and what YAML or the rule reader would not take.
    return compiled.minimumLength == 0 || pattern.contains("'")
  }

  private struct Tally {
    var pairs = 0
    var fired = 0
    var limited = 0
  }

  private static func compare(seed: UInt64, rules count: Int, texts: Int) throws -> Tally {
    var random = RandomPatterns(seed: seed)
    let fixture = RuleFixture(rules: rules(&random, count: count))
    let engine = try fixture.engine()
    var fast = OrderClassifier(engine: engine)
    var plain = OrderClassifier(engine: engine, isPlain: true)
    var one = ByteWriter()
    var other = ByteWriter()
    var tally = Tally()
    for _ in 0..<texts {
      let text = random.text()
      one.truncate()
      other.truncate()
      try Array(text.utf8).withUnsafeBytes { bytes in
        try fast.classify(file: bytes, name: [], form: .full, to: &one)
        try plain.classify(file: bytes, name: [], form: .full, to: &other)
      }
      tally.pairs += count
      // A limit may be met by one way to search and not by the other, and has its own name.
      guard fast.scratch.skipped.isEmpty, plain.scratch.skipped.isEmpty else {
        tally.limited += 1
        continue
      }
      tally.fired += Set(fast.scratch.fired.array.map(\.rule)).count
      guard Array(one.bytes) != Array(other.bytes) else { continue }
      let (found, wanted) = (fast.firedRules, plain.firedRules)
      let differing = found.symmetricDifference(wanted).sorted().prefix(3)
      let source = fixture.packs["t"] ?? []
      Issue.record(
        """
        seed \(seed), text \(text.debugDescription): the engines differ on \(differing)
        \(source.filter { rule in differing.contains { rule.contains($0.prefix { $0 != " " }) } }.joined(separator: "\n"))
        fast:  \(String(decoding: one.bytes, as: UTF8.self))
        plain: \(String(decoding: other.bytes, as: UTF8.self))
        """)
      return tally
    }
    return tally
  }

  /// How many pairs of a rule and a text are compared; `make torture` asks for a million.
  private static let wanted =
    ProcessInfo.processInfo.environment["TWIN_PAIRS"].flatMap { Int($0) } ?? 30_000

  @Test("patterns of every construct on any text fire alike with the gate and without it")
  func twins() throws {
    var total = Tally()
    var seed: UInt64 = 1
    while total.pairs < Self.wanted {
      let tally = try Self.compare(seed: seed, rules: 100, texts: 100)
      total.pairs += tally.pairs
      total.fired += tally.fired
      total.limited += tally.limited
      seed += 1
    }
    // Pairs that never match would prove nothing.
    #expect(total.fired * 20 > total.pairs, "\(total)")
    #expect(total.limited * 100 < total.pairs, "\(total)")
    print(
      "twins: \(total.pairs) pairs, \(total.fired) rules fired, \(total.limited) texts met a limit")
  }

  @Test("every word a pattern needs stands in each match, and no farther than is said")
  func requiredWords() throws {
    let cases: [(pattern: String, words: [String], before: [ClosedRange<Int>?])] = [
      ("停.{0,3}电", ["停", "电"], [0...0, 1...4]),
      (#"\d{1,2}点.{0,6}停电"#, ["点", "停电"], [1...2, 2...9]),
      ("(?<!不)满意", ["满意"], [0...0]),
      (#".*停电"#, ["停电"], [nil]),
      ("(?<=停)电", ["停", "电"], [nil, 0...0]),
      (#"\p{Han}{2,6}线"#, ["线"], [2...6]),
      (#"\X停电"#, ["停电"], [nil]),
      (#"(停|送)电\1"#, ["停电|送电"], [0...0]),
      ("[0-9]{2}停", ["停"], [2...2]),
      ("[2-9]+[a-z]", ["2|3|4|5|6|7|8|9"], [0...0]),
      ("[1-9]+", ["1|2|3|4|5|6|7|8|9"], [0...0]),
    ]
    for (pattern, words, before) in cases {
      let clauses = RequiredLiterals(pattern).clauses.map { clause in
        (
          clause.words.map { word in
            String(String.UnicodeScalarView(word.compactMap(Unicode.Scalar.init)))
          }.sorted().joined(separator: "|"), clause.before
        )
      }.sorted { $0.0 < $1.0 }
      let wanted = zip(words, before).sorted { $0.0 < $1.0 }
      #expect(clauses.map(\.0) == wanted.map(\.0), "\(pattern)")
      #expect(clauses.map(\.1) == wanted.map(\.1), "\(pattern)")
    }
  }

  @Test(
    "a pattern the gate does not understand always runs",
    arguments: [#"(?<a>停)电\k<a>"#, "(*COMMIT)停电", #"(?(1)停|电)"#, #"\G停电"#, "停{,3}电", #"(?R)?停电"#])
  func alwaysRun(pattern: String) {
    #expect(RequiredLiterals(pattern).clauses.isEmpty)
  }
}

extension OrderClassifier {
  /// Each rule that fired with its places.
  fileprivate var firedRules: Set<String> {
    Set(
      scratch.fired.array.flatMap { fired in
        scratch.evidence.array[Int(fired.evidenceStart)..<Int(fired.evidenceEnd)].map {
          "\(engine.ruleSet.rules[Int(fired.rule)].id) \($0.start)..<\($0.end) \($0.context)"
        }
      })
  }
}
