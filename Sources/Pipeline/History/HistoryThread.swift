internal import Glibc
internal import History
internal import Matching

/// Keeps the index up beside the orders: on a thread of the lowest priority, at most half of the
/// time, and whatever goes wrong is told and tried again later.
struct HistoryThread {
  let settings: Settings
  let rules: ActiveRules
  let news: ArchiveNews
  let clocks: Clocks
  let events: EventLog
  let wake: WakeSignal
  let notice: VolumeNotice

  /// Runs until the bell says stop.
  func run() {
    // 0 = this thread alone, as Linux has it.
    setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
    let keeper = HistoryKeeper(spool: settings.spool, reader: rules.engine.reader)
    keeper.isStopping = { wake.isStopping }
    var pieceBegan = clocks.monotonic()
    keeper.afterChunk = {
      // As long a rest as the piece took, so that a long catching-up leaves the disk to the orders.
      if wake.isStopping { return }
      let took = clocks.monotonic() - pieceBegan
      wake.wait(alsoFor: nil, nanoseconds: min(took, 1_000_000_000))
      pieceBegan = clocks.monotonic()
    }
    var told: HistoryKeeper.Failure?
    var nextLook: UInt64 = 0
    var nextVolume = pieceBegan + Nanoseconds.milliseconds(settings.times.volumes)
    var flagged: [String] = []
    while !wake.isStopping {
      let now = clocks.monotonic()
      pieceBegan = now
      do throws(HistoryKeeper.Failure) {
        if now >= nextLook || !keeper.hasIndex {
          try catchUp(keeper, since: now)
          nextLook = clocks.monotonic() + Nanoseconds.milliseconds(settings.times.historyLook)
        } else if let claims = news.take() {
          if !claims.isEmpty { _ = try keeper.add(claims) }
        } else {
          nextLook = 0
          continue
        }
        told = nil
      } catch {
        // Whatever was not added is found by the next look.
        nextLook = 0
        if told != error { events(.historyUnavailable("\(error)")) }
        told = error
      }
      if told == nil, clocks.monotonic() >= nextVolume {
        lookAtVolumes(&flagged)
        nextVolume = clocks.monotonic() + Nanoseconds.milliseconds(settings.times.volumes)
      }
      rest(isTroubled: told != nil)
    }
  }

  /// Tells of each rule and label once, when it begins, and writes down those that are so now.
  private func lookAtVolumes(_ flagged: inout [String]) {
    let watched = VolumeWatch.watched(rules.engine.ruleSet)
    let now = DeskTime(wall: clocks.wall())
    guard let reader = try? HistoryReader(path: HistoryKeeper.path(inSpool: settings.spool)),
      let flags = try? VolumeGuard.flags(watched, reader, now: now)
    else { return }
    for flag in flags where !flagged.contains(flag.name) {
      events(
        .volumeUnusual(
          kind: flag.kind.rawValue, name: flag.name, orders: flag.orders, hours: flag.hours))
    }
    flagged = flags.map(\.name)
    notice.write(flags, at: now)
  }

  private func catchUp(_ keeper: HistoryKeeper, since start: UInt64) throws(HistoryKeeper.Failure) {
    // What is told from here on may be met twice; adding is the same again.
    _ = news.take()
    let outcome = try keeper.catchUp()
    guard outcome != HistoryKeeper.Outcome() else { return }
    let took = Int((clocks.monotonic() - start) / 1_000_000)
    events(
      .historyCaughtUp(
        files: outcome.files, orders: outcome.orders, gone: outcome.gone, took: took))
  }

  /// Waits for news, and then a moment for more of them.
  private func rest(isTroubled: Bool) {
    // The bell of the end may have ended a rest between two pieces, and rings no more.
    if wake.isStopping { return }
    if isTroubled {
      wake.wait(alsoFor: nil, nanoseconds: Nanoseconds.milliseconds(settings.times.longestRetry))
      return
    }
    wake.wait(alsoFor: nil, nanoseconds: Nanoseconds.milliseconds(settings.times.historyIdle))
    if wake.isStopping { return }
    wake.wait(alsoFor: nil, nanoseconds: Nanoseconds.milliseconds(settings.times.historyGather))
  }
}
