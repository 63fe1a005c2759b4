internal import CPCRE2

/// How the work of a pattern grows with the text; a static check, off the way of orders.
///
/// PCRE2's own count of steps from one starting place is read through its limit, so the answer is
/// the same on every machine. What grows linearly from one place grows with the square over all.
package enum PatternGrowth: Int, Comparable, Sendable {
  case linear, quadratic, cubic

  package static func < (one: PatternGrowth, other: PatternGrowth) -> Bool {
    one.rawValue < other.rawValue
  }

  /// Tries a pattern on growing texts of the characters it names.
  ///
  /// A pattern with fewer than two
  /// unbounded repeats is linear enough; one that PCRE2 refuses is not looked at here.
  package static func of(_ pattern: String) -> PatternGrowth {
    guard unboundedRepeats(in: pattern) > 1 else { return .linear }
    guard let counter = StepCounter("(*NO_START_OPT)" + pattern) else { return .linear }
    var worst = PatternGrowth.linear
    for seed in seeds(of: pattern) {
      let few = counter.steps(String(repeating: seed, count: 48))
      let many = counter.steps(String(repeating: seed, count: 96))
      guard few > 40 || many >= StepCounter.most else { continue }
      let factor = Double(many) / Double(few)
      worst = max(
        worst, factor > 3 || many >= StepCounter.most ? .cubic : factor > 1.6 ? .quadratic : .linear
      )
    }
    return worst
  }

  /// Repeats without an upper end, outside character classes and escapes.
  static func unboundedRepeats(in pattern: String) -> Int {
    var number = 0
    var isEscaped = false
    var isInClass = false
    let scalars = Array(pattern.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch scalar {
      case "\\": isEscaped = true
      case "[": isInClass = true
      case "]": isInClass = false
      case "*", "+":
        // A possessive or lazy mark behind a repeat is no repeat of its own; `(*` opens a verb.
        let before = place > 0 ? scalars[place - 1] : "("
        if !isInClass, !"*+?(".unicodeScalars.contains(before), !closesCount(scalars, place - 1) {
          number += 1
        }
      case "}": if !isInClass, place > 0, scalars[place - 1] == "," { number += 1 }
      default: break
      }
    }
    return number
  }

  /// Whether a brace at a place closes a count such as `{2,5}` (and not the `}` of `\p{Han}`).
  private static func closesCount(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
    guard place > 0, scalars[place] == "}", let open = scalars[..<place].lastIndex(of: "{")
    else { return false }
    return scalars[(open + 1)..<place].allSatisfy { $0 == "," || ("0"..."9").contains($0) }
  }

  /// Short texts to repeat: each word the pattern names, the first two, three … of them in a row,
  /// and one character of each usual class.
  private static func seeds(of pattern: String) -> [String] {
    let words = pattern.unicodeScalars.split { $0.value < 0x80 }.map { String($0) }.prefix(8)
    var seeds = words.map { String($0) }
    for count in 2..<max(3, words.count + 1) where count <= words.count {
      seeds.append(words.prefix(count).joined())
    }
    return seeds + ["中", "1", "a", " ", "1a中 "]
  }
}

/// Counts the steps of one match attempt by finding the smallest limit it does not meet.
private struct StepCounter: ~Copyable {
  static let most: UInt32 = 1 << 17

  private let pattern: CompiledPattern
  private let matchData: OpaquePointer
  private let context: OpaquePointer

  init?(_ source: String) {
    guard let pattern = try? CompiledPattern(source, useJIT: false),
      let matchData = pcre2_match_data_create_8(32, nil),
      let context = pcre2_match_context_create_8(nil)
    else { return nil }
    self.pattern = pattern
    self.matchData = matchData
    self.context = context
  }

  deinit {
    pcre2_match_data_free_8(matchData)
    pcre2_match_context_free_8(context)
  }

  func steps(_ text: String) -> UInt32 {
    // The last character is in no pattern, so that a match which wants more has to give up.
    let subject = Array((text + "\u{1}").utf8)
    var (low, high): (UInt32, UInt32) = (0, 16)
    while high < Self.most, meetsLimit(high, subject) { (low, high) = (high, high * 2) }
    while low + 1 < high {
      let middle = (low + high) / 2
      if meetsLimit(middle, subject) { low = middle } else { high = middle }
    }
    return high
  }

  private func meetsLimit(_ limit: UInt32, _ subject: [UInt8]) -> Bool {
    _ = pcre2_set_match_limit_8(context, limit)
    let result = subject.withUnsafeBufferPointer {
      pcre2_match_8(
        pattern.code, $0.baseAddress, $0.count, 0, UInt32(PCRE2_NO_UTF_CHECK), matchData, context)
    }
    return result == PCRE2_ERROR_MATCHLIMIT
  }
}
