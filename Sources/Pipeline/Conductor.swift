internal import Glibc
internal import Matching

/// The loop: sees, claims, works, waits.
///
/// Lives on one thread and owns everything it touches.
final class Conductor {
  /// Why the loop ended.
  enum Ending {
    case stopped
    /// The outbox or the spool is another folder now: everything is opened anew, and recovery
    /// tells where each order stands.
    case reopen
  }

  private let settings: Settings
  private let surroundings: Surroundings
  private let rules: ActiveRules
  private let wake: WakeSignal
  private let reporter: StatusReporter
  private let worker: Worker
  private let inbox: Inbox
  private let room: RoomGuard
  private let retention: Retention
  private var feedback: FeedbackIntake
  private var rulesInUse: String
  private var isRecovered = false
  private var pause: Pause?
  private var lastWork: UInt64 = 0
  private var nextScan: UInt64 = 0
  private var nextRetention: UInt64 = 0
  private var nextFeedback: UInt64 = 0
  private var nextChores: UInt64 = 0
  /// When the status is written next within a long file.
  private var nextReport: UInt64 = 0

  init(
    folders: consuming SpoolFolders, settings: Settings, surroundings: Surroundings,
    rules: ActiveRules, wake: WakeSignal, board: StatusBoard, isOnce: Bool,
    news: [ArchiveNews] = []
  ) {
    self.settings = settings
    self.surroundings = surroundings
    self.rules = rules
    self.wake = wake
    let roots = folders.roots
    let files = surroundings.files
    reporter = StatusReporter(
      board: board, roots: roots, instance: folders.own.name, settings: settings,
      surroundings: surroundings)
    inbox = Inbox(
      spool: roots.spool, readiness: settings.readiness, usesHints: !isOnce,
      surroundings: surroundings)
    room = RoomGuard(limits: settings.limits, roots: roots, files: files)
    retention = Retention(
      archiveDays: settings.archiveDays, quarantineDays: settings.quarantineDays, roots: roots,
      files: files)
    let engine = rules.engine
    rulesInUse = engine.digest
    feedback = FeedbackIntake(
      roots: roots, stage: folders.own.stage, engine: engine, surroundings: surroundings)
    worker = Worker(
      folders: folders, settings: settings, engine: engine, counts: board.current.counts,
      surroundings: surroundings)
    worker.news = news
    worker.whileWorking = { [unowned self] in
      let now = self.surroundings.clocks.monotonic()
      self.reporter.beat(at: now)
      guard now >= self.nextReport else { return }
      self.nextReport = now + Nanoseconds.milliseconds(settings.times.chores)
      self.report()
    }
  }

  // MARK: Serving

  /// Works until the bell says stop.
  func watch() throws(PipelineFailure) -> Ending {
    reporter.foldersAreBack()
    guard try doChores(at: surroundings.clocks.monotonic()) else { return .reopen }
    reporter.ready(mode: inbox.mode)
    while !wake.isStopping {
      let now = surroundings.clocks.monotonic()
      if now >= nextChores, try !doChores(at: now) {
        if waitForFolders() { return .reopen }
        break
      }
      if let pause, pause.retryAt > now {
        wake.wait(alsoFor: nil, nanoseconds: min(pause.retryAt, nextChores) &- now)
        continue
      }
      if try !attempt(at: now) { wait(from: now) }
    }
    reporter.stopping()
    try finish()
    return .stopped
  }

  /// Takes every file without a writer, waits for nothing, and returns.
  func once() throws(PipelineFailure) {
    reporter.ready(mode: .polling)
    do throws(Interruption) {
      guard try inboxIsThere() else { throw Interruption.paused(.missing(.inbox)) }
      var didSome = true
      while didSome && !wake.isStopping {
        inbox.askForScan()
        didSome = false
        while !wake.isStopping {
          let did = try step(at: surroundings.clocks.monotonic())
          didSome = didSome || did
          if !did && !inbox.isScanning { break }
        }
      }
      try worker.settle()
      _ = feedback.look(isLast: true)
    } catch {
      report()
      switch error {
      case .failed(let failure): throw failure
      case .paused(let reason): throw PipelineFailure.paused(reason)
      }
    }
    report()
    reporter.stopped()
  }

  /// The batch in hand completes; what meets a pause now is left to the next start.
  private func finish() throws(PipelineFailure) {
    do throws(Interruption) {
      try worker.run()
      try worker.settle()
    } catch {
      if case .failed(let failure) = error { throw failure }
    }
    report()
    reporter.stopped()
  }

  // MARK: Working

  /// One round, with pauses entered and left; true when something was done.
  private func attempt(at now: UInt64) throws(PipelineFailure) -> Bool {
    do throws(Interruption) {
      let didSome = try step(at: now)
      if let pause {
        self.pause = nil
        reporter.resumed(afterSeconds: Int((now - pause.since) / 1_000_000_000))
      }
      return didSome
    } catch {
      switch error {
      case .failed(let failure): throw failure
      case .paused(let reason):
        if pause == nil {
          pause = Pause(reason, at: now, times: settings.times)
        } else {
          pause?.extend(reason, at: now, times: settings.times)
        }
        reporter.paused(reason)
        return false
      }
    }
  }

  private func step(at now: UInt64) throws(Interruption) -> Bool {
    if !isRecovered {
      try worker.recoverOwn()
      try worker.adoptDead()
      isRecovered = true
    }
    useNewestRules()
    worker.batch.wake(at: now)
    if !worker.batch.isPending {
      if pause != nil { try worker.settle() }
      try claimReady(at: now)
    }
    guard worker.batch.isPending else { return try settleWhenIdle(at: now) }
    defer { lastWork = surroundings.clocks.monotonic() }
    try worker.run()
    return true
  }

