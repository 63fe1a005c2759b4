internal import Glibc

/// Tells the world how the loop is doing: board, status files, log, systemd.
final class StatusReporter {
  private let board: StatusBoard
  private let status: StatusFiles
  private let metrics: DaemonMetrics
  private let manager = ServiceManager()
  private let settings: Settings
  private let roots: SpoolRoots
  private let surroundings: Surroundings
  private let instance: String
  private var meter = RateMeter()
  private var nextBeat: UInt64 = 0
  private var written: DaemonStatus?
  private var inboxMissing = false

  init(
    board: StatusBoard, roots: SpoolRoots, instance: String, settings: Settings,
    surroundings: Surroundings
  ) {
    self.board = board
    self.roots = roots
    self.instance = instance
    self.settings = settings
    self.surroundings = surroundings
    metrics = DaemonMetrics(surroundings.metrics, instance: instance)
    status = StatusFiles(
      spool: roots.spool, files: surroundings.files, instance: instance,
      isFirst: instance == settings.instance)
    board.update {
      $0.instance = instance
      $0.inbox = "\(settings.spool)/inbox"
    }
  }

  // MARK: Changes of state

  /// The inbox is watched.
  func ready(mode: PipelineEvent.WatchMode) {
    board.update { $0.mode = mode }
    enter(board.current.paused == nil ? .watching : .paused)
    surroundings.events(
      .ready(inbox: "\(settings.spool)/inbox", instance: instance, mode: mode))
    manager.tell("READY=1")
  }

  func stopping() {
    manager.tell("STOPPING=1")
    enter(.stopping)
    surroundings.events(.stopping)
  }

  func stopped() {
    enter(.stopped)
    let counts = board.current.counts
    surroundings.events(
      .stopped(published: counts.published, quarantined: counts.quarantined))
  }

  /// Told once per reason, however often it is met.
  func paused(_ reason: PauseReason) {
    guard board.current.paused != reason else { return }
    board.update {
      $0.paused = reason
      $0.lastError = reason.sentence
      $0.lastErrorAt = surroundings.clocks.wall()
    }
    metrics.pausedAgain()
    surroundings.events(.paused(reason))
    manager.tell("STATUS=\(reason.sentence)")
    enter(.paused)
  }

  func resumed(afterSeconds seconds: Int) {
    board.update { $0.paused = nil }
    surroundings.events(.resumed(afterSeconds: seconds))
    manager.tell("STATUS=watching")
    enter(.watching)
  }

  /// A missing inbox stops the intake only; what is claimed goes on.
  func inboxIsMissing(_ isMissing: Bool, isPaused: Bool) {
    defer { inboxMissing = isMissing }
    if isMissing, !isPaused {
      paused(.missing(.inbox))
    } else if inboxMissing, !isMissing, !isPaused {
      resumed(afterSeconds: 0)
    }
  }

  private func enter(_ state: DaemonStatus.State) {
    board.update {
      $0.state = state
      $0.since = surroundings.clocks.wall()
    }
    write()
  }

  // MARK: Every second

  /// Tells systemd that the loop turns.
  func beat(at now: UInt64) {
    guard let interval = manager.watchdogInterval, now >= nextBeat else { return }
    nextBeat = now + interval
    manager.tell("WATCHDOG=1")
  }

  /// Whether the outbox and the spool are still the folders that stand under their paths.
  func foldersAreThere() -> Bool {
    isSame(roots.outbox, settings.outbox) && isSame(roots.spool, settings.spool)
  }

  /// The folder under whose path there is none now; nil when both are there.
  func missingFolder() -> PauseReason.Place? {
    if access(settings.spool, F_OK) != 0 { return .spool }
    return access(settings.outbox, F_OK) != 0 ? .outbox : nil
  }

  /// Folders that were waited for were opened.
  func foldersAreBack() {
    if board.current.paused != nil { resumed(afterSeconds: 0) }
  }

  private func isSame(_ folder: Folder, _ path: String) -> Bool {
    var facts = stat()
    guard stat(path, &facts) == 0, let ours = try? surroundings.files.facts(of: folder) else {
      return false
    }
    return ours.isSameFile(as: FileFacts(facts))
  }

  /// Writes the status when anything a person would see has changed.
  func report(
    counts: WorkCounts, backlog: Int, oldestWaiting: Int, mode: PipelineEvent.WatchMode,
    rules: ActiveRules.Summary, switchedOff: [String], at now: UInt64
  ) {
    meter.note(total: counts.published, at: now)
    let worked = counts != board.current.counts
    board.update {
      $0.counts = counts
      $0.backlog = backlog
      $0.oldestWaiting = oldestWaiting
      $0.mode = mode
      $0.lastMinute = meter.lastMinute
      $0.rules = rules
      $0.switchedOff = switchedOff
      if $0.state == .watching || $0.state == .working {
        let state: DaemonStatus.State = worked || backlog > 0 ? .working : .watching
        if $0.state != state {
          $0.state = state
          $0.since = surroundings.clocks.wall()
        }
      }
    }
    if board.current != written { write() }
  }

  private func write() {
    let current = board.current
    metrics.show(current)
    status.write(
      current, metrics: surroundings.metrics.text, at: surroundings.clocks.wall())
    written = current
  }
}
