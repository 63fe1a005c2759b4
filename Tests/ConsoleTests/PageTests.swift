import HTTPTypes
import TestSupport
import Testing

@testable import Console

@Suite("The pages of the console")
struct PageTests {
  static let pages = [
    "/", "/orders", "/orders/\(ConsoleHouse.hostileId)",
    "/orders/\(ConsoleHouse.hostileId)?why=intent:inquiry", "/review", "/rules", "/rules?pack=t",
    "/rules/t.storm", "/playground", "/playground?pack=t",
    "/playground?order=\(ConsoleHouse.hostileId)", "/report?by=unit&part=lightning",
    "/report?by=unit&part=all", "/report?from=no%22day",
  ]

  @Test("every page opens in both languages, under 100 KB, whole", arguments: pages, ["zh", "en"])
  func opens(_ page: String, _ language: String) async throws {
    let house = try ConsoleHouse()
    let reply = try await house.page(page + (page.contains("?") ? "&" : "?") + "lang=\(language)")
    #expect(reply.status == (page.contains("no%22day") ? 422 : 200))
    #expect(reply.text.utf8.count < 100_000)
    #expect(reply.text.hasPrefix("<!doctype html>") && reply.text.contains("</html>"))
    // The order itself holds a variable between braces, which stays as it is.
    #expect(!["{{#", "{{/", "{{>", "{{^"].contains { reply.text.contains($0) })
  }

  @Test("what an order holds of HTML stays text on every page", arguments: pages)
  func hostile(_ page: String) async throws {
    let reply = try await ConsoleHouse().page(page)
    for word in ["<script>alert", "<img", "<b id=x", "<i>所"] {
      #expect(!reply.text.contains(word), "\(word) on \(page)")
    }
  }

  @Test("no page shows a telephone number of an order", arguments: pages)
  func masked(_ page: String) async throws {
    let reply = try await ConsoleHouse().page(page)
    #expect(!reply.text.contains("13812345678"))
  }

  @Test("no page has anything the policy of its content forbids", arguments: pages)
  func nothingInline(_ page: String) async throws {
    let reply = try await ConsoleHouse().page(page)
    #expect(!reply.text.contains(" style=") && !reply.text.contains("<style"))
    #expect(!reply.text.contains(" onclick=") && !reply.text.contains("http://"))
    #expect(reply.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'self'") == true)
    #expect(reply.headers[.setCookie] == nil)
  }

  @Test("one order shows its evidence, the rule behind it, and what is missing for another label")
  func order() async throws {
    let reply = try await ConsoleHouse().ask("/orders/\(ConsoleHouse.hostileId)")
    #expect(reply.text.contains("<mark class=\"cause\""))
    #expect(reply.text.contains("/rules/t.storm"))
    let why = try await ConsoleHouse().ask(
      "/orders/\(ConsoleHouse.plainId)?why=topic%3Aoutage")
    #expect(why.text.contains("文中没有") && why.text.contains("停电"))
  }

  @Test("a search keeps to its filters; an order nobody has is a page that says so")
  func search() async throws {
    let house = try ConsoleHouse()
    let found = try await house.ask("/orders?label=cause%3Alightning").text
    #expect(found.contains(ConsoleHouse.hostileId) && !found.contains(ConsoleHouse.plainId))
    let waiting = try await house.ask("/orders?review=1").text
    #expect(waiting.contains(ConsoleHouse.plainId) && !waiting.contains(ConsoleHouse.hostileId))
    #expect(try await house.ask("/orders/nobody").status == 404)
    #expect(try await house.ask("/orders/..%2F..%2Fetc").status == 404)
  }

  @Test("the review queue offers labels as keys and links to the next order")
  func review() async throws {
    let house = try ConsoleHouse()
    let text = try await house.ask("/review").text
    #expect(text.contains(ConsoleHouse.plainId) && text.contains("data-key=\"1\""))
    #expect(try await house.ask("/review?after=0-0").text.contains("没有待人工"))
  }

