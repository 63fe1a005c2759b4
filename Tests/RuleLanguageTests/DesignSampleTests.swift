import RuleLanguage
import Testing
import Transcripts

/// The sample rule of the design reads as exactly the model it describes.
struct DesignSampleTests {
  static let pack = #"""
    format: rules/1
    pack: lightning
    owner: 运营二组
    lists:
      雷电:
        - 雷击 | 雷劈 | 落雷 | 炸雷      # one meaning, several words; the first is the standard word
        - 打雷
        - 闪电
      停电: [停电, 断电, 没电, 没有电, 无电]
    rules:
      - id: lightning.then_out
        name: 打雷后停电
        status: active              # draft: examples only · shadow: runs, listed apart
        gives: {cause: lightning, topic: outage}
        score: 3
        in: [accept, handling]      # sections
        by: customer                # speaker, where the text has speakers
        when:                       # all lines must hold
          - near: [$雷电, $停电]
            within: 20              # characters between them, same sentence
            ordered: true
        unless:                     # none may hold
          - any: [防雷检测]
        context: asserted
        suppresses: [all.labels]
        sounds_like: true
        fields:
          线路: {regex: '(?<value>10kV\p{Han}{2,8}线)'}
        hit:
          - 刚才一阵炸雷，家里就没电了
        miss:
          - 客户担心打雷会停电           # supposed
          - 雷州市某小区停电             # place name
        todo_hit:
          - 天上轰的一声以后屋里全黑了    # known gap: recorded, does not fail
        note: 只在打雷和停电同句时给雷击

    """#

  let reading = RulesFixture.read(["packs/lightning.yaml": Self.pack])

  var rule: Rule {
    get throws {
      try #require(reading.ruleSet?.rules.first { $0.id == "lightning.then_out" })
    }
  }

  @Test("nothing is wrong with it")
  func sound() { #expect(reading.diagnostics.isEmpty) }

  @Test("its head says what it is and who looks after it")
  func head() throws {
    let rule = try rule
    #expect(rule.pack == "lightning")
    #expect(rule.name == "打雷后停电")
    #expect(rule.owner == "运营二组")
    #expect(rule.status == .active)
    #expect(rule.note == "只在打雷和停电同句时给雷击")
    #expect(rule.position == FilePosition(file: "packs/lightning.yaml", line: 11, column: 9))
  }

  @Test("its votes name labels of the taxonomy with their points")
  func votes() throws {
    let taxonomy = try #require(reading.ruleSet?.taxonomy)
    let votes = try rule.gives.map { "\(taxonomy.labels[$0.label].key) \($0.score ?? 0)" }
    #expect(votes == ["cause:lightning 3", "topic:outage 3"])
  }

  @Test("it reads where, who and how as sets")
  func settings() throws {
    let rule = try rule
    #expect(rule.sections == [SectionSet(.accept), SectionSet(.handling)])
    #expect(rule.speakers == [SpeakerSet(.customer), SpeakerSet(.none)])
    #expect(rule.contexts == .asserted)
    #expect(rule.scope == .section)
    #expect(rule.suppresses == ["all.labels"])
    #expect(rule.soundsLike)
  }

  @Test("its line unfolds lists into meanings, one a line of the list")
  func clauses() throws {
    let rule = try rule
    let line = try #require(rule.when.first)
    guard case .near(let elements, let within, let ordered) = line.kind else {
      Issue.record("not a near line")
      return
    }
    #expect(within == 20)
    #expect(ordered)
    #expect(elements.count == 2)
    #expect(
      elements[0] == [
        Meaning(id: "$雷电/雷击", words: ["雷击", "雷劈", "落雷", "炸雷"]),
        Meaning(id: "$雷电/打雷", words: ["打雷"]), Meaning(id: "$雷电/闪电", words: ["闪电"]),
      ])
    #expect(elements[1].map(\.id).last == "$停电/无电")
    #expect(line.position == FilePosition(file: "packs/lightning.yaml", line: 19, column: 9))
    guard case .any(let excluded) = rule.unless.first?.kind else {
      Issue.record("not an any line")
      return
    }
    #expect(excluded == [Meaning(id: "防雷检测", words: ["防雷检测"])])
  }

  @Test("its examples keep their text without the comments, and their places")
  func examples() throws {
    let examples = try rule.examples
    #expect(examples.map(\.kind) == [.hit, .miss, .miss, .todoHit])
    #expect(examples.map(\.text)[1] == "客户担心打雷会停电")
    #expect(examples[3].position == FilePosition(file: "packs/lightning.yaml", line: 35, column: 9))
  }

  @Test("its field keeps the pattern as written, and where it begins")
  func fields() throws {
    let field = try #require(try rule.fields.first)
    #expect(field.name == "线路")
    #expect(field.pattern == #"(?<value>10kV\p{Han}{2,8}线)"#)
    #expect(field.position == FilePosition(file: "packs/lightning.yaml", line: 28, column: 20))
  }
}
