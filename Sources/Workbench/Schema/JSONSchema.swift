/// Pieces of a JSON Schema 2020-12, put together as values.
package struct JSONSchema: Sendable {
  package var members: [(key: String, value: JSONValue)]

  init(_ members: [(key: String, value: JSONValue)]) { self.members = members }

  /// The schema as JSON.
  package var json: JSONValue { .object(members) }

  static let string = JSONSchema([("type", .string("string"))])
  static let boolean = JSONSchema([("type", .string("boolean"))])

  static func integer(from least: Int? = nil, to most: Int? = nil) -> JSONSchema {
    JSONSchema(
      [("type", .string("integer"))]
        + (least.map { [("minimum", .number($0))] } ?? [])
        + (most.map { [("maximum", .number($0))] } ?? []))
  }

  static func word(_ words: some Sequence<String>) -> JSONSchema {
    JSONSchema([("enum", .strings(words))])
  }

  static func constant(_ text: String) -> JSONSchema { JSONSchema([("const", .string(text))]) }

  static func text(matching pattern: String) -> JSONSchema {
    JSONSchema([("type", .string("string")), ("pattern", .string(pattern))])
  }

  static func list(of items: JSONSchema, atLeast least: Int? = nil) -> JSONSchema {
    JSONSchema(
      [("type", .string("array")), ("items", items.json)]
        + (least.map { [("minItems", .number($0))] } ?? []))
  }

  static func reference(_ name: String) -> JSONSchema {
    JSONSchema([("$ref", .string("#/$defs/\(name)"))])
  }

  static func any(of choices: JSONSchema...) -> JSONSchema {
    JSONSchema([("anyOf", .array(choices.map(\.json)))])
  }

  /// One value or a list of such values, as rule files allow.
  static func oneOrMore(_ item: JSONSchema) -> JSONSchema { .any(of: item, .list(of: item)) }

  static func orNull(_ schema: JSONSchema) -> JSONSchema {
    .any(of: schema, JSONSchema([("type", .string("null"))]))
  }

  /// A table; `isClosed` refuses keys that are not named.
  static func table(
    _ properties: [(key: String, schema: JSONSchema)], required: [String] = [],
    isClosed: Bool = false
  ) -> JSONSchema {
    JSONSchema(
      [("type", .string("object"))]
        + (required.isEmpty ? [] : [("required", .strings(required))])
        + [("properties", .object(properties.map { ($0.key, $0.schema.json) }))]
        + (isClosed ? [("additionalProperties", .bool(false))] : []))
  }

  /// A table with any keys of a form, and values of one kind.
  static func table(ofAny value: JSONSchema, named pattern: String) -> JSONSchema {
    JSONSchema([
      ("type", .string("object")),
      ("propertyNames", .object([("pattern", .string(pattern))])),
      ("additionalProperties", value.json),
    ])
  }

  /// A table with any keys and values of one kind.
  static func table(ofAny value: JSONSchema) -> JSONSchema {
    JSONSchema([("type", .string("object")), ("additionalProperties", value.json)])
  }

  /// With the text editors show under the pointer.
  func described(_ text: String) -> JSONSchema {
    JSONSchema([("description", .string(text))] + members)
  }

  /// A whole schema document.
  static func document(
    id: String, title: String, root: [(key: String, value: JSONValue)],
    definitions: [(key: String, schema: JSONSchema)]
  ) -> JSONValue {
    .object(
      [
        ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
        ("$id", .string(id)), ("title", .string(title)),
      ] + root + [("$defs", .object(definitions.map { ($0.key, $0.schema.json) }))])
  }
}
