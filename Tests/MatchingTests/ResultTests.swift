import Foundation
import Matching
import RuleLanguage
import TestSupport
import Testing

/// The result as a contract: offsets, bytes, JSON.
struct ResultTests {
  private static let fixture = RuleFixture(
    RuleFixture.rule(
      "t.a", gives: "intent: fault_repair, topic: outage",
      when: "any: ['停电 | 断电', 打雷, 没有电]"),
    RuleFixture.rule("t.b", gives: "topic: voltage", when: "near: [电压, 低], within: 8"),
    RuleFixture.rule("t.c", gives: "topic: bill", when: "regex: '电费\\d+元'"),
    RuleFixture.rule(
      "t.d", gives: "cause: lightning", when: "any: [雷击, 闪电]", more: "score: 3"))

  private static let words = [
    "停电", "断电", "打雷", "电压", "低", "电费30元", "雷击", "閃電", "没有电", "怀疑", "，", "。", "\r\n", "😀", "👨‍👩‍👧", "é",
    "e\u{301}",
    "ＡＰＰ", "𠮷", "\u{FEFF}", "\t", "“", "\"", "\\", "1380000", "客户", "：",
  ]

  @Test("each quote stands at its offsets, counted in code points", arguments: 0..<40)
  func quotes(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var text = ""
    for _ in 0..<Int.random(in: 1...60, using: &random) {
      text += Self.words.randomElement(using: &random) ?? ""
    }
    let result = try Self.fixture.classify(text)
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    #expect(result.document.codePoints == scalars.count)
    for datum in result.pii where datum.action == "mask" {
      for place in datum.start..<datum.end { scalars[place] = "*" }
    }
    for evidence in result.evidence {
      #expect(evidence.quote.unicodeScalars.elementsEqual(scalars[evidence.start..<evidence.end]))
    }
    for field in result.fields {
      #expect(field.value.unicodeScalars.elementsEqual(scalars[field.start..<field.end]))
    }
  }

  @Test("offsets count an emoji of one code point as one, and a family as its five")
  func emoji() throws {
    let result = try Self.fixture.classify("😀👨‍👩‍👧停电")
    #expect(result.evidence.map(\.start) == [6, 6])
  }

  @Test("quotes come from the original, not from the folded text")
  func original() throws {
    let result = try Self.fixture.classify("山上閃電")
    #expect(result.evidence.map(\.quote) == ["閃電"])
    #expect(result.evidence.map(\.term) == ["闪电"])
  }

  @Test("a byte-order mark is no part of the text, line ends are")
  func lineEnds() throws {
    let result = try Self.fixture.classify("\u{FEFF}有事\r\n停电")
    #expect(result.evidence.first?.start == 4)
    #expect(result.document.encoding == "UTF-8-BOM")
  }

  @Test("the document is described: bytes, code points, encoding, unit, digest of the bytes")
  func document() throws {
    let document = try Self.fixture.classify("停电").document
    #expect(document.name == "a.txt")
    #expect(document.bytes == 6)
    #expect(document.codePoints == 2)
    #expect(document.encoding == "UTF-8")
    #expect(document.offsetUnit == "unicode_code_point")
    #expect(document.sha256.count == 64)
  }

  @Test("the keys of `data` stand in their fixed order")
  func keyOrder() throws {
    let line = try Self.fixture.engine().resultLine("停电")
    let json = String(decoding: line, as: UTF8.self)
    let keys = [
      "id", "schema", "status", "document", "ruleset", "intent", "topics", "causes",
      "attributes", "review", "fields", "evidence", "dropped", "pii", "shadow", "skipped",
    ]
    var places: [String.Index] = []
    for key in keys { places.append(try #require(json.range(of: "\"\(key)\":")?.lowerBound)) }
    #expect(places == places.sorted())
  }

  @Test("a result is one line that ends with a line feed")
  func oneLine() throws {
    let line = try Self.fixture.engine().resultLine("停电\n打雷\r\n电压\u{2028}低")
    #expect(line.count { $0 == 0x0A } == 1)
    #expect(line.last == 0x0A)
  }

  @Test("the brief form holds ids only")
  func brief() throws {
    let line = try Self.fixture.engine().resultLine("雷击停电", form: .brief)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    #expect(
      Set(object.keys) == ["id", "intent", "topics", "causes", "attributes", "rules"])
    #expect(object["intent"] as? String == "fault_repair")
    #expect(object["topics"] as? [String] == ["outage"])
    #expect(object["causes"] as? [String] == ["lightning"])
    #expect(object["rules"] as? [String] == ["t.a", "t.d"])
  }

  @Test("the envelope is CloudEvents 1.0 around the same data")
  func envelope() throws {
    let engine = try Self.fixture.engine()
    let line = try engine.resultLine("雷击停电", form: .envelope)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    #expect(object["specversion"] as? String == "1.0")
    #expect(object["type"] as? String == "suqiu.classified.v1")
    #expect((object["source"] as? String)?.isEmpty == false)
    #expect((object["id"] as? String)?.isEmpty == false)
    let data = try #require(object["data"] as? [String: Any])
    #expect(data["schema"] as? String == "classified/1.0")
  }

  @Test("the same engine gives the same bytes after any other order")
  func noMemory() throws {
    let engine = try Self.fixture.engine()
    let texts = ["雷击停电", "怀疑雷击，电压很低", "", "电费30元", "客服：您好\n客户：停电"]
    let alone = try texts.map { try engine.resultLine($0) }
    var classifier = OrderClassifier(engine: engine)
    for round in 0..<3 {
      for (text, expected) in zip(texts, alone) {
        var out = ByteWriter()
        try Array(text.utf8).withUnsafeBytes {
          try classifier.classify(file: $0, name: Array("a.txt".utf8), form: .full, to: &out)
        }
        #expect(Array(out.bytes) == expected, "round \(round): \(text)")
      }
    }
  }

  @Test("a file name that is not UTF-8 is written in base 64")
  func nameBytes() throws {
    var classifier = OrderClassifier(engine: try Self.fixture.engine())
    var out = ByteWriter()
    try Array("停电".utf8).withUnsafeBytes {
      try classifier.classify(file: $0, name: [0xB5, 0xE7, 0x2E], form: .full, to: &out)
    }
    let json = String(decoding: Array(out.bytes), as: UTF8.self)
    #expect(json.contains("\"name_b64\":\"\(Data([0xB5, 0xE7, 0x2E]).base64EncodedString())\""))
    #expect(!json.contains("\"name\":\"\""))
  }
}

/// Personal data in results.
struct PersonalDataTests {
  @Test("personal data inside a quote is masked one character for one")
  func masked() throws {
    let fixture = RuleFixture(outageRule("regex: '电话\\d{11}停电'"))
    let result = try fixture.classify("😀电话13800001234停电")
    #expect(result.evidence.map(\.quote) == ["电话***********停电"])
    #expect(result.evidence.map(\.start) == [1])
    #expect(result.pii.map(\.type) == ["mobile"])
    #expect(result.pii.map(\.action) == ["mask"])
    #expect(result.pii.map(\.start) == [3])
  }

