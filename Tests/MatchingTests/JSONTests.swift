import Foundation
import Matching
import TestSupport
import Testing

/// The direct writer against Foundation's reader.
struct JSONWriterTests {
  private static let hostile: [String] = [
    "", "\"", "\\", "\\\"", "a\"b\\c/d", "\u{0}", "\u{1F}", "\u{7F}", "\t\r\n\u{8}\u{C}",
    "\u{2028}\u{2029}", "😀", "𠮷野", "e\u{301}", "👨‍👩‍👧", "\u{FFFD}", "a\u{FEFF}b", "\u{10FFFF}",
    "\u{E000}",
    "</script>", "停电", "\\u0041", "{\"a\":1}", String(repeating: "\"", count: 3000),
    String(repeating: "停\n", count: 5000),
  ]

  @Test("every string reads back as it was written", arguments: hostile)
  func readBack(_ text: String) throws {
    #expect(try roundTrip(text).unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test("random code points read back", arguments: 0..<50)
  func random(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var view = String.UnicodeScalarView()
    for _ in 0..<200 {
      let range: ClosedRange<UInt32> =
        [0...0x7F, 0...0x1F, 0x80...0x7FF, 0x4E00...0x9FFF, 0x1_0000...0x10_FFFF]
        .randomElement(using: &random) ?? 0...0x7F
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
        view.append(scalar)
      }
    }
    #expect(try roundTrip(String(view)).unicodeScalars.elementsEqual(view))
  }

  private func roundTrip(_ text: String) throws -> String {
    var writer = ByteWriter(capacity: 1)
    writer.append(json: text)
    let bytes = Array(writer.bytes)
    let read = try JSONSerialization.jsonObject(
      with: Data(bytes), options: [.fragmentsAllowed])
    return try #require(read as? String)
  }

  @Test("a result whose quote holds every control character is read by both readers of Foundation")
  func quotes() throws {
    let controls = String(String.UnicodeScalarView((1..<0x20).compactMap(Unicode.Scalar.init)))
    let fixture = RuleFixture(outageRule("regex: '(?s)停.+电'"))
    let text = "停\"\\\(controls)/电" + String(repeating: "有事", count: 2000)
    let line = try fixture.engine().resultLine(text)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    let evidence = try #require((object["evidence"] as? [[String: Any]])?.first)
    #expect(evidence["quote"] as? String == "停\"\\\(controls)/电")
    #expect(try Classification(json: line).evidence.first?.quote == "停\"\\\(controls)/电")
  }

  @Test("a result written by Foundation from what it read is the same object")
  func sameObject() throws {
    let fixture = RuleFixture(
      outageRule("any: [停电]"),
      RuleFixture.rule(
        "t.b", gives: "intent: complaint", when: "any: [投诉]"))
    for text in ["停电，投诉", "停电", "", "😀停电\u{2028}"] {
      let line = try fixture.engine().resultLine(text)
      let object = try JSONSerialization.jsonObject(with: Data(line))
      let again = try JSONSerialization.data(withJSONObject: object)
      let both = try JSONSerialization.jsonObject(with: again)
      #expect((object as? NSDictionary) == (both as? NSDictionary))
    }
  }
}

/// One line in, one line out.
struct JSONLineTests {
  private static let fixture = RuleFixture(
    outageRule("any: [停电]"),
    RuleFixture.rule("t.b", gives: "intent: complaint", when: "any: [投诉]"))

  private func results(_ lines: String..., form: ResultForm = .full) throws -> [[String: Any]] {
    try read(Self.fixture.engine().results(ofLines: lines.map { Array($0.utf8) }, form: form))
  }

  private func read(_ lines: [[UInt8]]) throws -> [[String: Any]] {
    try lines.map { line in
      #expect(line.last == 0x0A)
      #expect(line.count { $0 == 0x0A } == 1)
      let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
      return try #require(object)
    }
  }

  @Test("the result carries the line's own id first and the data behind it")
  func result() throws {
    let line = #"{"id":"A-1","text":"家里停电，投诉"}"#
    let bytes = try Self.fixture.engine().results(ofLines: [Array(line.utf8)])[0]
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix(#"{"id":"A-1","schema":"#))
    let result = try Classification(json: bytes)
    #expect(result.intent?.id == "complaint")
    #expect(result.topicIds == ["outage"])
  }

  @Test(
    "an id of any JSON type is echoed as it was written",
    arguments: [
      #""x""#, #""编号 1""#, #""\u7f16\n""#, "12", "-1.5e3", "true", "null", #"{"a":[1,2]}"#, "[]",
      "12345678901234567890",
    ])
  func ids(_ id: String) throws {
    let line = "{\"id\":\(id),\"text\":\"停电\"}"
    let bytes = try Self.fixture.engine().results(ofLines: [Array(line.utf8)])[0]
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("{\"id\":\(id),\"schema\":"))
  }

