import HTTPTypes
import Pipeline
import TestSupport
import Testing

@testable import Console

@Suite("Who may ask the console what")
struct SafetyTests {
  @Test("only loopback addresses are taken; others hear of a reverse proxy")
  func addresses() throws {
    for text in ["127.0.0.1:7878", "localhost:1", "[::1]:80", "127.9.9.9:0"] {
      _ = try ConsoleAddress(text)
    }
    for text in ["0.0.0.0:80", "10.0.0.1:80", "[::]:80", "127.evil.example:80"] {
      let refusal = #expect(throws: ConsoleAddress.Refusal.self) { try ConsoleAddress(text) }
      #expect(refusal?.description.contains("reverse proxy") == true)
    }
    #expect(throws: ConsoleAddress.Refusal.unreadable("127.0.0.1")) {
      try ConsoleAddress("127.0.0.1")
    }
  }

  @Test(
    "a name that is not ours is refused, also on assets and metrics",
    arguments: ["evil.example", "evil.example:7878", "127.0.0.1.evil.example", "localhost.evil"])
  func hosts(_ host: String) async throws {
    let house = try ConsoleHouse()
    for path in ["/", "/metrics", "/assets/console.js", "/api/v1/orders", "/nowhere"] {
      #expect(try await house.ask(path, host: host).status == 421)
    }
  }

  @Test("once the port is known, another port of this machine is another site")
  func port() throws {
    let gate = try ConsoleHouse().site.gate
    gate.isServing(port: 7878)
    #expect(gate.refusal(of: ConsoleHouse.request("/", host: "127.0.0.1:7878")) == nil)
    #expect(gate.refusal(of: ConsoleHouse.request("/", host: "127.0.0.1:9999")) != nil)
  }

  @Test(
    "a page of another site can neither read nor post",
    arguments: ["http://evil.example", "null", "http://127.0.0.1.evil.example", "file://"])
  func origins(_ origin: String) async throws {
    let house = try ConsoleHouse()
    for method in [HTTPRequest.Method.get, .post] {
      let reply = try await house.ask(
        "/playground", method, headers: ["Origin": origin], body: "text=x")
      #expect(reply.status == 403)
    }
    let image = ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"]
    #expect(try await house.ask("/api/v1/orders", headers: image).status == 403)
    let link = ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"]
    #expect(try await house.ask("/orders", headers: link).status == 200)
  }

  @Test(
    "a change without the word, or with another, is refused and nothing is written",
    arguments: ["", "Bearer", "Bearer \(String(repeating: "a", count: 64))", "Basic YTph"])
  func token(_ word: String) async throws {
    let house = try ConsoleHouse()
    for path in ["/api/v1/orders/\(ConsoleHouse.hostileId)/corrections", "/api/v1/packs/t"] {
      let reply = try await house.ask(
        path, .post, headers: ["Authorization": word], body: "label=cause:lightning&source=x")
      #expect(reply.status == 401)
    }
    #expect(SpoolSource.corrections(house).isEmpty)
  }

  @Test("behind a proxy whose accounts take Authorization, the word comes in its own header")
  func proxy() async throws {
    let house = try ConsoleHouse()
    let path = "/api/v1/orders/\(ConsoleHouse.hostileId)/corrections"
    var headers = ["Authorization": "Basic YTph", "X-Suqiu-Token": "wrong"]
    #expect(try await house.ask(path, .post, headers: headers, body: "rule=t.storm").status == 401)
    headers["X-Suqiu-Token"] = ConsoleHouse.token
    #expect(try await house.ask(path, .post, headers: headers, body: "rule=t.storm").status == 200)
  }

  @Test("the token file is for its owner alone, is kept, and refused when others could read it")
  func tokenFile() throws {
    let folder = try TemporaryFolder()
    let desk = SpoolDesk(spool: folder.path, rulesFolder: folder.path)
    let word = try desk.token()
    #expect(word.count == 64)
    #expect(SpoolSource.mode("\(folder.path)/console.token") == 0o600)
    #expect(try desk.token() == word)
    SpoolSource.open("\(folder.path)/console.token")
    #expect(throws: SystemFailure.self) { try desk.token() }
  }

  @Test("a form beyond its bound is refused")
  func size() async throws {
    let body = "text=" + String(repeating: "a", count: 2 * Trial.limit)
    let house = try ConsoleHouse()
    #expect(try await house.ask("/playground", .post, body: body).status == 413)
  }

  @Test("a correction becomes a file in the folder people drag to, complete and of that id")
  func correction() async throws {
    let house = try ConsoleHouse()
    let path = "/api/v1/orders/\(ConsoleHouse.hostileId)/corrections"
    #expect(try await house.change(path, "label=cause%3Alightning").status == 200)
    #expect(try await house.change(path, "rule=t.storm").status == 200)
    #expect(try await house.change(path, "label=cause%3Anothing").status == 422)
    #expect(try await house.change(path, "label=a&rule=b").status == 422)
    #expect(
      try await house.change("/api/v1/orders/nobody/corrections", "rule=t.storm").status == 404)
    let written = SpoolSource.corrections(house)
    #expect(written.count == 2)
    #expect(written.allSatisfy { $0.text.contains("\"id\":\"\(ConsoleHouse.hostileId)\"") })
    #expect(written.contains { $0.path.contains("误判/t.storm/") })
  }

  @Test("a pack is saved when lint and examples hold and nobody else wrote meanwhile")
  func save() async throws {
    let house = try ConsoleHouse()
    let old = try #require(SpoolSource.pack("t", house))
    let began = SpoolDesk.digest(of: Array(old.utf8))
    let new = old.replacing("name: t.storm", with: "name: 打雷")
    let source = "source=\(Query.encoded(new))"
    #expect(try await house.change("/api/v1/packs/t", "source=nonsense").status == 422)
    #expect(try await house.change("/api/v1/packs/..%2Fcues", source).status == 422)
    #expect(SpoolSource.pack("t", house) == old)
    #expect(try await house.change("/api/v1/packs/t", "\(source)&began=\(began)").status == 200)
    #expect(SpoolSource.pack("t", house) == new)
    #expect(try await house.change("/api/v1/packs/t", "\(source)&began=\(began)").status == 409)
    #expect(SpoolSource.olderVersions("t", house) == [old])
    #expect(SpoolSource.text("console/audit.jsonl", house)?.contains("\"pack\":\"t\"") == true)
  }
}
