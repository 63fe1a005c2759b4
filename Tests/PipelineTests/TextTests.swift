import Glibc
import Pipeline
import Testing

/// What people and machines read: log lines, sentences, ids.
@Suite("What it tells")
struct TextTests {
  @Test("an event is one JSON object with its word first")
  func line() throws {
    let event = PipelineEvent.ready(inbox: "spool/inbox", instance: "main", mode: .events)
    #expect(
      event.line(at: 1_783_826_469_123, showsNames: false) == """
        {"event":"ready","level":"info","time":"2026-07-12T03:21:09.123Z",\
        "inbox":"spool/inbox","instance":"main","mode":"events"}
        """)
  }

  @Test("names are left out unless asked for, and cannot forge a line")
  func names() {
    let event = PipelineEvent.leftInPlace(
      kind: "folder", inode: 7, name: FileName("张三\n\u{202E}{\"event\":\"ready\"}"))
    #expect(!event.line(at: 0, showsNames: false).contains("张三"))
    let line = event.line(at: 0, showsNames: true)
    #expect(line.hasSuffix(#""name":"张三\u000a\u202e{\"event\":\"ready\"}"}"#))
  }

  @Test("each pause has a sentence of its own that says what to do")
  func sentences() {
    let reasons: [PauseReason] = [
      .diskFull(.outbox), .noInodes(.outbox), .quotaUsedUp(.spool), .readOnly(.outbox),
      .denied(.archive), .missing(.inbox), .tooManyOpenFiles, .outboxFull(files: 3, limit: 2),
      .failing(.quarantine, .rename, EIO),
    ]
    #expect(Set(reasons.map(\.sentence)).count == reasons.count)
    #expect(Set(reasons.map(\.code)).count == reasons.count)
    for reason in reasons { #expect(reason.sentence.hasPrefix("paused: ")) }
  }

  @Test("the status is one object that names the pause")
  func status() {
    var status = DaemonStatus()
    status.state = .paused
    status.paused = .diskFull(.outbox)
    status.lastMinute = 90
    let text = String(decoding: status.json(at: 0, processId: 42), as: UTF8.self)
    #expect(text.hasPrefix("{\"state\":\"paused\""))
    #expect(text.contains("\"paused\":{\"code\":\"disk_full\",\"place\":\"outbox\""))
    #expect(text.contains("\"rate\":{\"last_minute\":90,\"per_second\":1.5}"))
    #expect(text.hasSuffix("}\n"))
  }
}
