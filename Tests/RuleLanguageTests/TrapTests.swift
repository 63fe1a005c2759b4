import RuleLanguage
import TestSupport
import Testing

/// What people type by accident, and what YAML would make of it; each told, or read as meant.
struct TrapTests {
  /// A trap: how it is called, the lines of the rule, the code that tells it.
  struct Trap: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var lines: String
    var code: DiagnosticCode

    init(_ name: String, _ lines: String, _ code: DiagnosticCode) {
      testDescription = name
      self.lines = lines
      self.code = code
    }
  }

  static let traps = [
    Trap("a full-width colon after a key", "    name：停电", .fullWidthColon),
    Trap("a full-width comma in a list", "    when:\n      - any: [停电，断电]", .wideComma),
    Trap("a 、 in a list", "    when:\n      - any: [停电、断电]", .wideComma),
    Trap("full-width blanks as indent", "    when:\n\u{3000}\u{3000}- any: [停电]", .wideIndent),
    Trap("a no-break space after a key", "    note:\u{A0}试", .wideIndent),
    Trap(
      "a back-space for a word boundary", "    when:\n      - regex: \"\\b停电\"", .controlCharacter),
    Trap("an escape YAML does not know", "    when:\n      - regex: \"\\d{11}\"", .badEscape),
    Trap("a comment for a keyword", "    when:\n      - any:\n          - #停电", .emptyKeyword),
    Trap("an example cut by a comment", "    hit:\n      - 停电 #2 变", .cutText),
    Trap("a mapping for a keyword", "    when:\n      - any:\n          - 电压: 低", .mappingText),
    Trap("an alias for a keyword", "    when:\n      - any:\n          - *停电", .reservedStart),
    Trap("a brace for a keyword", "    when:\n      - any:\n          - {停}", .mappingText),
    Trap("the same key twice", "    note: 甲\n    note: 乙", .duplicateKey),
    Trap("a misspelt key", "    unles:\n      - any: [停电]", .unknownKey),
    Trap("a tab as indent", "    when:\n\t- any: [停电]", .tabIndent),
    Trap("a word boundary beside Han", "    when:\n      - regex: '\\b停电\\b'", .wordBoundary),
    Trap("a keyword of one character", "    when:\n      - any: [雷]", .shortKeyword),
    Trap("an empty keyword", "    when:\n      - any: ['']", .emptyKeyword),
  ]

  @Test("a trap is told by its own code", arguments: traps)
  func told(_ trap: Trap) {
    var lines = trap.lines
    if !lines.hasPrefix("    when") { lines += "\n    when:\n      - any: [停电]" }
    var pack = RulesFixture.pack(lines)
    if lines.hasPrefix("    hit") { pack = pack.replacing("    hit: [甲]\n", with: "") }
    let codes = RulesFixture.read(["packs/p.yaml": pack]).diagnostics.map(\.code)
    #expect(codes.contains(trap.code), "\(codes)")
  }

  @Test(
    "what looks like a number, a time, a truth value or nothing is the word it is",
    arguments: ["0571", "010", "12:30", "no", "off", "yes", "~", "null", "1e3", "2026-07-12"])
  func typed(_ word: String) throws {
    let rule = try #require(RulesFixture.rule("    when:\n      - any:\n          - \(word)"))
    guard case .any(let meanings) = rule.when[0].kind else { throw Missing() }
    #expect(meanings.map(\.words) == [[word]])
  }

  @Test("a pattern may stand plain or in single quotes, and a comment behind a keyword is no word")
  func meant() throws {
    for line in [#"regex: '\d{11}'"#, #"regex: \d{11}"#] {
      let rule = try #require(RulesFixture.rule("    when:\n      - \(line)"))
      guard case .regex(let pattern) = rule.when[0].kind else { throw Missing() }
      #expect(pattern == #"\d{11}"#)
    }
    let rule = try #require(RulesFixture.rule("    when:\n      - any:\n          - 跳闸 # 备注"))
    guard case .any(let meanings) = rule.when[0].kind else { throw Missing() }
    #expect(meanings.map(\.words) == [["跳闸"]])
  }

  private struct Missing: Error {}

  @Test("a file in GBK is refused with the way out, one with a byte-order mark is read")
  func encodings() {
    var sources = RulesFixture.sources()
    sources.append(SourceFile(path: "packs/g.yaml", bytes: [0xCD, 0xA3, 0xB5, 0xE7]))
    let refused = RuleLibrary.read(sources: sources).diagnostics.first { $0.code == .notUTF8 }
    #expect(refused?.position?.file == "packs/g.yaml")
    #expect(refused.map { !$0.help.isEmpty } == true)
    let marked = "\u{FEFF}" + RulesFixture.pack("    when:\n      - any: [停电]")
    #expect(RulesFixture.read(["packs/p.yaml": marked]).diagnostics.isEmpty)
  }
}
