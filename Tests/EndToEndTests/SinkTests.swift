import Foundation
import Glibc
import TestSupport
import Testing

/// Webhooks of the built program to a real HTTP server.
@Suite("Sinks over HTTP", .timeLimit(.minutes(5)), .enabled(if: TortureTests.python != nil))
struct SinkTests {
  /// Sends to the receiver; `more` are further lines of the sink.
  private func settle(_ served: ServedFolder, url: String, _ more: String...) throws {
    let lines = ["sinks:", "  - name: desk", "    url: \(url)"] + more.map { "    " + $0 }
    try served.folder.write(lines.joined(separator: "\n") + "\n", to: "suqiu.yaml")
  }

  private func status(_ served: ServedFolder) throws -> [String: Any] {
    let data = FileManager.default.contents(atPath: served.folder.path + "/spool/status.json")
    let object = try JSONSerialization.jsonObject(with: data ?? Data()) as? [String: Any]
    return (object?["sinks"] as? [[String: Any]])?.first ?? [:]
  }

  @Test(
    "orders arrive as CloudEvents, in order, with the token; trouble is waited out, refusals are kept"
  )
  func delivery() async throws {
    let served = try ServedFolder()
    let receiver = try await MoodyReceiver(
      ["204", "503 2", "500", "204", "400"], in: served.folder)
    let token = try served.folder.write("s3cret\n", to: "token")
    try settle(served, url: receiver.url, "token_file: \(token)")
    let daemon = try await served.serve()
    for number in 1...4 {
      try served.drop("\(number).txt", "家里停电 \(number)")
      #expect(try await served.waitForResults(number))
    }
    #expect(try await eventually(within: 60) { try receiver.requests().count == 6 })
    #expect(
      try await eventually(within: 60) {
        let status = try status(served)
        return ["delivered", "waiting", "dead"].map { status[$0] as? Int } == [3, 0, 1]
      })
    let requests = try receiver.requests()
    #expect(requests.map(\.subject) == ["1.txt", "2.txt", "2.txt", "2.txt", "3.txt", "4.txt"])
    #expect(requests.map(\.status) == [204, 503, 500, 204, 400, 204])
    #expect(Set(requests[1...3].map(\.id)).count == 1)
    #expect(requests[2].at - requests[1].at >= 2)
    #expect(requests.allSatisfy { $0.type == "application/cloudevents+json; charset=UTF-8" })
    #expect(requests.allSatisfy { $0.token == "Bearer s3cret" })
    let sent = try JSONSerialization.jsonObject(with: Data(requests[0].body.utf8)) as? NSDictionary
    #expect(sent == (try served.envelope(named: "1.txt.json") as NSDictionary))
    let dead = try served.names(served.folder.path + "/spool/sinks/desk/dead")
    #expect(dead == ["\(requests[4].id).json", "\(requests[4].id).json.why.txt"])
    let why = try String(
      contentsOfFile: served.folder.path + "/spool/sinks/desk/dead/" + dead[1], encoding: .utf8)
    #expect(why.contains("HTTP 400: why?"))
    let shown = try await Program.run(["status", "--spool", "spool"], in: served.folder)
    #expect(shown.text.contains("sink     desk: 3 delivered, 0 waiting, 1 dead letters"))
    #expect(
      try await eventually(within: 60) {
        try String(contentsOfFile: served.folder.path + "/spool/metrics.prom", encoding: .utf8)
          .contains(#"suqiu_sink_delivered_total{sink="desk"} 3"#)
      })
    let doctor = try await Program.run(
      ["doctor", "--no-console", "--rules", "Rules"], in: served.folder)
    #expect(doctor.text.contains("\(receiver.url) takes connections"))
    #expect(doctor.text.contains("1 dead letters"))
    daemon.send(SIGTERM)
    #expect(try await daemon.waitForExit(seconds: 60) == 0)
    #expect(
      try served.events().allSatisfy { !"\($0)".contains("why?") && !"\($0)".contains("s3cret") })
  }

  @Test(
    "a receiver that is away, and a daemon that is killed: nothing is lost, what doubles has its id"
  )
  func away() async throws {
    let served = try ServedFolder()
    var receiver = try await MoodyReceiver(in: served.folder)
    let port = receiver.port
    try settle(served, url: receiver.url)
    var daemon = try await served.serve()
    try served.drop("0.txt", "停电")
    #expect(try await eventually(within: 60) { try receiver.requests().count == 1 })
    try await receiver.stop()
    for number in 1...30 { try served.drop("\(number).txt", "停电 \(number)") }
    #expect(try await served.waitForResults(31))
    #expect(try await eventually(within: 60) { try status(served)["failing"] is [String: Any] })
    daemon.send(SIGKILL)
    _ = try await daemon.waitForExit(seconds: 60)
    receiver = try await MoodyReceiver(port: port, in: served.folder)
    daemon = try await served.serve()
    for number in 31...60 { try served.drop("\(number).txt", "停电 \(number)") }
    // Killed while it sends.
    #expect(try await eventually(within: 60) { try receiver.requests().count > 10 })
    daemon.send(SIGKILL)
    _ = try await daemon.waitForExit(seconds: 60)
    daemon = try await served.serve()
    let all = Set((0...60).map { "\($0).txt" })
    #expect(try await eventually(within: 60) { try Set(receiver.requests().map(\.subject)) == all })
    #expect(try await eventually(within: 60) { try status(served)["waiting"] as? Int == 0 })
    daemon.send(SIGTERM)
    #expect(try await daemon.waitForExit(seconds: 60) == 0)
    let requests = try receiver.requests()
    #expect(Set(requests.map(\.id)).count == 61)
    // Two kills may double the order in hand, no more.
    #expect(requests.count <= 63)
    #expect(try served.results().count == 61)
  }

  @Test("while a receiver hangs, orders take no longer, and the daemon ends at once")
  func hanging() async throws {
    let served = try ServedFolder()
    let receiver = try await MoodyReceiver(["hang"], in: served.folder)
    try settle(served, url: receiver.url, "timeout_seconds: 600")
    let daemon = try await served.serve()
    try served.drop("first.txt", "停电")
    #expect(try await eventually(within: 60) { try receiver.requests().count == 1 })
    for number in 1...50 { try served.drop("\(number).txt", "停电 \(number)") }
    // The receiver would hold them for ten minutes.
    #expect(try await served.waitForResults(51))
    let slowest = try served.events().compactMap { $0["took_ms"] as? Int }.max()
    #expect(try #require(slowest) < 60_000)
    daemon.send(SIGTERM)
    #expect(try await daemon.waitForExit(seconds: 60) == 0)
    #expect(try receiver.requests().count == 1)
  }

  @Test("a sink that cannot be used stops the start, with its line and what to write")
  func refused() async throws {
    let served = try ServedFolder()
    for (line, word) in [
      ("    url: ftp://a/", "suqiu.yaml:2: one of `sinks`: url"),
      ("    ulr: http://a/", "did you mean `url`?"),
    ] {
      try served.folder.write("sinks:\n  - name: desk\n\(line)\n", to: "suqiu.yaml")
      let run = try await served.once()
      #expect(run.status == 2)
      #expect(run.errors.contains(word), "\(run.errors)")
    }
  }

  @Test("the receiver that comes as an example stores each order once, and refuses what is none")
  func example() async throws {
    let served = try ServedFolder()
    let token = try served.folder.write("word\n", to: "token")
    let printed = try served.folder.write("", to: "printed")
    let python = try #require(TortureTests.python)
    let receiver = try RunningProgram(
      ["\(Program.root)/Integrations/webhook/receiver.py", "orders.db", "0", "token"],
      currentFolder: served.folder.path, output: printed, errors: printed, program: python)
    var url = ""
    _ = try await eventually(within: 60) {
      url = try String(contentsOfFile: printed, encoding: .utf8).trimmingCharacters(in: .newlines)
      return !url.isEmpty
    }
    try settle(served, url: url, "token_file: \(token)", "from: archive")
    try served.drop("a.txt", "停电")
    _ = try await served.once()
    for _ in 1...2 {
      let daemon = try await served.serve()
      #expect(try await eventually(within: 60) { try status(served)["delivered"] as? Int == 1 })
      daemon.send(SIGTERM)
      #expect(try await daemon.waitForExit(seconds: 60) == 0)
      // As if the receiver's answer had been lost: everything is sent again.
      try FileManager.default.removeItem(atPath: served.folder.path + "/spool/sinks")
    }
    let count = try RunningProgram(
      [
        "-c",
        "import sqlite3; print(sqlite3.connect('orders.db').execute('SELECT subject FROM orders').fetchall())",
      ],
      currentFolder: served.folder.path, output: served.folder.write("", to: "rows"),
      errors: "/dev/null", program: python)
    _ = try await count.waitForExit(seconds: 60)
    #expect(
      try String(contentsOfFile: served.folder.path + "/rows", encoding: .utf8) == "[('a.txt',)]\n")
    // The word is wrong now: nothing is delivered, nothing becomes a dead letter.
    try served.folder.write("other\n", to: "token")
    let daemon = try await served.serve()
    #expect(
      try await eventually(within: 60) {
        (try status(served)["failing"] as? [String: Any])?["message"] as? String == "HTTP 401"
      })
    daemon.send(SIGTERM)
    #expect(try await daemon.waitForExit(seconds: 60) == 0)
    #expect(try served.names(served.folder.path + "/spool/sinks/desk/dead") == [])
    // A dead letter, posted again when the receiver was mended.
    let dead = served.folder.path + "/spool/sinks/desk/dead"
    try FileManager.default.copyItem(
      atPath: served.outbox + "/a.txt.json", toPath: dead + "/x.json")
    for (word, status, left) in [("other", 1, ["x.json"]), ("word", 0, [])] {
      try served.folder.write(word + "\n", to: "token")
      let again = try RunningProgram(
        ["\(Program.root)/Integrations/webhook/again.sh", dead, url, token],
        currentFolder: served.folder.path, output: "/dev/null", errors: "/dev/null",
        program: "/bin/bash")
      #expect(try await again.waitForExit(seconds: 60) == status)
      #expect(try served.names(dead) == left)
    }
    receiver.send(SIGTERM)
  }
}
