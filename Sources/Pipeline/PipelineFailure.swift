/// Why the daemon cannot go on, or not even start; the process ends with status 2.
package enum PipelineFailure: Error, Equatable, Sendable {
  /// A folder cannot be made or opened.
  case folder(path: String, SystemFailure)
  /// Two folders that must share a file system do not (or are two bind mounts of one).
  case separate(from: String, to: String)
  /// All instance names are taken.
  case noInstance(String)
  /// A write-back failed: nothing written since the last one can be trusted, so nothing is.
  case sync(SystemFailure)
  /// No rule set can be used, neither the folder's nor the last good one.
  case noRules(report: String)
  /// `--once` met something that needs waiting.
  case paused(PauseReason)
}

extension PipelineFailure: CustomStringConvertible {
  /// What, why, and how to fix it.
  package var description: String {
    switch self {
    case .folder(let path, let failure):
      "cannot use the folder \(path): \(failure); create it or give this user rights on it"
    case .separate(let from, let to):
      """
      cannot rename from \(from) to \(to): they are different mounts; \
      put them on one file system, under systemd below one ReadWritePaths= entry
      """
    case .noInstance(let name):
      "64 daemons named \(name) already run on this spool; stop some or give another --instance"
    case .sync(let failure):
      """
      the disk failed to write back (\(failure)); stopped at once, nothing is lost: \
      check the disk and start again, the batch is redone from its sources
      """
    case .noRules(let report):
      "no rule set can be used, and there is no last good one\n\(report)"
    case .paused(let reason):
      reason.sentence
    }
  }
}
