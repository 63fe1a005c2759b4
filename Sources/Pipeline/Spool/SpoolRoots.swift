internal import Glibc

/// The folders all instances share, open for the life of the daemon.
///
/// ```
/// spool/   inbox  work/<instance>  done/<instance>  archive/<day>  quarantine  feedback/…
/// outbox/  .stage/<instance>
/// ```
struct SpoolRoots: Sendable {
  let spool: Folder
  let work: Folder
  let done: Folder
  let archive: Folder
  let quarantine: Folder
  let feedback: Folder
  let outbox: Folder
  let stageRoot: Folder
  /// Whether one write-back covers both the spool and the outbox.
  let isOneDevice: Bool

  /// Makes what is missing and opens it.
  ///
  /// The spool, its inbox and the outbox are made at the start and never again: later a missing one looks
  /// just like a share that is not mounted.
  init(settings: Settings, files: FileSystem, isStart: Bool) throws(PipelineFailure) {
    do throws(SystemFailure) {
      spool =
        try isStart
        ? files.makeFolder(path: settings.spool, mode: 0o751)
        : files.openFolder(path: settings.spool)
      if isStart { _ = try files.makeFolder("inbox", in: spool, mode: 0o2770) }
      work = try files.makeFolder("work", in: spool, mode: 0o700)
      done = try files.makeFolder("done", in: spool, mode: 0o700)
      archive = try files.makeFolder("archive", in: spool, mode: 0o750)
      quarantine = try files.makeFolder("quarantine", in: spool, mode: 0o750)
      feedback = try files.makeFolder("feedback", in: spool, mode: 0o2770)
      for kind in FeedbackTargets.Kind.allCases {
        _ = try files.makeFolder(kind.folder, in: feedback, mode: 0o2770)
      }
    } catch {
      throw PipelineFailure.folder(path: settings.spool, error)
    }
    do throws(SystemFailure) {
      outbox =
        try isStart
        ? files.makeFolder(path: settings.outbox, mode: 0o2750)
        : files.openFolder(path: settings.outbox)
      stageRoot = try files.makeFolder(".stage", in: outbox, mode: 0o700)
      isOneDevice = try files.facts(of: spool).device == files.facts(of: outbox).device
    } catch {
      throw PipelineFailure.folder(path: settings.outbox, error)
    }
  }
}
