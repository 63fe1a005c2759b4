import Foundation
import TestSupport
import Testing

/// The sample orders, from the folder to the table people see first.
@Suite(.enabled(if: DemoFiles.areThere), .timeLimit(.minutes(5)))
struct DemoTests {
  @Test("every sample becomes a result with an intent, and quotes that stand in it")
  func samples() async throws {
    let served = try ServedFolder()
    for name in DemoFiles.samples {
      let bytes = FileManager.default.contents(atPath: DemoFiles.folder + "/" + name) ?? Data()
      try served.drop(name, Array(bytes))
    }
    let outcome = try await Program.run(
      ["serve", "--once", "--rules", Program.root + "/Rules"], in: served.folder)
    #expect(outcome.status == 0)
    #expect(try served.results() == DemoFiles.samples.map { $0 + ".json" })
    #expect(try served.names(served.quarantine).isEmpty)
    for name in DemoFiles.samples {
      let result = try served.result(of: name)
      #expect(result.intent != nil, "\(name)")
      #expect(!result.evidence.isEmpty, "\(name)")
    }
  }

  @Test("the demo script prints a row for every sample and leaves when asked to")
  func script() async throws {
    let folder = try TemporaryFolder()
    let output = try folder.write("", to: "out")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [
      Program.root + "/Scripts/run-demo.sh", Program.path, folder.path + "/demo",
    ]
    process.environment = ["PATH": "/usr/bin:/bin", "SUQIU_DEMO_EXIT": "1"]
    process.standardInput = FileHandle(forReadingAtPath: "/dev/null")
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: output)
    try process.run()
    let isOver = try await eventually(within: 180) { !process.isRunning }
    let text = try String(contentsOfFile: output, encoding: .utf8)
    #expect(isOver && process.terminationStatus == 0, "\(text)")
    for name in DemoFiles.samples { #expect(text.contains(name), "\(name)") }
    #expect(text.contains("\(DemoFiles.samples.count) samples"))
  }
}

/// The samples and rules that come with the program.
enum DemoFiles {
  static let folder = Program.root + "/Corpus/samples"

  static let samples: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".txt") }.sorted()

  static let areThere =
    !samples.isEmpty
    && FileManager.default.fileExists(atPath: Program.root + "/Rules/taxonomy.yaml")
}
