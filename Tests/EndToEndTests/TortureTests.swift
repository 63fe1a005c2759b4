import Foundation
import TestSupport
import Testing

/// Bounded slices of `make torture`, on the debug build.
///
/// One after the other: what is killed at a random moment should not wait for its neighbour.
@Suite("Torture", .serialized)
struct TortureTests {
  static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  static let strace = FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")

  /// Runs a script of `Scripts/torture` and gives what it printed.
  private func torture(_ script: String, _ arguments: String...) async throws -> String {
    let folder = try TemporaryFolder()
    let printed = try folder.write("", to: "printed")
    let running = try RunningProgram(
      ["\(Program.root)/Scripts/torture/\(script)"] + arguments, currentFolder: folder.path,
      output: printed, errors: printed,
      environment: ["TORTURE_SUQIU": Program.path, "TORTURE_QUICK": "1"],
      program: try #require(Self.python))
    let status = try await running.waitForExit(seconds: 300)
    let text = try String(contentsOfFile: printed, encoding: .utf8)
    #expect(status == 0, "\(script): \(text)")
    return text
  }

  @Test("twenty rounds of kill -9: 0 lost, 0 doubled, 0 torn", .enabled(if: python != nil))
  func killLoop() async throws {
    let text = try await torture("kill_loop.py", "--rounds", "20")
    #expect(text.contains("20 rounds"))
    #expect(text.contains("0 lost, 0 doubled, 0 torn, 0 other"), "\(text)")
  }

  @Test(
    "dead at every 29th system call: one result each after the next start",
    .enabled(if: python != nil && strace))
  func killAtSystemCalls() async throws {
    _ = try await torture("every_syscall.py", "kill", "--step", "29")
  }

  @Test(
    "an error at every 53rd system call: one result each after the next start",
    .enabled(if: python != nil && strace))
  func failingSystemCalls() async throws {
    _ = try await torture("every_syscall.py", "error", "--step", "53")
  }

  @Test("all ways files arrive, and an inbox that is replaced", .enabled(if: python != nil))
  func senders() async throws {
    _ = try await torture("senders.py")
  }

  @Test("three thousand files at once for one, two and four daemons", .enabled(if: python != nil))
  func flood() async throws {
    _ = try await torture("flood.py")
  }

  @Test(
    "odd worlds: other file systems, no renameat2, no descriptors, systemd",
    .enabled(if: python != nil && strace))
  func worlds() async throws {
    _ = try await torture(
      "worlds.py", "archive", "outbox", "bind", "renameat2", "fsync", "systemd",
      "descriptors")
  }
}
