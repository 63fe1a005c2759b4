import ArgumentParser

/// What the program says to scripts.
enum ExitStatus {
  /// Lint errors, failed examples, a gate not met, differences.
  static let findings = ExitCode(1)
  /// Usage, a missing folder, unreadable rules.
  static let couldNotRun = ExitCode(2)
}
