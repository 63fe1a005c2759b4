internal import Glibc
internal import Matching
internal import ServiceLifecycle
package import Sinks

/// The daemon: one thread for orders, one for rules, and a board others may read.
package final class Daemon: Service {
  /// What it is doing, for the console.
  package let board: StatusBoard
  private let settings: Settings
  private let source: RulesSource
  private let surroundings: Surroundings
  private let orders = WakeSignal()
  private let reloads = WakeSignal()
  private let archived = WakeSignal()
  private let news: ArchiveNews
  /// Nil where nothing is sent anywhere.
  private let makePoster: (@Sendable () -> any EventPoster)?
  private let sinks: [SinkBell]

  /// A sink's thread and what wakes it.
  private struct SinkBell {
    let sink: SinkSettings
    let wake: WakeSignal
    let news: ArchiveNews
  }

  /// `makePoster` brings the network to the sinks; without it they rest.
  package init(
    settings: Settings, rules: RulesSource, surroundings: Surroundings,
    makePoster: (@Sendable () -> any EventPoster)? = nil
  ) {
    self.settings = settings
    source = rules
    self.surroundings = surroundings
    news = ArchiveNews(bell: archived)
    self.makePoster = makePoster
    sinks = makePoster == nil ? [] : settings.sinks.map { sink in
      let wake = WakeSignal()
      return SinkBell(sink: sink, wake: wake, news: ArchiveNews(bell: wake))
    }
    board = StatusBoard(metrics: surroundings.metrics)
    let status = sinks.map { SinkStatus(name: $0.sink.name) }
    board.update { $0.sinks = status }
    // A lease that is broken while we look for writers, and a reader of ours that went away,
    // would end the process.
    signal(SIGIO, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
  }

  /// Serves until graceful shutdown; throws `PipelineFailure` when it cannot go on.
  package func run() async throws {
    let result = await withTaskCancellationOrGracefulShutdownHandler {
      await serve()
    } onCancelOrGracefulShutdown: {
      self.stop()
    }
    if case .failure(let failure) = result {
      surroundings.events(.failed("\(failure)"))
      throw failure
    }
  }

  /// What the console may ask of the folders.
  package var desk: SpoolDesk {
    SpoolDesk(
      spool: settings.spool, rulesFolder: source.folder, files: surroundings.files,
      events: surroundings.events)
  }

  /// Takes every complete file there is, and returns what was done.
  ///
  /// Blocks.
  package func runOnce() throws(PipelineFailure) -> WorkCounts {
    do throws(PipelineFailure) {
      let tree = RulesTree(source.folder)
      let rules = try startRules()
      rulesWatcher(rules)?.begin(tree)
      var settings = settings
      settings.readiness.waitForNothing()
      let folders = try SpoolFolders.open(
        settings: settings, files: surroundings.files, isStart: true)
      try Conductor(
        folders: folders, settings: settings, surroundings: surroundings, rules: rules,
        wake: orders, board: board, isOnce: true
      ).once()
    } catch {
      surroundings.events(.failed("\(error)"))
      throw error
    }
    return board.current.counts
  }

  /// Ends `run` after the batch in hand.
  package func stop() {
    orders.stop()
    reloads.stop()
    archived.stop()
    for sink in sinks { sink.wake.stop() }
  }

  /// Loads the rules again, as SIGHUP does.
  package func reloadRules() {
    reloads.ask()
  }

  // MARK: Serving

  private func serve() async -> Result<Void, PipelineFailure> {
    let tree = RulesTree(source.folder)
    let start = await DedicatedThread.run {
      Result { () throws(PipelineFailure) in try self.startRules() }
    }
    let rules: ActiveRules
    switch start {
    case .success(let active): rules = active
    case .failure(let failure): return .failure(failure)
    }
    board.show(rules)
    let hangup = HangupSignal { self.reloads.ask() }
    // The good rules are kept before anybody hears that the daemon is ready: whoever changes them
    // then finds the old ones there.
    let watcher = await DedicatedThread.run {
      let watcher = self.rulesWatcher(rules)
      watcher?.begin(tree)
      self.prepareSinks()
      return watcher
    }
    async let watching: Void = DedicatedThread.run { watcher?.run(since: tree) }
    async let trying: Void = DedicatedThread.run { watcher?.preview?.run() }
    async let indexing: Void = keepHistory(rules)
    async let sending: Void = sendToSinks()
    let result = await DedicatedThread.run {
      Result { () throws(PipelineFailure) in try self.serveOrders(rules) }
    }
    reloads.stop()
    watcher?.preview?.stop()
    archived.stop()
    for sink in sinks { sink.wake.stop() }
    await watching
    await trying
    await indexing
    await sending
    withExtendedLifetime(hangup) {}
    return result
  }

  /// Opens the folders and works; again whenever other folders took their place.
  private func serveOrders(_ rules: ActiveRules) throws(PipelineFailure) {
    var isStart = true
    while !orders.isStopping {
      let folders: SpoolFolders
      do throws(PipelineFailure) {
        folders = try SpoolFolders.open(
          settings: settings, files: surroundings.files, isStart: isStart)
      } catch {
        if isStart { throw error }
        waitForFolders(error)
        continue
      }
      let conductor = Conductor(
        folders: folders, settings: settings, surroundings: surroundings, rules: rules,
        wake: orders, board: board, isOnce: false,
        news: (settings.keepsHistory ? [news] : []) + sinks.map(\.news))
      if try conductor.watch() == .stopped { return }
      isStart = false
    }
  }

  /// A folder that was there at the start and is not now will come back.
  private func waitForFolders(_ failure: PipelineFailure) {
    if case .folder(let path, let cause) = failure {
      let place: PauseReason.Place = path == settings.outbox ? .outbox : .spool
      let reason = PauseReason(cause, at: place)
      if board.current.paused != reason {
        board.update {
          $0.state = .paused
          $0.paused = reason
        }
        surroundings.events(.paused(reason))
      }
    }
    ServiceManager().tell("WATCHDOG=1")
    orders.wait(
      alsoFor: nil, nanoseconds: Nanoseconds.milliseconds(settings.times.firstRetry))
  }

  // MARK: History

  private func keepHistory(_ rules: ActiveRules) async {
    guard settings.keepsHistory else { return }
    let thread = HistoryThread(
      settings: settings, rules: rules, news: news, clocks: surroundings.clocks,
      events: surroundings.events, wake: archived, notice: VolumeNotice(spool: settings.spool))
    await DedicatedThread.run { thread.run() }
  }

  // MARK: Sinks

  /// What lies in the archive now is not news to a new sink; said before the first order is taken.
  ///
  /// Where that fails, the sink's own thread meets the same and tells of it.
  private func prepareSinks() {
    let files = surroundings.files
    guard !sinks.isEmpty,
      let spool = try? files.makeFolder(path: settings.spool, mode: 0o751),
      (try? files.makeFolder("archive", in: spool, mode: 0o750)) != nil,
      let archive = try? ArchiveDays(spool: settings.spool, files: files)
    else { return }
    for bell in sinks {
      _ = try? SinkFolder(bell.sink, spool: settings.spool, archive: archive, files: files)
    }
  }

  /// One thread for each: a receiver that hangs keeps nobody else waiting.
  private func sendToSinks() async {
    guard let makePoster else { return }
    await withTaskGroup(of: Void.self) { group in
      for (number, bell) in sinks.enumerated() {
        group.addTask {
          await DedicatedThread.run {
            SinkThread(
              sink: bell.sink, number: number, settings: self.settings,
              surroundings: self.surroundings, board: self.board, news: bell.news,
              wake: bell.wake, poster: makePoster()
            ).run()
          }
        }
      }
    }
  }

  // MARK: Rules

  /// The rules of the folder, or the last good ones when those cannot be used.
  private func startRules() throws(PipelineFailure) -> ActiveRules {
    let wall = surroundings.clocks.wall()
    switch source.load(source.folder) {
    case .accepted(let engine):
      surroundings.events(.rulesAccepted(digest: engine.digest, label: engine.label))
      return ActiveRules(engine, at: wall)
    case .refused(let report):
      surroundings.events(.rulesRefused(report: report))
      let lastGood = LastGoodRules.path(inSpool: settings.spool)
      guard access(lastGood, R_OK) == 0,
        case .accepted(let engine) = source.load(lastGood)
      else { throw .noRules(report: report) }
      surroundings.events(.lastGoodRulesInUse(digest: engine.digest, label: engine.label))
      let rules = ActiveRules(engine, at: wall, isLastGood: true)
      rules.refuse(report, at: wall)
      return rules
    }
  }

  /// Nil when the spool cannot be opened; the thread of the orders then says why and ends.
  private func rulesWatcher(_ rules: ActiveRules) -> RulesWatcher? {
    let files = surroundings.files
    guard let spool = try? files.makeFolder(path: settings.spool, mode: 0o751) else { return nil }
    let notice = RulesNotice(spool: spool, files: files, folder: source.folder)
    let preview = source.trial.map { trial in
      RulesPreview(
        trial, archive: "\(settings.spool)/archive", rules: rules, notice: notice, files: files)
    }
    return RulesWatcher(
      source: source, rules: rules,
      lastGood: LastGoodRules(spool: spool, files: files),
      notice: notice, preview: preview, times: settings.times,
      clocks: surroundings.clocks, events: surroundings.events, wake: reloads)
  }
}
