import Logging
import Pipeline
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import Console

/// The same routes with a port and bytes on a wire.
@Suite("The console on a socket", .timeLimit(.minutes(2)))
struct SocketTests {
  /// Runs the console of a house on a free port while the body asks it.
  private func serving(_ body: (ConsoleHouse, Int) async throws -> Void) async throws {
    let house = try ConsoleHouse()
    let port = Mutex<Int?>(nil)
    let events = EventLog { event in
      guard case .consoleReady(let address, _) = event else { return }
      port.withLock { $0 = address.split(separator: ":").last.flatMap { Int($0.dropLast()) } }
    }
    let console = Console(
      ConsoleSettings(address: try ConsoleAddress("127.0.0.1:0")), board: house.board,
      desk: SpoolDesk(spool: house.spool, rulesFolder: house.rules, events: events))
    let group = ServiceGroup(
      services: [console], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let running = Task { try await group.run() }
    while port.withLock({ $0 }) == nil { try await Task.sleep(for: .milliseconds(5)) }
    do {
      try await body(house, port.withLock { $0 } ?? 0)
    } catch {
      Issue.record(error)
    }
    await group.triggerGracefulShutdown()
    try await running.value
  }

  /// Sends and reads on a thread of its own: the server needs those of the pool.
  private func ask(
    _ port: Int, _ lines: String..., body: String = "", until words: String? = nil
  ) async throws -> String {
    let text = lines.joined(separator: "\r\n") + "\r\nConnection: close\r\n\r\n" + body
    return await DedicatedThread.run {
      guard let socket = try? PlainSocket(port: port) else { return "no connection" }
      socket.send(text)
      return socket.read(until: words)
    }
  }

  @Test("pages, tables and the description come over a socket as they do without one")
  func answers() async throws {
    try await serving { house, port in
      for path in ["/", "/orders", "/review", "/rules", "/api/v1/orders.csv", "/openapi.json"] {
        let reply = try await ask(port, "GET \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)")
        #expect(reply.hasPrefix("HTTP/1.1 200"), "\(path)")
        #expect(reply.contains("default-src 'self'") && reply.contains("nosniff"), "\(path)")
      }
      let csv = try await ask(port, "GET /api/v1/orders.csv HTTP/1.1", "Host: localhost:\(port)")
      #expect(csv.contains("transfer-encoding: chunked") && csv.contains(ConsoleHouse.plainId))
    }
  }

  @Test("another name, another port and no name at all are refused on the wire")
  func names() async throws {
    try await serving { _, port in
      for host in ["Host: evil.example", "Host: 127.0.0.1:1", "Accept: */*"] {
        let reply = try await ask(port, "GET / HTTP/1.1", host)
        #expect(reply.hasPrefix("HTTP/1.1 421") || reply.hasPrefix("HTTP/1.1 400"), "\(host)")
      }
    }
  }

  @Test("a change by its word is taken and shown; without it, it is not")
  func change() async throws {
    try await serving { house, port in
      let path = "POST /api/v1/orders/\(ConsoleHouse.plainId)/corrections HTTP/1.1"
      let body = "label=cause%3Alightning"
      let head = "Host: 127.0.0.1:\(port)\r\nContent-Length: \(body.utf8.count)"
      #expect(try await ask(port, path, head, body: body).hasPrefix("HTTP/1.1 401"))
      let word = try SpoolDesk(spool: house.spool, rulesFolder: house.rules).token()
      let taken = try await ask(port, path, head, "Authorization: Bearer \(word)", body: body)
      #expect(taken.hasPrefix("HTTP/1.1 200"))
      let page = try await ask(port, "GET /review HTTP/1.1", "Host: 127.0.0.1:\(port)")
      #expect(page.contains("没有待人工"))
    }
  }

  @Test("live numbers come as events, at once, and who looks at them keeps nobody from ending")
  func events() async throws {
    let viewer = Mutex<Task<String, Never>?>(nil)
    let clock = ContinuousClock()
    var ended = clock.now
    try await serving { _, port in
      let looking = Task {
        await DedicatedThread.run {
          guard let socket = try? PlainSocket(port: port) else { return "no connection" }
          socket.send("GET /events HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n")
          return socket.read()
        }
      }
      viewer.withLock { $0 = looking }
      let reply = try await ask(
        port, "GET /events HTTP/1.1", "Host: 127.0.0.1:\(port)", until: "event: status")
      #expect(reply.contains("text/event-stream") && reply.contains("event: status"))
      ended = clock.now
    }
    #expect(clock.now - ended < .seconds(8))
    #expect(await viewer.withLock { $0 }?.value.contains("event: status") == true)
  }

  @Test("headers, forms and nonsense beyond bounds end with a refusal, and the next one is served")
  func bounds() async throws {
    try await serving { _, port in
      let host = "Host: 127.0.0.1:\(port)"
      let long = try await ask(
        port, "GET / HTTP/1.1", host, "X: \(String(repeating: "a", count: 40_000))")
      #expect(!long.hasPrefix("HTTP/1.1 200"))
      let body = "text=" + String(repeating: "a", count: 3 << 20)
      let form = try await ask(
        port, "POST /playground HTTP/1.1", host, "Content-Length: \(body.utf8.count)", body: body)
      #expect(form.isEmpty || form.hasPrefix("HTTP/1.1 413"))
      _ = try await ask(port, "\u{1}\u{2} nonsense", host)
      #expect(try await ask(port, "GET / HTTP/1.1", host).hasPrefix("HTTP/1.1 200"))
    }
  }
}