  /// The last batch's sources go to the archive when nothing follows it for a moment.
  private func settleWhenIdle(at now: UInt64) throws(Interruption) -> Bool {
    let settle = lastWork + Nanoseconds.milliseconds(settings.times.settle)
    guard !worker.batch.published.isEmpty, settle <= now else { return false }
    try worker.settle()
    return true
  }

  private func useNewestRules() {
    let engine = rules.engine
    guard engine.digest != rulesInUse else { return }
    worker.use(engine)
    feedback.use(engine)
    rulesInUse = engine.digest
  }

  private func claimReady(at now: UInt64) throws(Interruption) {
    try withInbox { () throws(SystemFailure) in try inbox.absorb(at: now) }
    guard let folder = inbox.folder, (inbox.nextDue ?? .max) <= now || pause != nil else { return }
    if let shortage = try withInbox({ () throws(SystemFailure) in try room.shortage() }) {
      throw Interruption.paused(shortage)
    }
    let arrivals = try withInbox { () throws(SystemFailure) in
      try inbox.take(atMost: settings.limits, at: now)
    }
    for (index, arrival) in arrivals.enumerated() {
      do throws(SystemFailure) {
        try claim(arrival, in: folder)
      } catch {
        inbox.giveBack(arrivals[index...], at: now)
        throw Interruption(error, at: .inbox)
      }
    }
  }

  private func claim(_ arrival: Arrival, in folder: Folder) throws(SystemFailure) {
    do throws(SystemFailure) {
      if try worker.claim(arrival.name, in: folder) {
        try inbox.removeMarker(of: arrival.name)
      }
    } catch {
      guard error.code == EACCES || error.code == EPERM else { throw error }
      inbox.putBack(arrival, error)
    }
  }

  /// What was not seen because of a failure must be found again.
  private func withInbox<Answer>(
    _ body: () throws(SystemFailure) -> Answer
  ) throws(Interruption) -> Answer {
    do throws(SystemFailure) {
      return try body()
    } catch {
      inbox.askForScan()
      throw Interruption(error, at: .inbox)
    }
  }

  // MARK: Waiting

  /// Waits for a hint, the next file to look at, or the next chore; settles the last batch.
  private func wait(from now: UInt64) {
    var until = nextChores
    if let pause { until = min(until, pause.retryAt) }
    if pause == nil, let due = inbox.nextDue { until = min(until, due) }
    if let busy = worker.batch.busy.map(\.until).min() { until = min(until, busy) }
    if !worker.batch.published.isEmpty {
      until = min(until, lastWork + Nanoseconds.milliseconds(settings.times.settle))
    }
    guard until > now else { return }
    wake.wait(alsoFor: pause == nil ? inbox.descriptor : nil, nanoseconds: until - now)
  }

  // MARK: Chores

  /// What is due every second; false when the folders are to be opened anew.
  private func doChores(at now: UInt64) throws(PipelineFailure) -> Bool {
    nextChores = now + Nanoseconds.milliseconds(settings.times.chores)
    reporter.beat(at: now)
    guard reporter.foldersAreThere() else { return false }
    do throws(Interruption) {
      reporter.inboxIsMissing(try !inboxIsThere(), isPaused: pause != nil)
      if now >= nextScan {
        nextScan = now + Nanoseconds.milliseconds(inbox.scanInterval(settings.times))
        inbox.askForScan()
        if isRecovered { try worker.adoptDead() }
      }
      if now >= nextRetention { clean(at: now) }
      if now >= nextFeedback { lookAtFeedback(at: now) }
    } catch {
      if case .failed(let failure) = error { throw failure }
      // The next round meets the same and pauses with a reason.
    }
    report()
    return true
  }

  /// Over a slow network a look takes long: then it is rarer, and still two fall into a minute.
  private func lookAtFeedback(at now: UInt64) {
    useNewestRules()
    _ = feedback.look()
    let took = surroundings.clocks.monotonic() - now
    let pause = min(
      max(Nanoseconds.milliseconds(settings.times.feedback), took * 20),
      Nanoseconds.seconds(20))
    nextFeedback = now + took + pause
  }

  /// Waits until there are folders again under both paths; false when asked to stop.
  ///
  /// The lock stays ours meanwhile: whoever asks sees a daemon that lives and says why it waits.
  private func waitForFolders() -> Bool {
    while let missing = reporter.missingFolder() {
      if wake.isStopping { return false }
      reporter.paused(.missing(missing))
      reporter.beat(at: surroundings.clocks.monotonic())
      let milliseconds = min(settings.times.firstRetry, settings.times.chores)
      wake.wait(alsoFor: nil, nanoseconds: Nanoseconds.milliseconds(milliseconds))
    }
    return true
  }

  private func inboxIsThere() throws(Interruption) -> Bool {
    try withInbox { () throws(SystemFailure) in try inbox.isThere() }
  }

  /// Old files; a few at a time, the rest with the next chores.
  private func clean(at now: UInt64) {
    let limit = 2_000
    let count = (try? retention.clean(at: surroundings.clocks.wall(), atMost: limit)) ?? 0
    if count > 0 { surroundings.events(.archiveCleaned(files: count)) }
    if count < limit {
      nextRetention = now + Nanoseconds.milliseconds(settings.times.retention)
    }
  }

  private func report() {
    let now = surroundings.clocks.monotonic()
    worker.tellSwitchedOff()
    let oldest = inbox.oldest.map { Int((now - min(now, $0)) / 1_000_000_000) } ?? 0
    reporter.report(
      counts: worker.counts, backlog: inbox.backlog + worker.batch.count, oldestWaiting: oldest,
      mode: inbox.mode, rules: rules.summary, switchedOff: worker.switchedOff, at: now)
  }
}
