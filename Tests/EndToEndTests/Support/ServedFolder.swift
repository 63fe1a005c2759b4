import Foundation
import Glibc
import TestSupport

/// Spool, outbox and rules of one test, and the daemons that work on them.
final class ServedFolder: Sendable {
  let folder: TemporaryFolder

  /// A folder with a few rules, or those given.
  init(_ fixture: RuleFixture = .endToEnd) throws {
    folder = try TemporaryFolder()
    try fixture.write(into: folder)
    for name in ["spool/inbox", "outbox", "drop"] {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/" + name, withIntermediateDirectories: true)
    }
  }

  var inbox: String { folder.path + "/spool/inbox" }
  var outbox: String { folder.path + "/outbox" }
  var quarantine: String { folder.path + "/spool/quarantine" }

  private var arguments: [String] {
    ["serve", "--spool", "spool", "--outbox", "outbox", "--rules", "Rules", "--no-console"]
  }

  /// Drops a file as senders should: written elsewhere, renamed in.
  func drop(_ name: String, _ bytes: [UInt8]) throws {
    let path = try folder.write(bytes, to: "drop/file")
    guard rename(path, inbox + "/" + name) == 0 else {
      throw RunningProgram.TooSlow(description: "rename: \(String(cString: strerror(errno)))")
    }
  }

  func drop(_ name: String, _ text: String) throws { try drop(name, Array(text.utf8)) }

  /// Takes what is there and leaves.
  func once(_ more: String...) async throws -> Program.Outcome {
    try await Program.run(arguments + ["--once"] + more, in: folder)
  }

  /// Starts a daemon and waits until it says it is ready.
  func serve(_ more: String...) async throws -> RunningProgram {
    let log = try folder.write("", to: "log-\(UUID().uuidString)")
    let daemon = try RunningProgram(
      arguments + more, currentFolder: folder.path, output: "/dev/null", errors: log)
    let isReady = try await eventually(within: 60) {
      guard daemon.isRunning else { return true }
      return try String(contentsOfFile: log, encoding: .utf8).contains(#""event":"ready""#)
    }
    guard isReady, daemon.isRunning else {
      let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
      throw RunningProgram.TooSlow(description: "the daemon is not ready: \(text)")
    }
    return daemon
  }

  /// The paths of the logs of all daemons.
  func logs() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("log-") }.map { folder.path + "/" + $0 }
  }

  /// All log lines of all daemons, as objects.
  func events() throws -> [[String: Any]] {
    try logs().flatMap { path in
      // What stands behind the last line's end is a line that is being written.
      try String(contentsOfFile: path, encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { line in
          try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        }
    }
  }

  /// The names in a folder that are no dot files.
  func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  func results() throws -> [String] { try names(outbox) }

  /// Waits for so many results.
  func waitForResults(_ count: Int, seconds: Double = 60) async throws -> Bool {
    try await eventually(within: seconds) { try results().count >= count }
  }

  /// The data object of a result.
  func result(of name: String) throws -> Classification {
    try Classification(json: dataBytes(envelope(named: name + ".json")))
  }

  /// The whole envelope of a result.
  func envelope(named name: String) throws -> [String: Any] {
    let bytes = FileManager.default.contents(atPath: outbox + "/" + name) ?? Data()
    return try JSONSerialization.jsonObject(with: bytes) as? [String: Any] ?? [:]
  }

  private func dataBytes(_ envelope: [String: Any]) throws -> [UInt8] {
    Array(try JSONSerialization.data(withJSONObject: envelope["data"] ?? [:]))
  }

  /// The files below `spool/archive`, without their day and id: `a.txt`.
  func archived() throws -> [String] {
    let base = folder.path + "/spool/archive"
    let all = try names(base).flatMap { try names(base + "/" + $0) }
    return all.compactMap { name in
      name.firstIndex(of: "~").map { String(name[name.index(after: $0)...]) }
    }.sorted()
  }

  /// Files that are still on their way.
  func underWay() throws -> [String] {
    let base = folder.path + "/spool"
    return try FileManager.default.subpathsOfDirectory(atPath: base).filter { path in
      (path.contains("work/") || path.contains("done/")) && path.contains("~")
    }
  }
}

extension RuleFixture {
  /// A few rules for whole runs.
  static let endToEnd = RuleFixture(
    RuleFixture.rule("t.outage", gives: "topic: outage", when: "any: [停电, 没电]"),
    RuleFixture.rule(
      "t.lightning", gives: "cause: lightning, intent: fault_repair", when: "any: [雷击, 打雷]"),
    RuleFixture.rule("t.complaint", gives: "intent: complaint", when: "any: [投诉]"))
}