  @Test("an order somebody corrected or blamed a rule for leaves the queue at once")
  func corrected() async throws {
    let house = try ConsoleHouse()
    #expect(try await house.ask("/api/v1/review").text.contains("\"left\": 1"))
    let path = "/api/v1/orders/\(ConsoleHouse.plainId)/corrections"
    #expect(try await house.change(path, "label=cause%3Alightning").status == 200)
    #expect(try await house.ask("/review").text.contains("没有待人工"))
    #expect(try await house.ask("/orders/\(ConsoleHouse.plainId)").text.contains("已经有人看过"))
    #expect(try await house.ask("/").text.contains("\"/review\">0<"))
  }

  @Test("what people dragged into the feedback folders leaves the queue too, by order or by text")
  func dragged() async throws {
    let digest = "sha256:" + String(repeating: "ab", count: 32)
    for said in [
      "{\"digest\":\"sha256:0\",\"order\":\"\(ConsoleHouse.plainId)\"}\n",
      "{\"digest\":\"\(digest)\",\"order\":\"another\"}\n",
    ] {
      let house = try ConsoleHouse()
      #expect(try await house.ask("/review").text.contains(ConsoleHouse.plainId))
      // A torn line says nothing until it is whole.
      try house.folder.write(String(said.dropLast(2)), to: "spool/feedback/cases.jsonl")
      #expect(try await house.ask("/review").text.contains(ConsoleHouse.plainId))
      try house.folder.write("nonsense\n" + said, to: "spool/feedback/cases.jsonl")
      #expect(try await house.ask("/review").text.contains("没有待人工"))
    }
  }

  @Test(
    "a card says how precise the rule is, on how many orders, where that comes from, and its cost")
  func card() async throws {
    let house = try ConsoleHouse()
    #expect(try await house.ask("/rules/t.storm").text.contains("还没有人对它命中的工单说过对错"))
    let cases = (0..<6).map { number in
      let (kind, target) =
        number == 0 ? ("false_alarm", "t.storm") : ("correction", "cause:lightning")
      return "{\"digest\":\"sha256:\(number)\",\"kind\":\"\(kind)\",\"target\":\"\(target)\","
        + "\"order\":\"x\(number)\",\"text\":\"昨晚打雷 \(number)\"}\n"
    }
    try house.folder.write(cases.joined(), to: "spool/feedback/cases.jsonl")
    var card = ""
    // Both are made in the background; a page shows what is known by then.
    for _ in 0..<600 where !card.contains("83 %：人工看过 6 张") || card.contains("正在量") {
      card = try await house.ask("/rules/t.storm").text
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(card.contains("83 %：人工看过 6 张，5 张对，1 张误判"))
    #expect(card.contains("cases.jsonl") && card.contains("每张工单"))
    #expect(
      try await house.ask("/rules/t.storm?lang=en").text.contains("right in 5 and wrong in 1"))
    let json = try await house.ask("/api/v1/rules/t.storm").text
    #expect(json.contains("\"precision_percent\": 83") && json.contains("\"cost_nanoseconds\""))
  }

  @Test("an edited copy of a pack shows what changes and where it is wrong; nothing is kept")
  func playground() async throws {
    let house = try ConsoleHouse()
    let source = try #require(SpoolSource.pack("t", house))
    let changed = source.replacing("any: [打雷]", with: "any: [下雨]")
    let body = "text=打雷了&pack=t&source=\(Query.encoded(changed))"
    let page = try await house.ask("/playground", .post, body: body).text
    #expect(page.contains("− cause:lightning"))
    #expect(page.contains("does not fire on its"))
    let same = "text=打雷了&pack=t&source=\(Query.encoded(source))"
    #expect(try await house.ask("/playground", .post, body: same).text.contains("例句数： 4"))
    let broken = "text=打雷了&pack=t&source=\(Query.encoded(source + "\nnonsense: ["))"
    #expect(try await house.ask("/playground", .post, body: broken).text.contains("error["))
    #expect(SpoolSource.pack("t", house) == source)
    let archive = try await house.ask("/playground", .post, body: body + "&archive=1").text
    #expect(archive.contains("试了 2 张工单，1 张的结果会变"))
  }
}
