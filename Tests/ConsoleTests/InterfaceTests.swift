import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import Console

@Suite("The JSON interface")
struct InterfaceTests {
  private func document(_ house: ConsoleHouse) async throws -> [String: Any] {
    let text = try await house.ask("/openapi.json").text
    return try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func example(_ path: String) -> String {
    path.replacing("{pack}", with: "t").replacing("{table}", with: "causes.csv")
      .replacing("{id}", with: path.contains("rules") ? "t.storm" : ConsoleHouse.hostileId)
  }

  @Test("every address of openapi.json answers with what is described, by GET and by POST")
  func described() async throws {
    let house = try ConsoleHouse()
    let paths = try #require(try await document(house)["paths"] as? [String: [String: Any]])
    #expect(paths.count >= 10)
    for (path, methods) in paths {
      if let get = methods["get"] as? [String: Any] {
        let reply = try await house.ask(example(path))
        // The daemon of this house takes no orders.
        #expect(reply.status == (path == "/health" ? 503 : 200), "\(path)")
        if path.contains(".csv") || path.contains("{table}") {
          #expect(reply.headers[.contentType]?.hasPrefix("text/csv") == true, "\(path)")
          #expect(content(of: get)["text/csv"] != nil, "\(path)")
        } else {
          try compare(reply.text, with: get, path)
        }
      }
      if let post = methods["post"] as? [String: Any] {
        let body =
          path.hasSuffix("corrections")
          ? "label=cause:lightning"
          : "text=x&source=\(Query.encoded(SpoolSource.pack("t", house) ?? ""))"
        let reply = try await house.change(example(path), body)
        #expect(reply.status == 200, "\(path): \(reply.text)")
        try compare(reply.text, with: post, path)
      }
    }
  }

  /// What a good answer holds, by media type.
  private func content(of operation: [String: Any]) -> [String: Any] {
    let responses = operation["responses"] as? [String: Any]
    return (responses?["200"] as? [String: Any])?["content"] as? [String: Any] ?? [:]
  }

  /// Members that must be there, and their types.
  private func compare(_ text: String, with operation: [String: Any], _ path: String) throws {
    let answer = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let media = content(of: operation)["application/json"] as? [String: Any]
    let schema = try #require(media?["schema"] as? [String: Any])
    let properties = schema["properties"] as? [String: [String: String]] ?? [:]
    for name in try #require(schema["required"] as? [String]) {
      let value = answer[name]
      let fits =
        switch properties[name]?["type"] {
        case "string": value is String
        case "integer": value is Int
        case "boolean": value is Bool
        case "array": value is [Any]
        case "object": value is [String: Any]
        default: false
        }
      #expect(fits, "\(path): \(name)")
    }
  }

  @Test("every route of the interface is described")
  func complete() async throws {
    let house = try ConsoleHouse()
    let paths = try #require(try await document(house)["paths"] as? [String: Any])
    for route in house.site.router().routes where "\(route.path)".hasPrefix("/api") {
      let path = "\(route.path)".split(separator: "/").map {
        $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0)
      }.joined(separator: "/")
      let methods = paths["/" + path] as? [String: Any]
      #expect(methods?[route.method.rawValue.lowercased()] != nil, "\(route.method) /\(path)")
    }
  }

  @Test("metrics are Prometheus text, health says when no orders are taken")
  func health() async throws {
    let house = try ConsoleHouse()
    #expect(try await house.ask("/metrics").headers[.contentType]?.hasPrefix("text/plain") == true)
    #expect(try await house.ask("/health").status == 503)
    #expect(try await house.ask("/api/v1/orders/nobody").status == 404)
  }
}
