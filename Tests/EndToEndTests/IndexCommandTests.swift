import Foundation
import TestSupport
import Testing

/// `suqiu index` with the built program.
@Suite(.timeLimit(.minutes(2)))
struct IndexCommandTests {
  @Test("it tells what was read, what the index holds and for which days, word for word")
  func told() async throws {
    let served = try ServedFolder()
    for name in ["a.txt", "b.txt"] {
      try served.drop(name, "受理时间：2026-07-12 08:30\n受理内容：停电\n")
    }
    _ = try await served.once()
    let built = try await index(served, "--rebuild")
    #expect(built.status == 0, "\(built.errors)")
    #expect(
      masked(built.text) == """
        2 files read, 2 orders added, 0 files gone from the archive
        the index holds 2 orders, DAY … DAY

        """)
    let again = try await index(served)
    #expect(
      masked(again.text) == """
        0 files read, 0 orders added, 0 files gone from the archive
        the index holds 2 orders, DAY … DAY

        """)
  }

  private func index(_ served: ServedFolder, _ more: String...) async throws -> Program.Outcome {
    try await Program.run(["index", "--spool", "spool", "--rules", "Rules"] + more, in: served.folder)
  }

  /// Days may be those of the test's own run.
  private func masked(_ text: String) -> String {
    text.replacing(/\d{4}-\d{2}-\d{2}/, with: "DAY")
  }
}
