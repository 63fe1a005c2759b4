import RuleLanguage
import TestSupport
import Testing

/// The strict layer over YAML.
struct YAMLFileTests {
  private func codes(_ pack: String) -> [DiagnosticCode] {
    RulesFixture.read(["packs/p.yaml": pack]).diagnostics.map(\.code)
  }

  @Test("an alias bomb is refused without unfolding it")
  func aliasBomb() {
    var lines = ["format: rules/1", "a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in 1...30 {
      let inner = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      lines.append("a\(level): &a\(level) [\(inner)]")
    }
    lines.append("? *a30\n: x")
    #expect(codes(lines.joined(separator: "\n")) == [.anchor])
  }

  @Test("a merge key is an alias like any other")
  func mergeKey() {
    #expect(codes("format: rules/1\nbase: &b {x: y}\nrules:\n  - <<: *b\n").contains(.anchor))
  }

  @Test("more values than the budget are refused, once")
  func nodeBudget() {
    let values = Array(repeating: "停电", count: 100_001).joined(separator: ",\n  ")
    #expect(codes("format: rules/1\nlists:\n  a: [\(values)]\n") == [.tooLarge])
  }

  @Test("a file over 1 MiB is refused before it is parsed")
  func fileSize() {
    #expect(codes("# " + String(repeating: "x", count: 1 << 20)) == [.tooLarge])
  }

  @Test("nesting without end is refused", arguments: [40, 900, 5000])
  func nesting(_ depth: Int) {
    let open = String(repeating: "[", count: depth)
    let close = String(repeating: "]", count: depth)
    #expect(codes("format: rules/1\nlists: \(open)\(close)\n") == [.tooLarge])
  }

  @Test("one byte-order mark in front is dropped")
  func byteOrderMark() {
    let pack = "\u{FEFF}" + RulesFixture.pack("    when:\n      - any: [停电]")
    #expect(codes(pack).isEmpty)
  }

  @Test("lines count the same with every kind of line end", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(_ end: String) {
    let pack = RulesFixture.pack("    when:\n      - anny: [停电]").replacing("\n", with: end)
    let reading = RulesFixture.read(["packs/p.yaml": pack])
    #expect(reading.diagnostics.first?.position?.line == 11)
    #expect(reading.diagnostics.first?.position?.column == 9)
  }

  @Test("columns count code points, also beyond the basic plane")
  func columns() {
    let reading = RulesFixture.read([
      "packs/p.yaml": RulesFixture.pack("    when:\n      - any: [𠮷𠮷, $没有]")
    ])
    #expect(reading.diagnostics.first?.position?.column == 19)
    #expect(reading.diagnostics.first?.length == 3)
  }

  @Test("a tag would swallow the word, and is refused")
  func tags() {
    let lines = "    when:\n      - any:\n          - !停电\n          - 断电"
    #expect(RulesFixture.codes(lines).contains(.reservedStart))
    #expect(RulesFixture.codes("    when:\n      - any: [!abc 停电]").contains(.reservedStart))
  }

  @Test(
    "a word that YAML keeps for itself leads to a line to paste",
    arguments: ["*停电", "&停电", "@停电", "%停电", "`停电", "!停电"])
  func reserved(_ word: String) {
    let pack = RulesFixture.pack("    when:\n      - any:\n          - \(word)\n          - 断电")
    let found = RulesFixture.read(["packs/p.yaml": pack]).diagnostics.first
    #expect(found?.code == .reservedStart)
    #expect(found?.position?.line == 12)
    #expect(found?.help.first == "write: - '\(word)'")
  }

  @Test(
    "a full-width colon is told wherever it stands",
    arguments: [
      "lists:\n  停电：\n    - 停电\n", "lists：\n  停电: [停电]\n", "owner：运营\n",
      "lists:\n  停电: [停电]\n  断电：[断电]\n",
    ])
  func wideColons(_ part: String) {
    let pack = "format: rules/1\npack: p\n\(part)rules: []\n"
    #expect(codes(pack).contains(.fullWidthColon))
    #expect(!codes(pack).contains(.badYAML))
  }

  @Test("a mistake in one file does not hide those of another")
  func collected() {
    let reading = RulesFixture.read([
      "packs/a.yaml": "format: rules/1\npack: a\nrules: [\n",
      "packs/p.yaml": RulesFixture.pack("    when:\n      - any: [$没有]\n    status: on"),
      "cues.yaml": "format: cues/1\nclues: []\n",
    ])
    #expect(reading.ruleSet == nil)
    #expect(
      reading.diagnostics.map(\.code) == [.unknownKey, .badYAML, .unknownList, .unknownWord])
  }

  @Test(
    "whatever bytes a file holds, reading ends with words", arguments: 1...40 as ClosedRange<UInt64>
  )
  func mutations(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let marks = Array(" \t\n:-[]{}|>'\"&*!%@`#?,~\\\u{0}\u{80}".utf8) + Array("：，　、\u{2028}".utf8)
    for _ in 0..<8 {
      var bytes = Array(DesignSampleTests.pack.utf8)
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[at] = marks.randomElement(using: &generator) ?? 0
        case 1: bytes.insert(marks.randomElement(using: &generator) ?? 0, at: at)
        default:
          bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...9, using: &generator)))
        }
      }
      let sources =
        RulesFixture.sources() + [SourceFile(path: "packs/lightning.yaml", bytes: bytes)]
      let reading = RuleLibrary.read(sources: sources, today: "2026-07-12")
      #expect((reading.ruleSet == nil) == reading.hasErrors)
      // Rendering walks every place that was reported.
      #expect(
        DiagnosticRenderer(reading).text(reading.diagnostics).isEmpty == reading.diagnostics.isEmpty
      )
    }
  }
}
