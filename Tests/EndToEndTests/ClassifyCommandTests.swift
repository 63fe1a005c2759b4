import Foundation
import TestSupport
import Testing

/// `suqiu classify`, run as people and scripts run it.
@Suite(.timeLimit(.minutes(3)))
struct ClassifyCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try RuleFixture.endToEnd.write(into: folder)
  }

  private func classify(_ arguments: String..., input: String = "") async throws -> Program.Outcome
  {
    try await Program.run(
      ["classify", "--rules", "Rules"] + arguments, in: folder, input: Array(input.utf8))
  }

  private func object(_ line: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
  }

  @Test("a file gives one line that names it")
  func file() async throws {
    try folder.write("家里停电了，打雷以后", to: "orders/a 1.txt")
    let outcome = try await classify("orders/a 1.txt")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(outcome.lines.count == 1)
    let result = try Classification(json: outcome.lines[0])
    #expect(result.document.name == "a 1.txt")
    #expect(result.intent?.id == "fault_repair")
    #expect(result.topicIds == ["outage"])
    #expect(result.causeIds == ["lightning"])
  }

  @Test("standard input is read for `-` and for no file at all")
  func standardInput() async throws {
    let dash = try await classify("-", input: "停电")
    let nothing = try await classify(input: "停电")
    #expect(dash.status == 0)
    #expect(dash.output == nothing.output)
    #expect(try Classification(json: dash.lines[0]).topicIds == ["outage"])
  }

  @Test("several files give their lines in the order they were named")
  func severalFiles() async throws {
    for name in ["b", "a", "c"] { try folder.write("停电\(name)", to: "\(name).txt") }
    let outcome = try await classify("b.txt", "a.txt", "c.txt")
    let names = try outcome.lines.map { try Classification(json: $0).document.name }
    #expect(names == ["b.txt", "a.txt", "c.txt"])
  }

  @Test("a file that is no text is told with a cure, the others go on, the status is 1")
  func badFile() async throws {
    try folder.write([0x50, 0x4B, 0x03, 0x04, 0, 0, 0, 0, 0, 0], to: "bad.zip")
    try folder.write("停电", to: "good.txt")
    let outcome = try await classify("bad.zip", "good.txt")
    #expect(outcome.status == 1)
    #expect(outcome.lines.count == 1)
    #expect(outcome.errors.contains("error[binary]: bad.zip"))
    #expect(outcome.errors.contains(";"), "no cure in: \(outcome.errors)")
  }

  @Test("a file that is not there is exit status 2, with the reason")
  func missingFile() async throws {
    let outcome = try await classify("nowhere.txt")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("nowhere.txt"))
    #expect(outcome.output.isEmpty)
  }

  @Test("GB18030 is read as well as UTF-8, and gives the same labels")
  func gb18030() async throws {
    try folder.write([0xCD, 0xA3, 0xB5, 0xE7, 0xC1, 0xCB], to: "gb.txt")  // 停电了
    let result = try Classification(json: try await classify("gb.txt").lines[0])
    #expect(result.document.encoding == "GB18030")
    #expect(result.evidence.map(\.quote) == ["停电"])
  }

  @Test("lines in, lines out: bad ones give errors with their number and the stream goes on")
  func badLines() async throws {
    let input = """
      {"id":1,"text":"停电"}
      nonsense
      {"id":"two","text":"投诉"}

      {"id":3}
      {"id":[4],"text":"打雷"}
      """
    let outcome = try await classify("--jsonl", input: input)
    #expect(outcome.status == 0)
    let objects = try outcome.lines.map(object)
    #expect(objects.count == 6)
    #expect(objects[0]["id"] as? Int == 1)
    #expect(objects[2]["id"] as? String == "two")
    #expect(objects[5]["id"] as? [Int] == [4])
    for (place, line) in [(1, 2), (3, 4), (4, 5)] {
      let error = try #require(objects[place]["error"] as? [String: Any])
      #expect(error["line"] as? Int == line)
      #expect((error["code"] as? String)?.isEmpty == false)
      #expect((error["message"] as? String)?.isEmpty == false)
    }
    #expect(objects[4]["id"] as? Int == 3)
  }

  @Test("ids of every JSON type come back as they were written")
  func ids() async throws {
    let ids = [#""a""#, #""\u505c""#, "7", "-0.5e2", "true", "null", "[1,{}]", #"{"a":1}"#]
    let input = ids.map { "{\"id\":\($0),\"text\":\"停电\"}\n" }.joined()
    let outcome = try await classify("--jsonl", "--brief", input: input)
    for (line, id) in zip(outcome.lines, ids) {
      #expect(String(decoding: line, as: UTF8.self).hasPrefix("{\"id\":\(id),\"intent\":"))
    }
    #expect(outcome.lines.count == ids.count)
  }

  @Test("CR LF line ends and a last line without an end are fine")
  func lineEnds() async throws {
    let outcome = try await classify(
      "--jsonl", input: "{\"id\":1,\"text\":\"停电\"}\r\n{\"id\":2,\"text\":\"停电\"}")
    let ids = try outcome.lines.map { try object($0)["id"] as? Int }
    #expect(ids == [1, 2])
  }

  @Test("two workers keep the order and the bytes of one", arguments: [2, 5])
  func workers(count: Int) async throws {
    var input = ""
    for number in 0..<6_000 {
      let text = number % 3 == 0 ? "停电，" : number % 3 == 1 ? "打雷后没电" : "要投诉"
      input +=
        number % 500 == 7
        ? "broken \(number)\n"
        : "{\"id\":\(number),\"text\":\"\(String(repeating: text, count: number % 9 + 1))\"}\n"
    }
    let one = try await classify("--jsonl", "--brief", input: input)
    let several = try await classify("--jsonl", "--brief", "--workers", "\(count)", input: input)
    #expect(one.lines.count == 6_000)
    #expect(several.status == 0)
    #expect(one.output == several.output)
  }

  @Test("an empty stream is no line and no error")
  func emptyStream() async throws {
    let outcome = try await classify("--jsonl")
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors == "")
  }

  @Test("an empty text is a result with too_short")
  func emptyText() async throws {
    let outcome = try await classify("--jsonl", input: "{\"id\":1,\"text\":\"\"}\n")
    #expect(try Classification(json: outcome.lines[0]).review.why == ["no_intent", "too_short"])
  }

  @Test("--cloudevents wraps the same data")
  func cloudEvents() async throws {
    let line = "{\"id\":1,\"text\":\"停电\"}\n"
    let bare = try object(try await classify("--jsonl", input: line).lines[0])
    let event = try object(try await classify("--jsonl", "--cloudevents", input: line).lines[0])
    #expect(event["specversion"] as? String == "1.0")
    #expect(event["id"] as? String == "1")
    var data = try #require(event["data"] as? [String: Any])
    data["id"] = 1
    #expect(data as NSDictionary == bare as NSDictionary)
  }

  @Test(
    "what cannot be run is exit status 2, with words on standard error",
    arguments: [
      ["classify", "--workers", "0"], ["classify", "--workers", "x"], ["classify", "--nonsense"],
      ["classify", "--brief", "--cloudevents"], ["nonsense"],
      ["classify", "--rules", "nowhere", "--jsonl"],
    ])
  func usage(_ arguments: [String]) async throws {
    let outcome = try await Program.run(arguments, in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(!outcome.errors.isEmpty)
  }

  @Test("--help and --version are fine and go to standard output")
  func help() async throws {
    for arguments in [
      ["--help"], ["classify", "--help"], ["check", "--help"], ["serve", "--help"],
    ] {
      let outcome = try await Program.run(arguments, in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.text.contains("Examples:"), "\(arguments)")
    }
    let version = try await Program.run(["--version"], in: folder)
    #expect(version.status == 0)
    #expect(version.text.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test("rules come from --rules, else SUQIU_RULES, else ./Rules")
  func rulesFolder() async throws {
    try RuleFixture(RuleFixture.rule("t.x", gives: "topic: bill", when: "any: [停电]"))
      .write(into: folder, as: "Other")
    func topics(_ arguments: [String], _ environment: [String: String] = [:]) async throws
      -> [String]
    {
      let outcome = try await Program.run(
        ["classify"] + arguments, in: folder, input: Array("停电".utf8), environment: environment)
      return try Classification(json: outcome.lines[0]).topicIds
    }
    #expect(try await topics([]) == ["outage"])
    #expect(try await topics([], ["SUQIU_RULES": "Other"]) == ["bill"])
    #expect(try await topics(["--rules", "Rules"], ["SUQIU_RULES": "Other"]) == ["outage"])
  }
}
