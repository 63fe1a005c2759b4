import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

/// The built `suqiu`, run as a process.
enum Program {
  /// It lies beside the test bundle.
  static let path: String = {
    let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: bundle ?? "").deletingLastPathComponent().path + "/suqiu"
  }()

  /// The root of the repository.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// What a run came to.
  struct Outcome {
    var status: Int32
    var output: [UInt8]
    var errors: String

    var lines: [[UInt8]] {
      output.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init).dropLast()
    }

    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// Runs to the end.
  ///
  /// Streams are files, so that no pipe can fill up.
  static func run(
    _ arguments: [String], in folder: TemporaryFolder, input: [UInt8] = [],
    environment: [String: String] = [:], seconds: Double = 120
  ) async throws -> Outcome {
    let name = "run-\(UUID().uuidString)"
    try folder.write(input, to: name + "/in")
    let running = try RunningProgram(
      arguments, currentFolder: folder.path, input: folder.path + "/\(name)/in",
      output: try folder.write("", to: name + "/out"),
      errors: try folder.write("", to: name + "/err"), environment: environment)
    let status = try await running.waitForExit(seconds: seconds)
    return Outcome(
      status: status,
      output: Array(FileManager.default.contents(atPath: folder.path + "/\(name)/out") ?? Data()),
      errors: try String(contentsOfFile: folder.path + "/\(name)/err", encoding: .utf8))
  }
}

/// A program under way; killed when the test lets go of it.
final class RunningProgram: Sendable {
  struct TooSlow: Error, CustomStringConvertible {
    var description: String
  }

  let pid: pid_t
  private let status: Exit

  private final class Exit: Sendable {
    let value = Mutex<Int32?>(nil)
  }

  init(
    _ arguments: [String], currentFolder: String, input: String = "/dev/null", output: String,
    errors: String, environment: [String: String] = [:], program: String = Program.path
  ) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: currentFolder)
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = FileHandle(forReadingAtPath: input)
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    let exit = Exit()
    process.terminationHandler = { ended in
      let signal: Int32 = ended.terminationReason == .uncaughtSignal ? 128 : 0
      exit.value.withLock { $0 = signal + ended.terminationStatus }
    }
    try process.run()
    pid = process.processIdentifier
    status = exit
  }

  deinit { if isRunning { send(SIGKILL) } }

  var isRunning: Bool { status.value.withLock { $0 == nil } }

  func send(_ signal: Int32) { kill(pid, signal) }

  /// The exit status; 128 and more for a signal.
  func waitForExit(seconds: Double) async throws -> Int32 {
    let isOver = try await eventually(within: seconds) { !self.isRunning }
    guard isOver, let value = status.value.withLock({ $0 }) else {
      send(SIGKILL)
      throw TooSlow(description: "the program did not end within \(seconds) s")
    }
    return value
  }
}

/// Asks again and again until something holds; false when it does not in time.
func eventually(within seconds: Double, _ condition: () throws -> Bool) async throws -> Bool {
  let end = ContinuousClock.now + .seconds(seconds)
  while try !condition() {
    guard ContinuousClock.now < end else { return false }
    try await Task.sleep(for: .milliseconds(10))
  }
  return true
}
