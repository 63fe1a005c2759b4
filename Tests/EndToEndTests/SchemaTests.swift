import Foundation
import TestSupport
import Testing

/// `suqiu schema`, held against real results and the shipped rules by a validator that is not ours.
@Suite(.timeLimit(.minutes(5)))
struct SchemaTests {
  /// Waits without holding a thread of the pool: the other tests need it.
  private func python(_ arguments: [String]) async throws -> (status: Int32, text: String) {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let output = try folder.write("", to: "output")
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = process.standardOutput
    try process.run()
    defer { if process.isRunning { process.terminate() } }
    _ = try await eventually(within: 240) { !process.isRunning }
    return (
      process.isRunning ? -1 : process.terminationStatus,
      try String(contentsOfFile: output, encoding: .utf8)
    )
  }

  /// Whether the validator is installed; a few milliseconds.
  private static let hasValidator: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import jsonschema, yaml"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  @Test(
    "results and rule files satisfy the schemas",
    .enabled(if: hasValidator, "SKIPPED: python3 with jsonschema and yaml is not installed"))
  func validator() async throws {
    let outcome = try await python([
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
