import Glibc
import Matching
import Pipeline
import RuleLanguage
import TestSupport
import Testing

/// Results dragged into the feedback folders become cases, each once.
@Suite("Corrections by dragging")
struct FeedbackTests {
  private let house: SpoolHouse

  init() throws { house = try SpoolHouse() }

  private static let fixture = RuleFixture(
    RuleFixture.rule("t.outage", gives: "topic: outage, intent: fault_repair", when: "any: [停电]"),
    RuleFixture.rule("t.lightning", gives: "cause: lightning", when: "any: [打雷]"))

  private func source(_ fixture: RuleFixture = fixture) throws -> RulesSource {
    let engine = try fixture.engine()
    return RulesSource(folder: "/nowhere") { _ in .accepted(engine) }
  }

  private var settings: Settings {
    var settings = house.settings
    settings.times.feedback = 20
    return settings
  }

  private var cases: [String] {
    house.text("\(house.spool)/feedback/cases.jsonl").split(separator: "\n").map(String.init)
  }

  private func folder(_ path: String) -> String { "\(house.spool)/feedback/\(path)" }

  private func daemon(files: FileSystem = FileSystem()) throws -> Daemon {
    house.daemon(settings, rules: try source(), files: files)
  }

  /// Classifies one order and waits until its source is archived.
  private func result(_ name: String = "a.txt", _ text: String = "打雷后停电") async throws {
    try house.drop(name, text)
    await eventually("\(name) is out") {
      house.results.contains(name + ".json") && house.archived.contains { $0.hasSuffix(name) }
    }
  }

  private func copy(_ name: String, to path: String) throws {
    try house.write("\(folder(path))/\(name)", house.text("\(house.outbox)/\(name)"))
  }

