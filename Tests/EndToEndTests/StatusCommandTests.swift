import Foundation
import TestSupport
import Testing

/// `suqiu status` and `suqiu redo` as people type them.
@Suite("Status and redo, the commands")
struct StatusCommandTests {
  private func status(_ served: ServedFolder, _ more: String...) async throws -> Program.Outcome {
    try await Program.run(["status", "--spool", "spool"] + more, in: served.folder)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test("running is 0, stopped is 1, never served is 2; each with a sentence")
  func states() async throws {
    let served = try ServedFolder()
    let never = try await status(served)
    #expect(never.status == 2)
    #expect(never.errors.contains("no daemon ever ran on spool"))

    let daemon = try await served.serve()
    try served.drop("a.txt", "停电")
    #expect(try await served.waitForResults(1))
    #expect(
      try await eventually(within: 30) {
        let data = FileManager.default.contents(atPath: served.folder.path + "/spool/status.json")
        return String(decoding: data ?? Data(), as: UTF8.self).contains("\"published\":1")
      })
    let running = try await status(served)
    #expect(running.status == 0)
    #expect(text(running.output).contains("1 results, 0 files refused"))
    let json = try await status(served, "--json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
    #expect(object["running"] as? Bool == true)
    let instance = try #require((object["instances"] as? [[String: Any]])?.first)
    for key in ["state", "backlog", "oldest_waiting_seconds", "rate", "rules", "counts", "mode"] {
      #expect(instance[key] != nil, "\(key)")
    }
    #expect(instance["paused"] is NSNull && instance["last_error"] is NSNull)

    daemon.send(SIGTERM)
    #expect(try await daemon.waitForExit(seconds: 60) == 0)
    let stopped = try await status(served)
    #expect(stopped.status == 1)
    #expect(text(stopped.output).contains("not running; stopped at"))
  }

  @Test("a missing inbox is told in words, is 1, and is over when the inbox is back")
  func paused() async throws {
    let served = try ServedFolder()
    let daemon = try await served.serve()
    try FileManager.default.removeItem(atPath: served.inbox)
    var outcome = try await status(served)
    for _ in 1...600 where !text(outcome.output).contains("paused: the inbox is missing") {
      try await Task.sleep(for: .milliseconds(50))
      outcome = try await status(served)
    }
    #expect(outcome.status == 1)
    #expect(text(outcome.output).contains("paused: the inbox is missing; mount it, or create it"))
    try FileManager.default.createDirectory(
      atPath: served.inbox, withIntermediateDirectories: false)
    for _ in 1...600 where outcome.status != 0 {
      try await Task.sleep(for: .milliseconds(50))
      outcome = try await status(served)
    }
    #expect(outcome.status == 0)
    daemon.send(SIGTERM)
    #expect(try await daemon.waitForExit(seconds: 60) == 0)
  }

  @Test("redo writes new results elsewhere, and the same again writes nothing")
  func redo() async throws {
    let served = try ServedFolder()
    try served.drop("a.txt", "停电")
    #expect(try await served.once().status == 0)
    let before = try served.results()
    for expected in ["1 new results, 0 were there", "0 new results, 1 were there"] {
      let outcome = try await Program.run(
        ["redo", "--spool", "spool", "--into", "again", "--rules", "Rules"], in: served.folder)
      #expect(outcome.status == 0)
      #expect(outcome.errors.contains(expected), "\(outcome.errors)")
    }
    #expect(try served.names(served.folder.path + "/again") == ["a.txt.json"])
    #expect(try served.results() == before)
  }

  @Test("a marker, one more ignored ending, and the day limits are taken from the command line")
  func options() async throws {
    let served = try ServedFolder()
    try served.drop("a.txt", "停电")
    try served.drop("b.txt", "停电")
    try served.drop("b.txt.ok", "")
    try served.drop("c.txt.half", "停电")
    try served.drop("c.txt.half.ok", "")
    let outcome = try await served.once(
      "--marker", ".ok", "--ignore", ".half", "--archive-days", "0", "--quarantine-days", "7")
    #expect(outcome.status == 0)
    #expect(try served.results() == ["b.txt.json"])
    #expect(try served.names(served.inbox) == ["a.txt", "c.txt.half", "c.txt.half.ok"])
    #expect(try await served.once("--archive-days", "-1").status == 2)
    #expect(try await served.once("--marker", "").status == 2)
    #expect(try await served.once("--duplicates", "drop").status == 2)
  }
}
