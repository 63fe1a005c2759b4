import Foundation
import RuleLanguage
import TestSupport
import Testing

@testable import Matching

/// A limit has a name in the result; a rule that keeps meeting one is switched off and named too.
struct LimitTests {
  /// Takes exponentially many steps on a text of a's without an end.
  private static let slow = outageRule("regex: '(?:a+)+b'")
  private static let bad = String(repeating: "a", count: 60) + "cab"

  private func skipped(_ line: String) -> String? {
    line.range(of: "\"skipped\":").map { String(line[$0.lowerBound...].prefix { $0 != "]" }) }
  }

  private func classify(_ text: String, _ classifier: inout OrderClassifier) throws -> String {
    var out = ByteWriter()
    try Array(text.utf8).withUnsafeBytes {
      try classifier.classify(file: $0, name: [], form: .full, to: &out)
    }
    return String(decoding: out.bytes, as: UTF8.self)
  }

  @Test("a rule that met a limit is named, and the result is partial", arguments: [true, false])
  func limit(usesJIT: Bool) throws {
    var classifier = OrderClassifier(engine: try RuleFixture(Self.slow).engine(usesJIT: usesJIT))
    let line = try classify(Self.bad, &classifier)
    #expect(skipped(line) == #""skipped":[{"rule":"t.a","why":"limit"}"#)
    #expect(line.contains(#""status":"partial""#))
    #expect(line.contains(#""why":["no_intent","partial""#))
  }

  @Test("after five limits a rule is not tested any more, and results it might change say so")
  func breaker() throws {
    var classifier = OrderClassifier(
      engine: try RuleFixture(Self.slow).engine(), breakAfter: 5)
    for _ in 0..<4 { _ = try classify(Self.bad, &classifier) }
    #expect(classifier.switchedOffRules == [])
    _ = try classify(Self.bad, &classifier)
    #expect(classifier.switchedOffRules == ["t.a"])
    let line = try classify("aab", &classifier)
    #expect(skipped(line) == #""skipped":[{"rule":"t.a","why":"breaker"}"#)
    #expect(line.contains(#""status":"partial""#))
    #expect(try classify("家里停电", &classifier).contains(#""status":"ok""#))
  }

  @Test("without a breaker a rule is tested however often it met a limit")
  func noBreaker() throws {
    var classifier = OrderClassifier(engine: try RuleFixture(Self.slow).engine())
    for _ in 0..<7 { _ = try classify(Self.bad, &classifier) }
    #expect(try classify("aab", &classifier).contains(#""id":"outage""#))
  }

  @Test("a field whose pattern met a limit makes the result partial too")
  func field() throws {
    let rule = outageRule(
      "any: [停电]", more: "fields:", "  code: {regex: '(?<value>(?:a+)+)b'}")
    var classifier = OrderClassifier(engine: try RuleFixture(rule).engine())
    let line = try classify("停电" + Self.bad, &classifier)
    #expect(skipped(line) == #""skipped":[{"rule":"t.a","why":"limit"}"#)
    #expect(line.contains(#""status":"partial""#))
  }

  @Test(
    "where machine code is forbidden the interpreter gives the same data, and the envelope says so")
  func interpreter() throws {
    let rules = [
      RuleFixture.rule("t.a", gives: "topic: outage", when: "regex: '停.{0,4}电(?!视)'"),
      RuleFixture.rule("t.b", gives: "cause: lightning", when: "regex: '\\p{Han}{1,3}雷'"),
    ]
    let fixture = RuleFixture(rules: rules)
    var lines: [String] = []
    for usesJIT in [true, false] {
      let engine = try fixture.engine(usesJIT: usesJIT)
      var classifier = OrderClassifier(engine: engine)
      var out = ByteWriter()
      try Array("昨晚打雷后停了电，停电视".utf8).withUnsafeBytes {
        try classifier.classify(file: $0, name: [], form: .envelope, to: &out)
      }
      lines.append(String(decoding: out.bytes, as: UTF8.self))
      #expect(lines.last?.contains(#""suqiuengine":"\#(usesJIT ? "jit" : "interpreter")""#) == true)
    }
    let data = lines.map { $0.components(separatedBy: "\"data\":").last }
    #expect(data[0] == data[1])
    #expect(data[0]?.contains(#""id":"lightning""#) == true)
  }
}
