import Foundation
import History
import Testing

@testable import Console

@Suite("A search that is ended before it has found everything")
struct SearchTests {
  /// Conditions that never meet, in a house where a search looks at one order at a time.
  private static let asked = "label=cause%3Alightning&review=1"

  private func house() throws -> ConsoleHouse {
    try ConsoleHouse(searchBounds: SearchBounds(page: .orders(1), count: .orders(1)))
  }

  @Test(
    "the page says how far it looked and links to where it goes on", arguments: ["", "&lang=en"])
  func page(_ language: String) async throws {
    let house = try house()
    let first = try await house.ask("/orders?\(Self.asked)\(language)").text
    #expect(first.contains(language.isEmpty ? "已查到 20" : "Looked back to 20"))
    #expect(first.contains(language.isEmpty ? "继续往前找" : "Go on looking"))
    #expect(!first.contains("没有符合的工单") && !first.contains("No order meets all of this"))
    #expect(first.contains("<small>0+</small>") && first.contains("orders.csv"))
    let link = try #require(first.firstMatch(of: #/rel="next" href="(/orders\?[^"]+)"/#)?.1)
    let next = link.replacing("&amp;", with: "&")
    #expect(next.contains("after=") && next.contains("cause%3Alightning"))
    let last = try await house.ask(String(next)).text
    #expect(last.contains(language.isEmpty ? "没有符合的工单" : "No order meets all of this"))
    #expect(!last.contains("rel=\"next\""))
  }

  @Test("programs follow `next` while there is `more` and get every order once")
  func interface() async throws {
    let house = try house()
    for (asked, ids) in [
      (Self.asked, []), ("", [ConsoleHouse.hostileId, ConsoleHouse.plainId]),
    ] {
      var query = asked.isEmpty ? "" : "?" + asked
      var seen: [String] = []
      var unfinished = 0
      while true {
        let reply = try await house.ask("/api/v1/orders" + query)
        let page = try #require(
          JSONSerialization.jsonObject(with: Data(reply.text.utf8)) as? [String: Any])
        let orders = try #require(page["orders"] as? [[String: Any]])
        seen += orders.compactMap { $0["id"] as? String }
        if page["unfinished"] as? Bool == true {
          unfinished += 1
          #expect((page["searched_to"] as? String)?.count == 16)
        }
        guard page["more"] as? Bool == true else { break }
        query = try #require(page["next"] as? String)
      }
      #expect(seen.sorted() == ids && unfinished > 0)
    }
  }

  @Test("the CSV of a search holds all of it, however often the search is ended")
  func download() async throws {
    let house = try house()
    let all = try await house.ask("/api/v1/orders.csv").text
    #expect(all.split(separator: "\r\n").count == 3)
    let none = try await house.ask("/api/v1/orders.csv?\(Self.asked)").text
    #expect(none.split(separator: "\r\n").count == 1)
  }
}
