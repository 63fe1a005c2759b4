/// Everything the daemon tells: one case, one log line.
///
/// Facts only, never the text of an order.
package enum PipelineEvent: Equatable, Sendable {
  case ready(inbox: String, instance: String, mode: WatchMode)
  case stopping
  case stopped(published: Int, quarantined: Int)
  case failed(String)

  /// `took`: milliseconds from the claim to the outbox.
  case published(id: ClaimId, name: FileName, sourceBytes: Int, resultBytes: Int, took: Int)
  case nameTaken(id: ClaimId)
  case quarantined(id: ClaimId, name: FileName, code: String)
  case leftInPlace(kind: String, inode: UInt64, name: FileName)
  case cannotClaim(inode: UInt64, name: FileName, SystemFailure)
  case stillWritten(id: ClaimId)
  case resultVanished(id: ClaimId)

  case recovered(instance: String, again: Int, published: Int, archived: Int, dropped: Int)
  case inboxReplaced
  case hintsLost
  case watchUnavailable(SystemFailure)
  case paused(PauseReason)
  case resumed(afterSeconds: Int)
  case archiveCleaned(files: Int)
  /// The index met orders of the archive it had not; `took` in milliseconds.
  case historyCaughtUp(files: Int, orders: Int, gone: Int, took: Int)
  case historyUnavailable(String)
  /// A rule or label that is silent or explodes; `name` is its id.
  case volumeUnusual(kind: String, name: String, orders: Int, hours: Int)

  /// The console answers there; changes ask for the word in the file.
  case consoleReady(address: String, token: String)
  case consoleUnavailable(String)
  /// Somebody corrected an order or saved rules at the console.
  case consoleChange(kind: String, target: String)
  /// Nothing is delivered to the sink until it works again.
  case sinkFailing(sink: String, why: String)
  case sinkWorking(sink: String)
  case sinkDeadLetter(sink: String, id: ClaimId, why: String)

  /// `target`: a label or a rule; `isNew`: nobody had said it of this text.
  case feedbackTaken(kind: String, target: String, isNew: Bool, isPutBack: Bool)
  case feedbackRefused(code: String)
  case feedbackFailed(SystemFailure)

  case rulesAccepted(digest: String, label: String)
  case rulesRefused(report: String)
  case lastGoodRulesInUse(digest: String, label: String)
  case lastGoodRulesNotKept(SystemFailure)
  case ruleSwitchedOff(rule: String)

  /// How the inbox is watched.
  package enum WatchMode: String, Sendable {
    case events, polling
  }

  /// How loud the line is.
  package enum Level: String, Sendable {
    case debug, info, warning, error
  }
}
