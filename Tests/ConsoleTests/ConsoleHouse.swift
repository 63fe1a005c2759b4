import HTTPTypes
import History
import Hummingbird
import HummingbirdCore
import Logging
import Matching
import NIOCore
import NIOEmbedded
import Pipeline
import Synchronization
import TestSupport
import Testing

@testable import Console

/// A spool with an index, an archive and rules, and the routes on it; no socket.
final class ConsoleHouse: Sendable {
  static let token = String(repeating: "a1", count: 32)
  /// What an order could hold of a page's own language.
  static let hostile =
    "<script>alert(1)</script>\"><img src=x onerror=alert(2)>{{{t}}}打雷后停电，电话13812345678"
  static let hostileId = "01M85CPSQJ0WMWNSY262XBVWE2"
  static let plainId = "01M85CPSQJ0WMWNSY262XBVWE3"

  let folder: TemporaryFolder
  let rules: String
  let spool: String
  let board = StatusBoard()
  let site: Site
  private let responder: any HTTPResponder<BasicRequestContext>

  init() throws {
    folder = try TemporaryFolder()
    let fixture = RuleFixture(
      RuleFixture.rule(
        "t.storm", gives: "cause: lightning, topic: outage", when: "any: [打雷]",
        more: "hit: [昨晚打雷]", "miss: [天气不错]"),
      RuleFixture.rule(
        "t.dark", gives: "topic: outage", when: "all: [停电, 全村]",
        more: "hit: [全村停电]", "miss: [停电]"))
    rules = try fixture.write(into: folder)
    let engine = try fixture.engine()
    spool = "\(folder.path)/spool"
    for name in ["feedback/纠正/x", "feedback/误判/x", "history/x"] {
      try folder.write("", to: "spool/\(name)")
    }
    let store = try HistoryStore(path: HistoryKeeper.path(inSpool: spool))
    for (id, text, name) in [
      (Self.hostileId, Self.hostile, "<b id=x>.txt"), (Self.plainId, "全村都亮着", "plain.txt"),
    ] {
      try folder.write(text, to: "spool/archive/2026-11-23/\(id)~\(name)")
      try store.add([
        .init(day: "2026-11-23", claim: id, records: [Self.record(id, name, engine.digest)])
      ])
    }
    board.show(ActiveRules(engine, at: 0))
    site = try Console(
      ConsoleSettings(address: ConsoleAddress("127.0.0.1:7878")), board: board,
      desk: SpoolDesk(spool: spool, rulesFolder: rules)
    ).site(token: Self.token)
    responder = site.router().buildResponder()
  }

  private static func record(_ id: String, _ name: String, _ digest: String) -> OrderRecord {
    var record = OrderRecord()
    record.id = id
    record.archiveDay = "2026-11-23"
    record.file = name
    record.time = DeskTime(wall: Clocks().wall())
    record.ruleset = digest
    record.sha256 = String(repeating: "ab", count: 32)
    if id == hostileId {
      record.causes = [.init(key: "cause:lightning", zh: "雷击", group: "natural", score: 3)]
      record.place.unit = "<i>所</i>"
      record.orderNumber = "=HYPERLINK(1)"
      record.rules = ["t.storm"]
      // The index holds masked sentences only.
      let quote = hostile.replacing("13812345678", with: "***********")
      record.quotes = [.init(sentence: quote, rules: ["t.storm"], labels: ["cause:lightning"])]
    } else {
      record.reviewReasons = ["no_intent"]
    }
    return record
  }

  /// One request as a browser would send it.
  static func request(
    _ path: String, _ method: HTTPRequest.Method = .get, host: String = "127.0.0.1:7878",
    headers: [String: String] = [:], body: String = ""
  ) -> Request {
    var fields = HTTPFields()
    for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
    return Request(
      head: HTTPRequest(
        method: method, scheme: "http", authority: host, path: path, headerFields: fields),
      body: RequestBody(buffer: ByteBuffer(string: body)))
  }

  struct Reply {
    var status: Int
    var headers: HTTPFields
    var text: String
  }

  func ask(
    _ path: String, _ method: HTTPRequest.Method = .get, host: String = "127.0.0.1:7878",
    headers: [String: String] = [:], body: String = ""
  ) async throws -> Reply {
    let request = Self.request(path, method, host: host, headers: headers, body: body)
    let context = BasicRequestContext(
      source: ApplicationRequestContextSource(
        channel: EmbeddedChannel(), logger: Logger(label: "test")))
    let response = try await responder.respond(to: request, context: context)
    let gathered = GatheredBody()
    try await response.body.write(gathered)
    return Reply(
      status: response.status.code, headers: response.headers, text: gathered.text)
  }

  /// A page as a browser ends up with: asked again as often as the page says so.
  func page(_ path: String) async throws -> Reply {
    var reply = try await ask(path)
    while reply.headers[HTTPField.Name.refresh] != nil { reply = try await ask(path) }
    return reply
  }

  /// A change with the word that allows it.
  func change(_ path: String, _ body: String) async throws -> Reply {
    try await ask(
      path, .post, headers: ["Authorization": "Bearer \(Self.token)"], body: body)
  }
}

/// Keeps what a response writes.
final class GatheredBody: ResponseBodyWriter, Sendable {
  private let kept = Mutex("")

  var text: String { kept.withLock { $0 } }

  func write(_ buffer: ByteBuffer) async throws {
    kept.withLock { $0 += String(buffer: buffer) }
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
