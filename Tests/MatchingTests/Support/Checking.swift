import Matching
import TestSupport
import Testing

/// The usual rule of these tests: it gives the topic `outage`.
func outageRule(_ lines: String..., more: String...) -> String {
  RuleFixture.rule("t.a", gives: "topic: outage", lines: lines, more: more)
}

/// Checks that rule `t.a` fires on a text with exactly the marked places as evidence; a text
/// without marks is one on which it must not fire.
func check(
  _ marked: String, _ fixture: RuleFixture, _ location: SourceLocation = #_sourceLocation
) throws {
  let expected = MarkedText(marked)
  let result = try fixture.classify(expected.text)
  let found = result.places(of: "t.a")
  #expect(
    MarkedText.mark(expected.text, found) == marked,
    "evidence \(found), expected \(expected.places)", sourceLocation: location)
}

/// Checks a text against one `outage` rule.
func check(
  _ marked: String, _ rule: String, _ location: SourceLocation = #_sourceLocation
) throws {
  try check(marked, RuleFixture(rule), location)
}

/// Checks the context of the marked place, looked at by a rule that lets every context count.
func checkContext(
  _ marked: String, is expected: String, cues: String? = nil,
  _ location: SourceLocation = #_sourceLocation
) throws {
  let text = MarkedText(marked)
  let place = try #require(text.places.first, sourceLocation: location)
  let scalars = Array(text.text.unicodeScalars)
  var word = String.UnicodeScalarView()
  word.append(contentsOf: scalars[place])
  let all =
    "[asserted, suspected, supposed, negated, past, asked, wondered, listed, instructed]"
  var fixture = RuleFixture(outageRule("any: ['\(String(word))']", more: "context: \(all)"))
  if let cues { fixture.cues = cues }
  let result = try fixture.classify(text.text)
  let found = result.context(at: place.lowerBound)
  #expect(found == expected, "«\(String(word))» in \(marked)", sourceLocation: location)
}
