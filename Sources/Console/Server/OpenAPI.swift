internal import Workbench

/// The description of the JSON interface; a test holds it against the routes and their answers.
enum OpenAPI {
  /// One address and method.
  private struct Operation {
    var path: String
    var method = "get"
    var summary: String
    var parameters: [JSONValue] = []
    /// Members every answer has, with their types.
    var answer: [(String, String)] = []
    var form: [(String, String)] = []
    var isChange = false
    var mayBeMissing = false
    /// A table as CSV, not JSON.
    var isTable = false
    /// Made of the index, which may not be there or be busy.
    var isReport = false
  }

  static var document: JSONValue {
    var paths: [(key: String, value: JSONValue)] = []
    for operation in operations {
      let value = JSONValue.object([(operation.method, json(operation))])
      if let place = paths.firstIndex(where: { $0.key == operation.path }),
        case .object(let methods) = paths[place].value, case .object(let more) = value
      {
        paths[place].value = .object(methods + more)
      } else {
        paths.append((operation.path, value))
      }
    }
    return .members([
      "openapi": .string("3.1.0"),
      "info": .members([
        "title": .string("Suqiu console"), "version": .string("1"),
        "description": .string("What the pages show, as JSON. Served on this machine only."),
      ]),
      "paths": .object(paths),
      "components": .members([
        "securitySchemes": .members([
          "token": .members(["type": .string("http"), "scheme": .string("bearer")])
        ]),
        "schemas": .members([
          "Problem": object([("error", "object")])
        ]),
      ]),
    ])
  }

  private static let searches = [
    "label", "rule", "unit", "city", "hall", "from", "to", "digest", "number", "review", "after",
  ]

  private static var operations: [Operation] {
    [
      Operation(
        path: "/health", summary: "Whether orders are taken; 503 when not",
        answer: [("state", "string"), ("ok", "boolean")]),
      Operation(
        path: "/api/v1/status", summary: "What the daemon is doing",
        answer: [("state", "string"), ("backlog", "integer"), ("rules", "object")]),
      Operation(
        path: "/api/v1/overview", summary: "The first page", parameters: [lang],
        answer: [("status", "object"), ("counts", "object")]),
      Operation(
        path: "/api/v1/orders", summary: "A page of orders, newest first",
        parameters: [lang] + searches.map { query($0) },
        answer: [("orders", "array"), ("count", "integer"), ("more", "boolean")]),
      Operation(
        path: "/api/v1/orders/{id}", summary: "One order with evidence, why, and why not",
        parameters: [place("id"), lang, query("why")],
        answer: [("id", "string"), ("time", "string"), ("rules", "array")], mayBeMissing: true),
      Operation(
        path: "/api/v1/review", summary: "The newest order a person is asked for",
        parameters: [lang, query("after")], answer: [("has_order", "boolean"), ("left", "integer")]),
      Operation(
        path: "/api/v1/packs", summary: "All packs of rules",
        answer: [("packs", "array"), ("rule_count", "integer")]),
      Operation(
        path: "/api/v1/packs/{pack}", summary: "The rules of a pack",
        parameters: [place("pack"), lang], answer: [("pack", "string"), ("rules", "array")],
        mayBeMissing: true),
      Operation(
        path: "/api/v1/rules/{id}", summary: "The card of a rule", parameters: [place("id"), lang],
        answer: [("rule", "string"), ("hits", "integer"), ("says", "array")], mayBeMissing: true),
      Operation(
        path: "/api/v1/orders.csv",
        summary: "What a search finds as CSV, newest first, at most 100000 rows",
        parameters: [lang] + searches.map { query($0) }, isTable: true),
      Operation(
        path: "/api/v1/rules.csv", summary: "All rules as CSV", parameters: [lang], isTable: true),
      Operation(
        path: "/api/v1/report", summary: "The analysis of a period, its tables",
        parameters: [lang] + ["from", "to", "by"].map { query($0) },
        answer: [("from", "string"), ("orders", "integer"), ("parts", "array")], isReport: true),
      Operation(
        path: "/api/v1/report/{table}", summary: "One table of it as CSV, such as causes.csv",
        parameters: [place("table"), lang] + ["from", "to", "by"].map { query($0) },
        mayBeMissing: true, isTable: true, isReport: true),
      Operation(
        path: "/api/v1/try", method: "post",
        summary: "What the rules, or a changed pack, make of a text", parameters: [lang],
        answer: [("tried", "boolean")],
        form: [
          ("text", "The text"), ("pack", "A pack"), ("source", "The pack as changed"),
          ("why", "A label"), ("archive", "1 tries the pack on archived orders too"),
        ]),
      Operation(
        path: "/api/v1/orders/{id}/corrections", method: "post",
        summary: "Say that an order should have a label, or that a rule was wrong",
        parameters: [place("id"), lang], answer: [("message", "string")],
        form: [("label", "A label it should have"), ("rule", "A rule that was wrong")],
        isChange: true),
      Operation(
        path: "/api/v1/packs/{pack}", method: "post",
        summary: "Write a pack; lint and all examples must hold",
        parameters: [place("pack"), lang],
        answer: [("message", "string")],
        form: [("source", "The pack"), ("began", "SHA-256 of the pack as the editing began")],
        isChange: true),
    ]
  }

