/// Everything that can be set about the daemon.
///
/// The defaults run: `spool/` and `outbox/` here.
package struct Settings: Sendable {
  /// When results count as safe.
  package enum Durability: String, Sendable, CaseIterable {
    /// One `syncfs` per batch on local disks, `fsync` per file elsewhere.
    case auto
    /// `fsync` per file and folder.
    case fsync
    /// None; only for tests and benchmarks.
    case off
  }

  /// What is done about an order that comes again with the same name and content.
  package enum Duplicates: String, Sendable, CaseIterable {
    /// Nothing: two deliveries, two results.
    case keep
    /// Its result names the delivery before it, within a day.
    case flag
  }

  /// The folder of the daemon; made when missing, its inbox too.
  package var spool: String
  /// The folder downstream reads; made when missing.
  package var outbox: String
  /// What this daemon is called in locks and folders; the next free number is added to it.
  package var instance = "main"
  /// The `source` of every result.
  package var source = "/suqiu/main"
  package var durability = Durability.auto
  package var duplicates = Duplicates.keep
  package var readiness = Readiness()
  package var limits = Limits()
  package var times = Times()
  /// Days archived and refused files are kept before they are deleted; nil = for ever.
  package var archiveDays: Int? = 30
  package var quarantineDays: Int? = 30
  /// Whether log lines may hold file names; they may hold names of customers.
  package var logsNames = false

  /// Whether the history index is kept up; orders never depend on it.
  package var keepsHistory = true

  /// Where results are sent besides the outbox.
  package var sinks: [SinkSettings] = []

  package init(spool: String = "spool", outbox: String = "outbox") {
    self.spool = spool
    self.outbox = outbox
  }

  /// When a file in the inbox counts as complete; milliseconds on the monotonic clock.
  package struct Readiness: Sendable {
    /// Unchanged time of a file written in place.
    package var quiet = 500
    /// The same for a file that came as a hard link, or whose writer was never seen to close it.
    package var linkQuiet = 1_000
    /// The same where the system does not tell whether somebody is writing.
    package var unknownWriterQuiet = 2_000
    /// The same on file systems other machines write to, and how often these are looked at.
    package var remoteQuiet = 10_000
    package var remotePolls = 3
    package var remoteInterval = 2_000
    /// When a file that is open for writing is looked at again.
    package var busyRetry = 250
    /// Set to `.done` when senders announce each file by an empty `<name>.done`.
    package var markerSuffix: String?
    /// Name endings of files that are not complete by their sender's own word.
    package var ignoredSuffixes = [".tmp", ".part", ".filepart", ".crdownload", "~"]

    package init() {}

    /// For `--once`: only an open writer keeps a file back.
    mutating func waitForNothing() {
      quiet = 0
      linkQuiet = 0
      unknownWriterQuiet = 0
      remoteQuiet = 0
      remotePolls = 0
    }
  }

  /// Bounds that keep memory and disks from filling.
  package struct Limits: Sendable {
    /// Bytes an order may have.
    package var orderBytes = 4 << 20
    package var batchFiles = 64
    /// Bytes of sources in one batch.
    package var batchBytes = 8 << 20
    /// Results that may wait in the outbox before no more are written; nil = any number.
    package var outboxFiles: Int?
    /// Free room below which nothing is taken any more.
    package var freeBytes: UInt64 = 16 << 20
    package var freeInodes: UInt64 = 256

    package init() {}
  }

  /// Recurring work; milliseconds.
  package struct Times: Sendable {
    /// Full scan of the inbox, whatever the watcher says; dead instances are looked for too.
    package var scan = 30_000
    /// First and longest wait of a paused daemon before it tries again.
    package var firstRetry = 1_000
    package var longestRetry = 30_000
    /// First and longest wait of a sink before it tries again.
    package var sinkFirstRetry = 1_000
    package var sinkLongestRetry = 300_000
    /// Idle time after which the last results are synced and their sources archived.
    package var settle = 50
    /// Status, missing inbox, watchdog.
    package var chores = 1_000
    /// How often the feedback folders are looked at; a file is taken when two looks agree on it.
    package var feedback = 2_000
    /// Retention of archive and quarantine.
    package var retention = 3_600_000
    /// Full look at the rules folder, whatever the watcher says.
    package var rules = 30_000
    /// Quiet time of the rules folder before it is read.
    package var rulesQuiet = 200
    /// Full comparison of the history index with the archive.
    package var historyLook = 600_000
    /// The index is looked for this often even when nothing is archived.
    package var historyIdle = 60_000
    /// How often silent and exploding rules are looked for.
    package var volumes = 600_000
    /// Archived orders are gathered this long before they go into the index together.
    package var historyGather = 1_000

    package init() {}
  }
}
