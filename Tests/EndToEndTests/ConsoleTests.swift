import Foundation
import TestSupport
import Testing

/// The console as a person uses it, in a real browser.
@Suite("The console in a browser", .serialized)
struct ConsoleTests {
  static let chromium = FileManager.default.isExecutableFile(atPath: "/usr/bin/chromedriver")

  @Test(
    "open, search, ask why, correct, edit a rule, save, see it live; hostile text stays text",
    .enabled(if: chromium && TortureTests.python != nil))
  func person() async throws {
    let folder = try TemporaryFolder()
    let printed = try folder.write("", to: "printed")
    let running = try RunningProgram(
      ["\(Program.root)/Scripts/console.py", Program.path], currentFolder: folder.path,
      output: printed, errors: printed, program: try #require(TortureTests.python))
    let status = try await running.waitForExit(seconds: 240)
    let text = try String(contentsOfFile: printed, encoding: .utf8)
    #expect(status == 0, "\(text)")
  }
}
