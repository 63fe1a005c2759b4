import Foundation
import Glibc
import TestSupport
import Testing

/// Flags, variables and `suqiu.yaml`, and what `suqiu doctor` makes of them.
@Suite(.timeLimit(.minutes(5)))
struct SettingsTests {
  private static let rules = Program.root + "/Scripts/torture/rules"

  /// Serves once; the names of the outbox folders that came to be.
  private func outboxes(
    file: String, variables: [String: String] = [:], flags: [String] = []
  ) async throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(file, to: "suqiu.yaml")
    let run = try await Program.run(
      ["serve", "--once", "--rules", Self.rules] + flags, in: folder, environment: variables)
    #expect(run.status == 0, "\(run.errors)")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("by-") }
  }

  @Test("a flag goes before its variable, that before the file, and that before the default")
  func precedence() async throws {
    let file = "outbox: by-file\n"
    let variables = ["SUQIU_OUTBOX": "by-variable"]
    #expect(try await outboxes(file: file) == ["by-file"])
    #expect(try await outboxes(file: file, variables: variables) == ["by-variable"])
    #expect(
      try await outboxes(file: file, variables: variables, flags: ["--outbox", "by-flag"])
        == ["by-flag"])
    #expect(try await outboxes(file: "# outbox: by-file\n") == [])
  }

  /// What says whether, by file, variable and flag, and which of them must win.
  private static let ways: [(file: Bool?, variable: Bool?, flag: Bool?, isOn: Bool?)] = [
    (nil, nil, nil, nil), (true, nil, nil, true), (false, nil, nil, false), (nil, true, nil, true),
    (nil, false, nil, false), (nil, nil, true, true), (nil, nil, false, false), (false, true, nil, true),
    (true, false, nil, false), (true, nil, false, false), (false, nil, true, true),
    (nil, true, false, false), (nil, false, true, true), (true, true, false, false),
    (false, false, true, true),
  ]

  @Test("whoever says yes or no to file names in the log, a flag has the last word", arguments: ways.indices)
  func logNames(way: Int) async throws {
    let (file, variable, flag, isOn) = Self.ways[way]
    let folder = try TemporaryFolder()
    try folder.write(file.map { "log_names: \($0)\n" } ?? "# nothing\n", to: "suqiu.yaml")
    try folder.write("停电", to: "spool/inbox/customer.txt")
    let run = try await Program.run(
      ["serve", "--once", "--rules", Self.rules]
        + (flag.map { [$0 ? "--log-names" : "--no-log-names"] } ?? []),
      in: folder, environment: variable.map { ["SUQIU_LOG_NAMES": "\($0)"] } ?? [:])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains(#""event":"published""#))
    #expect(run.errors.contains("customer.txt") == (isOn ?? false))
  }

  @Test("the same of the console: an address typed puts it on, --no-console takes it away",
    arguments: ways.indices)
  func console(way: Int) async throws {
    let (file, variable, flag, isOn) = Self.ways[way]
    let folder = try TemporaryFolder()
    try folder.write(file.map { "console: \($0)\n" } ?? "# nothing\n", to: "suqiu.yaml")
    for option in ["--console", "--listen"] {
      let run = try await Program.run(
        ["doctor", "--rules", Self.rules]
          + (flag.map { $0 ? ["\(option)=127.0.0.1:7"] : ["--no-console"] } ?? []),
        in: folder, environment: variable.map { ["SUQIU_CONSOLE": "\($0)"] } ?? [:])
      #expect(run.text.contains("port ") == (isOn ?? true), "\(run.text)")
    }
  }

  @Test("a console the file takes away is there when its address is typed")
  func typedConsole() async throws {
    let folder = try TemporaryFolder()
    try folder.write("console: false\n", to: "suqiu.yaml")
    let log = try folder.write("", to: "log")
    for (flags, isThere) in [(["--console", "127.0.0.1:0"], true), ([], false)] {
      try folder.write("", to: "log")
      let daemon = try RunningProgram(
        ["serve", "--rules", Self.rules] + flags, currentFolder: folder.path, output: "/dev/null",
        errors: log)
      _ = try await eventually(within: 60) {
        let text = try String(contentsOfFile: log, encoding: .utf8)
        return text.contains(#""event":"ready""#) && (!isThere || text.contains("console_ready"))
      }
      daemon.send(SIGTERM)
      #expect(try await daemon.waitForExit(seconds: 30) == 0)
      #expect(try String(contentsOfFile: log, encoding: .utf8).contains("console_ready") == isThere)
    }
  }

  @Test("a misspelt key stops the start, with its place and the right word")
  func misspelt() async throws {
    let folder = try TemporaryFolder()
    try folder.write("spool: s\noutbux: o\n", to: "suqiu.yaml")
    let run = try await Program.run(["serve", "--once"], in: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains("suqiu.yaml:2:1"))
    #expect(run.errors.contains("did you mean `outbox`?"))
  }

  @Test("a bad value is told by the check of its flag, and where it stands")
  func badValue() async throws {
    let folder = try TemporaryFolder()
    try folder.write("quiet_ms: soon\n", to: "suqiu.yaml")
    let run = try await Program.run(["serve", "--once"], in: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains("--quiet-ms"))
    #expect(run.errors.contains("it stands in suqiu.yaml"))
  }

  @Test("every key of the shipped file is read when its comment is taken away")
  func shippedFile() async throws {
    let folder = try TemporaryFolder()
    let shipped = try String(
      contentsOfFile: Program.root + "/Packaging/suqiu.yaml", encoding: .utf8)
    let keys = shipped.split(separator: "\n").compactMap { line in
      line.wholeMatch(of: /# ([a-z_]+: \S.*)/).map { String($0.1) }
    }
    .filter { line in !line.contains("  before  ") }
    #expect(keys.count == 19)
    // The sinks are the one block of several lines.
    let sinks = shipped.split(separator: "\n").filter { line in
      line == "# sinks:" || line.hasPrefix("#   - name:") || line.hasPrefix("#     ")
    }
    #expect(sinks.count == 8)
    let settings =
      keys.filter { !$0.hasPrefix("rules:") } + ["rules: \(Self.rules)"]
      + sinks.map { String($0.dropFirst(2)) }
    try folder.write(settings.joined(separator: "\n") + "\n", to: "suqiu.yaml")
    let run = try await Program.run(["serve", "--once"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test("doctor shows where a setting comes from, and finds a served folder fit")
  func doctor() async throws {
    let folder = try TemporaryFolder()
    try folder.write("outbox: by-file\nconsole: false\n", to: "suqiu.yaml")
    let arguments = ["--rules", Self.rules]
    let served = try await Program.run(["serve", "--once"] + arguments, in: folder)
    #expect(served.status == 0)
    let run = try await Program.run(["doctor"] + arguments, in: folder)
    #expect(run.status == 0, "\(run.text)")
    #expect(run.text.contains("by-file (suqiu.yaml)"))
    #expect(run.text.contains("done → archive"))
    #expect(run.text.contains("3 rules, 6 examples hold"))
    let left = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    #expect(left?.contains { $0.contains("doctor") } == false)
  }

  @Test("doctor finds broken rules and a file where a folder should be, and says what to do")
  func doctorFinds() async throws {
    let folder = try TemporaryFolder()
    try folder.write("no folder", to: "outbox")
    let run = try await Program.run(
      ["doctor", "--rules", "none", "--no-console", "--json"], in: folder)
    #expect(run.status == 1)
    let findings = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output)) as? [[String: String]])
    let failed = findings.filter { $0["state"] == "failure" }
    #expect(failed.map { $0["subject"] } == ["outbox", "rules"])
    #expect(failed.allSatisfy { $0["help"]?.isEmpty == false })
  }
}