  @Test("a line without an id gets one that names content and rules", .enabled(if: digestsContent))
  func noId() throws {
    let id = try #require(try results(#"{"text":"停电"}"#)[0]["id"] as? String)
    #expect(id.wholeMatch(of: /sha256:[0-9a-f]{16}-rs:[0-9a-f]{16}/) != nil)
    #expect(try results(#"{"text":"停电 "}"#)[0]["id"] as? String != id)
    #expect(try results(#"{"text":"停电"}"#)[0]["id"] as? String == id)
  }

  @Test("the order of the keys does not matter, others are passed over")
  func keys() throws {
    let plain = try results(#"{"id":1,"text":"停电"}"#)[0]
    let mixed = try results(#" { "x" : [ {"text":"投诉"} ], "text" : "停电" , "id" : 1 } "#)[0]
    #expect(plain as NSDictionary == mixed as NSDictionary)
  }

  @Test("escapes in the text count as the characters they stand for")
  func escapes() throws {
    let line = #"{"id":1,"text":"\ud83d\ude00\u505c\u7535\n\"投诉\""}"#
    let bytes = try Self.fixture.engine().results(ofLines: [Array(line.utf8)])[0]
    let result = try Classification(json: bytes)
    #expect(result.document.codePoints == 8)
    #expect(result.places() == [1..<3, 5..<7])
  }

  @Test(
    "a bad line gives an error line with its number, and the id when it could be read",
    arguments: [
      (#"{"id":"a","text":"停电"#, "bad_json", #""a""#), ("停电", "bad_json", "null"),
      ("", "bad_json", "null"), ("[1]", "not_an_object", "null"),
      (#""text""#, "not_an_object", "null"), (#"{"id":7}"#, "missing_text", "7"),
      (#"{"id":7,"text":5}"#, "missing_text", "7"), (#"{"id":7,"text":null}"#, "missing_text", "7"),
      (#"{"id":7,"text":"停电"} x"#, "bad_json", "7"), (#"{"id":7,"text":"\x"}"#, "bad_json", "7"),
      (#"{"id":7,"text":"停电",}"#, "bad_json", "7"),
    ])
  func badLine(_ line: String, _ code: String, _ id: String) throws {
    let good = Array(#"{"id":"ok","text":"停电"}"#.utf8)
    let lines = try Self.fixture.engine().results(ofLines: [good, Array(line.utf8), good])
    let objects = try read(lines)
    #expect(objects[0]["id"] as? String == "ok")
    #expect(objects[2]["id"] as? String == "ok")
    let error = try #require(objects[1]["error"] as? [String: Any])
    #expect(error["code"] as? String == code)
    #expect(error["line"] as? Int == 2)
    #expect((error["message"] as? String)?.isEmpty == false)
    #expect(String(decoding: lines[1], as: UTF8.self).hasPrefix("{\"id\":\(id),\"error\":"))
  }

  @Test("bytes that are not UTF-8 are an error line, in the text and in the id")
  func badBytes() throws {
    let head = Array(#"{"id":7,"text":""#.utf8)
    let lines = try Self.fixture.engine().results(ofLines: [
      head + [0xB5, 0xE7] + Array(#""}"#.utf8),
      Array(#"{"id":""#.utf8) + [0xFF] + Array(#"","text":"停电"}"#.utf8),
    ])
    let objects = try read(lines)
    #expect((objects[0]["error"] as? [String: Any])?["code"] as? String == "bad_utf8")
    #expect(objects[0]["id"] as? Int == 7)
    #expect((objects[1]["error"] as? [String: Any])?["code"] as? String == "bad_utf8")
    #expect(objects[1]["id"] is NSNull)
  }

  @Test("a line after a bad one does not carry its id")
  func forgetsId() throws {
    let objects = try results(#"{"id":7,"text":5}"#, #"{"text":5}"#)
    #expect(objects[1]["id"] is NSNull)
  }

  @Test("a thousand nested brackets are refused, not followed")
  func nested() throws {
    let deep = String(repeating: "[", count: 100_000)
    let object = try results("{\"id\":7,\"x\":\(deep)")[0]
    #expect((object["error"] as? [String: Any])?["code"] as? String == "bad_json")
  }

  @Test("the brief form of a line")
  func brief() throws {
    let object = try results(#"{"id":1,"text":"停电，投诉"}"#, form: .brief)[0]
    #expect(object["intent"] as? String == "complaint")
    #expect(object["topics"] as? [String] == ["outage"])
    #expect(object["evidence"] == nil)
  }
}
