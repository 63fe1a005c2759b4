import TestSupport

/// Patterns of every construct people write, and texts of the same few characters, so that they
/// meet often.
struct RandomPatterns {
  private var random: SeededGenerator
  private var groups = 0

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private static let letters = [
    "停", "电", "没", "灯", "不", "线", "電", "a", "B", "k", "s", "ß", "1", "é", "😀", "σ",
  ]
  private static let words = ["停电", "没电", "灯不亮", "线路", "停", "断线", "AB", "a1", "😀电", "不停电"]
  private static let marks = ["，", "。", "\n", " ", "：", "Ｋ", "ſ", "\u{212A}", "ς", "斷", "É", "２"]

  mutating func text() -> String {
    let count = Int.random(in: 1...30, using: &random)
    return (0..<count).map { _ in
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<4: pick(Self.words)
      case 4..<8: pick(Self.letters)
      default: pick(Self.marks)
      }
    }.joined()
  }

  mutating func pattern() -> String {
    groups = 0
    let head = isChosen(20) ? pick(["(?i)", "(?s)", "(?m)", "(?#停电)", "(?-i)", "^"]) : ""
    return head + alternatives(depth: 0)
  }

  /// Words for lines without patterns.
  mutating func wordList() -> String {
    let count = Int.random(in: 1...3, using: &random)
    return "[" + (0..<count).map { _ in "'\(pick(Self.words))'" }.joined(separator: ", ") + "]"
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  private mutating func pick(_ list: [String]) -> String {
    list[Int.random(in: 0..<list.count, using: &random)]
  }

  private mutating func isChosen(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func alternatives(depth: Int) -> String {
    var branches = [sequence(depth: depth)]
    while isChosen(20), branches.count < 3 { branches.append(sequence(depth: depth)) }
    return branches.joined(separator: "|")
  }

  private mutating func sequence(depth: Int) -> String {
    let count = Int.random(in: 1...4, using: &random)
    return (0..<count).map { _ in atom(depth: depth) + quantifier() }.joined()
  }

  private mutating func quantifier() -> String {
    guard isChosen(30) else { return "" }
    let count = pick(["?", "*", "+", "{2}", "{1,2}", "{0,3}", "{0,8}", "{1,}", "{,2}"])
    return count + (isChosen(20) ? pick(["?", "+"]) : "")
  }

  private mutating func atom(depth: Int) -> String {
    switch Int.random(in: 0..<22, using: &random) {
    case 0..<6: return pick(Self.words)
    case 6..<9: return pick(Self.letters)
    case 9, 10: return "."
    case 11:
      return pick(["[停断]", "[^电]", "[a-c]", "[电灯k]", "[^\\n]", "[\\d线]", "[[:alpha:]]", "[停-电]"])
    case 12:
      return pick(["\\d", "\\w", "\\s", "\\p{Han}", "\\P{Han}", "\\D", "\\h", "\\N", "\\R", "\\X"])
    case 13:
      return pick(["\\x{7535}", "\\x41", "\\t", "\\.", "\\Q停电\\E", "\\Qa.b\\E", "\\x{1F600}"])
    case 14: return pick(["\\b", "^", "$", "\\A", "\\z", "\\B", "\\K", "\\G"])
    case 15: return pick(["(?<!不)", "(?<=停)", "(?<=没|停)", "(?!线)", "(?=电)", "(?=.{0,3}灯)"])
    case 16 where groups > 0: return "\\\(Int.random(in: 1...groups, using: &random))"
    case 17 where groups > 0: return "(?(1)电|灯)"
    default: return depth < 3 ? group(depth: depth + 1) : pick(Self.words)
    }
  }

  private mutating func group(depth: Int) -> String {
    let opening = pick(["(", "(?:", "(?>", "(?i:", "(?<v>", "(?|", "(?s:", "(?=", "(?!", "(?:"])
    if opening == "(" || opening == "(?<v>" { groups += 1 }
    return opening + alternatives(depth: depth) + ")"
  }
}