  private func move(_ name: String, to path: String) throws {
    try #require(
      rename("\(house.outbox)/\(name)", "\(folder(path))/\(name)") == 0, "rename: \(errno)")
  }

  @Test("the daemon makes a folder for each label and each rule in use")
  func folders() throws {
    _ = try daemon().runOnce()
    let labels = house.visible(folder("纠正"))
    #expect(labels.contains("成因·雷击") && labels.contains("主题·停电"))
    #expect(labels.contains("诉求·投诉意见") && labels.contains("urgency·critical"))
    #expect(house.visible(folder("误判")) == ["t.lightning", "t.outage"])
  }

  @Test("when rules change, their folders do; one in which something lies stays")
  func gone() async throws {
    let path = "\(house.root)/Rules"
    try #require(mkdir(path, 0o755) == 0)
    try house.write("\(path)/rules.txt", "1")
    let (house, first) = (house, try Self.fixture.engine())
    let other = try RuleFixture(
      RuleFixture.rule("t.other", gives: "cause: lightning", when: "any: [打雷]")
    ).engine()
    let source = RulesSource(folder: path) { folder in
      .accepted(house.text("\(folder)/rules.txt") == "1" ? first : other)
    }
    try await house.serving(house.daemon(settings, rules: source)) { _ in
      await eventually("they are there") { house.visible(folder("误判")).count == 2 }
      try house.write("\(folder("误判/t.outage"))/note.txt", "?")
      try house.write("\(path)/rules.txt", "2")
      await eventually("the empty one went") {
        house.visible(folder("误判")) == ["t.other", "t.outage"]
      }
    }
  }

  @Test(
    "a label is known by folder, id and Chinese name",
    arguments: ["成因·雷击", "cause:lightning", "雷击"])
  func names(_ name: String) throws {
    let targets = FeedbackTargets(try Self.fixture.engine().ruleSet)
    #expect(targets.id(.correction, folder: name) == "cause:lightning")
  }

  @Test("a copied result becomes one case with the digest of its text, and the copy goes")
  func copied() async throws {
    try await house.serving(try daemon()) { _ in
      try await result()
      try copy("a.txt.json", to: "误判/t.lightning")
      await eventually("it is a case") { cases.count == 1 }
      #expect(cases[0].contains(#""kind":"false_alarm","target":"t.lightning""#))
      // As sha256sum says of the text.
      #expect(
        cases[0].contains("451702b0019a4e038ea84c1092370e73ff68163c74b8789badbc4e6465493139"))
      #expect(cases[0].contains(#""name":"a.txt""#) && cases[0].contains("打雷后停电"))
      await eventually("the copy is gone") { house.visible(folder("误判/t.lightning")).isEmpty }
      #expect(house.results == ["a.txt.json"])
    }
  }

  @Test("dragging twice counts once, also for the same text in another order")
  func twice() async throws {
    try await house.serving(try daemon()) { _ in
      try await result("a.txt")
      try await result("b.txt")
      for name in ["a.txt.json", "a.txt.json", "b.txt.json"] {
        try copy(name, to: "纠正/成因·雷击")
        await eventually("it is taken") { house.visible(folder("纠正/成因·雷击")).isEmpty }
      }
      #expect(cases.count == 1)
      try copy("a.txt.json", to: "误判/t.outage")
      await eventually("another verdict counts") { cases.count == 2 }
    }
  }

  @Test("a moved result that downstream had not taken is put back as it was")
  func moved() async throws {
    try await house.serving(try daemon()) { _ in
      try await result()
      let text = house.text("\(house.outbox)/a.txt.json")
      try move("a.txt.json", to: "误判/t.lightning")
      await eventually("it is back") { house.results == ["a.txt.json"] }
      #expect(house.text("\(house.outbox)/a.txt.json") == text)
      await eventually("it is a case") { cases.count == 1 }
      #expect(house.visible(folder("误判/t.lightning")).isEmpty)
    }
  }

  @Test("a copy of a result that downstream has taken is not published again")
  func taken() async throws {
    try await house.serving(try daemon()) { _ in
      try await result()
      // A copy made by people is younger than what the daemon wrote.
      usleep(50_000)
      try copy("a.txt.json", to: "误判/t.lightning/../t.outage")
      try #require(unlink("\(house.outbox)/a.txt.json") == 0)
      await eventually("it is a case") { cases.count == 1 }
      await eventually("it is gone") { house.visible(folder("误判/t.outage")).isEmpty }
      #expect(house.results.isEmpty)
    }
  }

  @Test("what is no result is refused with the reason beside it, and stays")
  func refused() async throws {
    try await house.serving(try daemon()) { _ in
      try house.write("\(folder("纠正/主题·停电"))/note.txt", "这个不对")
      await eventually("it is refused") {
        house.visible(folder("纠正/主题·停电")) == ["note.txt", "note.txt.why.txt"]
      }
      #expect(house.text("\(folder("纠正/主题·停电"))/note.txt.why.txt").contains("不是一个结果文件"))
      #expect(cases.isEmpty)
    }
  }

  @Test("personal data is masked in the case")
  func masked() async throws {
    try await house.serving(try daemon()) { _ in
      try await result("a.txt", "打雷后停电，电话13812345678")
      try copy("a.txt.json", to: "纠正/主题·停电")
      await eventually("it is a case") { cases.count == 1 }
      #expect(cases[0].contains("打雷后停电，电话***********"))
    }
  }

  @Test("rows are taken one by one; a file of many is refused and goes back")
  func rows() async throws {
    try await house.serving(try daemon()) { _ in
      try house.drop(
        "b.jsonl", #"{"id":"1","text":"打雷后停电"}"# + "\n" + #"{"id":"2","text":"停电"}"# + "\n")
      await eventually("it is out") {
        house.results == ["b.jsonl.jsonl"] && house.archived.count == 1
      }
      let lines = house.text("\(house.outbox)/b.jsonl.jsonl").split(separator: "\n")
      try house.write("\(folder("误判/t.outage"))/row.json", String(lines[1]))
      await eventually("the row is a case") { cases.count == 1 }
      #expect(cases[0].contains(#""text":"停电""#))
      try move("b.jsonl.jsonl", to: "误判/t.outage")
      await eventually("the file is back") { house.results == ["b.jsonl.jsonl"] }
      #expect(cases.count == 1)
      await eventually("the reason stays") {
        house.text("\(folder("误判/t.outage"))/b.jsonl.jsonl.why.txt").contains("一批工单")
      }
    }
  }

  @Test("a line torn by a crash takes no other with it")
  func torn() async throws {
    try await house.serving(try daemon()) { _ in
      try await result()
      try house.write("\(folder("cases.jsonl"))", #"{"digest":"sha256:aa","ki"#)
      try copy("a.txt.json", to: "纠正/主题·停电")
      await eventually("it stands on its own line") {
        cases.count == 2 && cases[1].hasPrefix(#"{"digest":"sha256:"#)
      }
    }
  }

  @Test("wherever it dies, the verdict counts once and downstream has its result once")
  func dying() throws {
    let source = try source()
    try house.makeFolders()
    try house.drop("a.txt", "打雷后停电")
    _ = try house.daemon(settings, rules: source).runOnce()
    let counting = FaultPlan { _, _ in nil }
    try move("a.txt.json", to: "误判/t.lightning")
    _ = try house.daemon(settings, rules: source, files: counting.files).runOnce()
    #expect(house.results == ["a.txt.json"])
    for call in 1...counting.calls {
      try move("a.txt.json", to: "误判/t.lightning")
      let dead = FaultPlan { _, number in number >= call ? .fail(EIO) : nil }
      _ = try? house.daemon(settings, rules: source, files: dead.files).runOnce()
      _ = try house.daemon(settings, rules: source).runOnce()
      #expect(house.results == ["a.txt.json"], "died at call \(call)")
      #expect(cases.count == 1, "died at call \(call)")
      #expect(house.visible(folder("误判/t.lightning")).isEmpty, "died at call \(call)")
    }
  }
}