  // MARK: Parts

  private static func json(_ operation: Operation) -> JSONValue {
    var answers: [(key: String, value: JSONValue)] = [
      (
        "200",
        operation.isTable
          ? answer("Fine", .members(["type": .string("string")]), "text/csv")
          : answer("Fine", object(operation.answer))
      )
    ]
    var failures = ["421"]
    if operation.path == "/health" || operation.isReport || operation.isTable {
      failures.append("503")
    }
    if operation.isReport { failures.append("422") }
    if operation.mayBeMissing || operation.isChange { failures.append("404") }
    if operation.method == "post" { failures += ["403", "408", "413"] }
    if operation.isChange { failures += ["401", "409", "422", "500"] }
    answers += failures.sorted().map { ($0, answer("What is wrong, in a sentence", problem)) }
    return .members([
      "summary": .string(operation.summary),
      "parameters": operation.parameters.isEmpty ? nil : .array(operation.parameters),
      "security": operation.isChange
        ? .array([.members(["token": .array([])])]) : nil,
      "requestBody": operation.form.isEmpty ? nil : form(operation.form),
      "responses": .object(answers),
    ])
  }

  private static let problem = JSONValue.members(["$ref": .string("#/components/schemas/Problem")])

  private static func answer(
    _ words: String, _ schema: JSONValue, _ media: String = "application/json"
  ) -> JSONValue {
    .members([
      "description": .string(words),
      "content": .object([(media, .members(["schema": schema]))]),
    ])
  }

  private static func object(_ members: [(String, String)]) -> JSONValue {
    .members([
      "type": .string("object"), "required": .strings(members.map(\.0)),
      "properties": .object(members.map { ($0.0, .members(["type": .string($0.1)])) }),
    ])
  }

  private static func form(_ fields: [(String, String)]) -> JSONValue {
    let properties = fields.map { name, words in
      (
        key: name,
        value: JSONValue.members(["type": .string("string"), "description": .string(words)])
      )
    }
    let schema = JSONValue.members([
      "type": .string("object"), "properties": .object(properties),
    ])
    return .members([
      "content": .members(["application/x-www-form-urlencoded": .members(["schema": schema])])
    ])
  }

  private static let lang = JSONValue.members([
    "name": .string("lang"), "in": .string("query"),
    "schema": .members(["type": .string("string"), "enum": .strings(["zh", "en"])]),
  ])

  private static func query(_ name: String) -> JSONValue {
    .members([
      "name": .string(name), "in": .string("query"),
      "schema": .members(["type": .string("string")]),
    ])
  }

  private static func place(_ name: String) -> JSONValue {
    .members([
      "name": .string(name), "in": .string("path"), "required": .bool(true),
      "schema": .members(["type": .string("string")]),
    ])
  }
}