  @Test("`keep` in the policy leaves it readable and says so")
  func kept() throws {
    let fixture = RuleFixture(
      rules: [outageRule("regex: '电话\\d{11}停电'")], policy: "pii: {mobile: keep}")
    let result = try fixture.classify("电话13800001234停电")
    #expect(result.evidence.map(\.quote) == ["电话13800001234停电"])
    #expect(result.pii.map(\.action) == ["keep"])
  }
}

/// No result depends on the order of files or rules.
struct OrderingTests {
  private static let rules: [String: [String]] = [
    "t": [
      RuleFixture.rule("t.a", gives: "topic: outage", when: "any: [停电, 断电]"),
      RuleFixture.rule("t.b", gives: "topic: voltage, intent: inquiry", when: "any: [电压]"),
      RuleFixture.rule("t.c", gives: "cause: lightning", when: "near: [雷, 停电]"),
    ],
    "u": [
      RuleFixture.rule("u.a", gives: "topic: outage", when: "any: [停电, 打雷]"),
      RuleFixture.rule(
        "u.b", gives: "topic: bill", when: "any: [电费]", more: "suppresses: [t.b]"),
      RuleFixture.rule("u.c", gives: "intent: complaint", when: "regex: '投.?诉'"),
    ],
    "v": [
      RuleFixture.rule("v.a", gives: "topic: meter", when: "any: [电表, 停电]"),
      RuleFixture.rule(
        "v.b", gives: "cause: fuse_fault", when: "all: [停电, 电表]", more: "status: shadow"),
    ],
  ]
  private static let texts = [
    "打雷停电，电压低，电费高，投诉", "雷一响就停电，电表坏了", "断电", "投了诉，电压", "",
  ]

  @Test("shuffled files and rules give the same bytes", arguments: 0..<12)
  func shuffled(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var fixture = RuleFixture()
    fixture.packs = Self.rules
    let straight = try fixture.engine()
    for name in Self.rules.keys.sorted() { fixture.packs[name]?.shuffle(using: &random) }
    let shuffled = try RuleFixture.engine(from: fixture.sources.shuffled(using: &random))
    for text in Self.texts {
      let expected = try data(straight, text)
      #expect(try data(shuffled, text) == expected, "\(text)")
    }
  }

  @Test("the digest depends on what the files hold, not on their order")
  func digest() throws {
    var fixture = RuleFixture()
    fixture.packs = Self.rules
    let forward = try RuleFixture.engine(from: fixture.sources)
    let backward = try RuleFixture.engine(from: fixture.sources.reversed())
    #expect(forward.digest == backward.digest)
    #expect(try forward.resultLine("停电") == backward.resultLine("停电"))
    fixture.policy += "\n# a remark"
    #expect(try fixture.engine().digest != forward.digest)
  }

  /// The result without the digest, which names the content of the files.
  private func data(_ engine: RuleEngine, _ text: String) throws -> String {
    let line = String(decoding: try engine.resultLine(text), as: UTF8.self)
    let digest = engine.digest.dropFirst("sha256:".count)
    return line.replacing(engine.digest, with: "…")
      .replacing("-rs:\(digest.prefix(16))", with: "-rs:…")
      .replacing("\"label\":\"\(engine.label)\"", with: "\"label\":\"…\"")
  }
}
