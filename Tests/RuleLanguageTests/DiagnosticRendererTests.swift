import RuleLanguage
import Testing

/// What people and programs are shown.
struct DiagnosticRendererTests {
  @Test("an unknown label looks as in the design")
  func sample() {
    let pack = """
      format: rules/1
      pack: lightning
      lists:
        雷电:
          - 雷击
      rules:
        - id: lightning.struck
          name: 雷击
          gives: {cause: lightening}
          when:
            - any: [$雷电]
          hit: [甲]
          miss: [乙]

      """
    let reading = RulesFixture.read(["packs/lightning.yaml": pack])
    #expect(
      DiagnosticRenderer(reading).text(reading.diagnostics) == """
        error[unknown-label]: cause `lightening` is not in the taxonomy
          --> Rules/packs/lightning.yaml:9:20
           |
         9 |     gives: {cause: lightening}
           |                    ^^^^^^^^^^ not declared
           = note: labels are declared in Rules/taxonomy.yaml
           = help: did you mean `lightning`?

        """)
  }

  private func shown(_ line: String, column: Int, length: Int) -> [String] {
    let source = SourceFile(path: "a.yaml", text: line)
    let diagnostic = Diagnostic(
      .badValue, "x", at: FilePosition(file: "a.yaml", line: 1, column: column), length: length)
    return DiagnosticRenderer(sources: [source]).text(diagnostic).split(separator: "\n")
      .map(String.init)
  }

  @Test("carets stand under Han characters, which take two columns")
  func displayColumns() {
    let lines = shown("- 停电 | 断电x", column: 8, length: 2)
    #expect(lines[3] == " 1 | - 停电 | 断电x")
    #expect(lines[4] == "   |          ^^^^")
  }

  @Test("a long line is cut around the place")
  func longLines() {
    let lines = shown(String(repeating: "停电", count: 200) + "坏", column: 401, length: 1)
    #expect(lines[3].hasPrefix(" 1 | …停"))
    #expect(lines[3].hasSuffix("坏"))
    #expect(lines[4].hasSuffix("^^"))
  }

  @Test("a place past the end of the line still gets a caret")
  func pastTheEnd() {
    #expect(shown("ab", column: 9, length: 4)[4] == "   |   ^")
  }

  @Test("programs get the same fields as JSON")
  func json() {
    let diagnostic = Diagnostic(
      .badValue, "a \"quote\"", at: FilePosition(file: "a.yaml", line: 2, column: 3), length: 4,
      mark: "m", notes: ["n\t"], help: ["h"])
    let renderer = DiagnosticRenderer(sources: [], root: "Rules")
    #expect(
      renderer.json(diagnostic)
        == #"{"severity":"error","code":"bad-value","message":"a \"quote\"","#
        + #""file":"Rules/a.yaml","line":2,"column":3,"length":4,"mark":"m","#
        + #""notes":["n\t"],"help":["h"]}"#)
    #expect(renderer.json([]) == "[]\n")
  }

  @Test("colour is only there when asked for")
  func colour() {
    let diagnostic = Diagnostic(.shortKeyword, "x", at: nil)
    #expect(DiagnosticRenderer(sources: []).text(diagnostic) == "warning[short-keyword]: x\n")
    #expect(
      DiagnosticRenderer(sources: [], isColoured: true).text(diagnostic).contains("\u{1B}[1;33m"))
  }
}
