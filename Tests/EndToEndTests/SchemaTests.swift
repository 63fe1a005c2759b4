import Foundation
import TestSupport
import Testing

/// `suqiu schema`, held against real results and the shipped rules by a validator that is not ours.
@Suite(.timeLimit(.minutes(5)))
struct SchemaTests {
  private static func python(_ arguments: [String]) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  private static let hasValidator = (try? python(["-c", "import jsonschema, yaml"]))?.status == 0

  @Test(
    "results and rule files satisfy the schemas",
    .enabled(if: hasValidator, "SKIPPED: python3 with jsonschema and yaml is not installed"))
  func validator() throws {
    let outcome = try Self.python([
      Program.root + "/Scripts/check-schemas.py", Program.path, Program.root + "/Rules",
      Program.root + "/Corpus/labelled/orders-c.jsonl",
    ])
    #expect(outcome.status == 0, "\(outcome.text)")
  }

  @Test(
    "each schema is JSON that names its version", arguments: ["data", "envelope", "line", "rules"])
  func kinds(_ kind: String) async throws {
    let outcome = try await Program.run(["schema", kind], in: TemporaryFolder())
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect((schema["$id"] as? String)?.hasPrefix("urn:suqiu:") == true)
  }
}
