internal import Workbench

/// The description of the JSON interface; a test holds it against the routes.
enum OpenAPI {
  static var document: JSONValue {
    .members([
      "openapi": .string("3.1.0"),
      "info": .members([
        "title": .string("Suqiu console"), "version": .string("1"),
        "description": .string("What the pages show, as JSON. Loopback only."),
      ]),
      "paths": .object(paths),
    ])
  }

  private static var paths: [(key: String, value: JSONValue)] { [] }
}
