internal import Glibc
internal import Sinks

/// Sends archived results to one sink, one after another, on a thread of its own.
///
/// At least once: an event is finished only when its receiver took it or its dead letter is on the
/// disk. The thread reads the archive and writes its own folder; orders never wait for it.
struct SinkThread {
  let sink: SinkSettings
  let number: Int
  let settings: Settings
  let surroundings: Surroundings
  let board: StatusBoard
  let news: ArchiveNews
  let wake: WakeSignal
  let poster: any EventPoster

  /// Runs until the bell says stop.
  func run() {
    // 0 = this thread alone, as Linux has it.
    setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
    var told: SystemFailure?
    while !wake.isStopping {
      do throws(SystemFailure) {
        try SinkRun(self)?.run()
        told = nil
      } catch {
        if told != error { surroundings.events(.sinkFailing(sink: sink.name, why: "\(error)")) }
        told = error
        show { $0.trouble = $0.trouble ?? "\(error)" }
      }
      // Another daemon sends, or a disk is away: tried again, whoever rings.
      rest(Nanoseconds.milliseconds(settings.times.longestRetry))
    }
  }

  /// Waits so long, unless it is time to stop.
  func rest(_ nanoseconds: UInt64) {
    let end = surroundings.clocks.monotonic() + nanoseconds
    while !wake.isStopping {
      let now = surroundings.clocks.monotonic()
      guard now < end else { return }
      wake.wait(alsoFor: nil, nanoseconds: end - now)
    }
  }

  /// Changes what the status says of this sink.
  func show(_ change: (inout SinkStatus) -> Void) {
    let wall = surroundings.clocks.wall()
    board.update {
      let before = $0.sinks[number].trouble
      change(&$0.sinks[number])
      if $0.sinks[number].trouble != before { $0.sinks[number].troubleSince = wall }
    }
  }
}

/// One sending daemon's hold on a sink, from the lock until trouble with the disk or the end.
private final class SinkRun {
  private let thread: SinkThread
  private let files: FileSystem
  private let archive: ArchiveDays
  private let folder: SinkFolder
  private let metrics: SinkMetrics
  private var queue: SinkQueue
  private var patience: SinkPatience
  private var nextLook: UInt64 = 0
  private var nextCleaning: UInt64 = 0

  /// Nil while another daemon has the lock.
  init?(_ thread: SinkThread) throws(SystemFailure) {
    self.thread = thread
    files = thread.surroundings.files
    archive = try ArchiveDays(spool: thread.settings.spool, files: files)
    guard
      let folder = try SinkFolder(
        thread.sink, spool: thread.settings.spool, archive: archive, files: files)
    else { return nil }
    self.folder = folder
    queue = SinkQueue(
      archive: archive, folder: folder, files: files, news: thread.news,
      wall: thread.surroundings.clocks.wall)
    patience = SinkPatience(thread.sink, times: thread.settings.times)
    metrics = SinkMetrics(thread.surroundings.metrics, sink: thread.sink.name)
  }

  private var now: UInt64 { thread.surroundings.clocks.monotonic() }

  func run() throws(SystemFailure) {
    while !thread.wake.isStopping {
      try chores()
      guard let item = queue.next else {
        if queue.isOverfull || !queue.hear() {
          nextLook = 0
          continue
        }
        showWaiting()
        if queue.next == nil { try waitForNews() }
        continue
      }
      guard try deliver(item) else { break }
      try folder.finish(item.claim, of: item.day)
      queue.removeNext()
      showWaiting()
    }
    try folder.sync()
  }

  /// Rung by news, or for a look, which finds what nobody tells of.
  private func waitForNews() throws(SystemFailure) {
    try folder.sync()
    let moment = now
    if nextLook > moment { thread.wake.wait(alsoFor: nil, nanoseconds: nextLook - moment) }
  }

  private func chores() throws(SystemFailure) {
    if queue.next == nil, now >= nextLook {
      let began = now
      try queue.look()
      let took = now - began
      // A large archive is listed more rarely.
      nextLook = now + max(Nanoseconds.milliseconds(thread.settings.times.scan), took * 20)
      let dead = try folder.countDead()
      thread.show { $0.dead = dead }
    }
    if now >= nextCleaning {
      nextCleaning = now + Nanoseconds.milliseconds(thread.settings.times.retention)
      if let days = thread.settings.quarantineDays {
        try folder.cleanDead(before: thread.surroundings.clocks.wall() - Int64(days) * 86_400_000)
      }
    }
  }

  private func showWaiting() {
    let waiting = queue.waiting
    metrics.waiting(waiting)
    thread.show { $0.waiting = waiting }
  }

  // MARK: One order

  /// Sends what the archive keeps of a claim; false when it was stopped before the end.
  private func deliver(_ item: SinkQueue.Item) throws(SystemFailure) -> Bool {
    do throws(SystemFailure) {
      let day = try files.openFolder(item.day, in: archive.root)
      if let event = try result(item.claim, in: day) {
        return try settle(event, of: item.claim, row: nil)
      }
      return try deliverLines(of: item.claim, in: day)
    } catch  where error.code == ENOENT {
      // The archive has let go of it: there is nothing to send any more.
      return true
    }
  }

  private func result(_ claim: ClaimId, in day: Folder) throws(SystemFailure) -> [UInt8]? {
    let name = FileName("\(claim).json")
    guard let facts = try files.facts(in: day, name) else { return nil }
    let file = try files.openFile(in: day, name)
    var bytes: [UInt8] = []
    try files.read(file, into: &bytes, expected: Int(facts.size), limit: Self.longestLine)
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return bytes
  }

  /// Bytes of one result; anything longer is no result of ours.
  private static let longestLine = 64 << 20
  /// Lines between two notes of how far a file of rows is.
  private static let linesPerNote = 256

  /// Each row's result is an event of its own; a row nobody could read is none.
  private func deliverLines(of claim: ClaimId, in day: Folder) throws(SystemFailure) -> Bool {
    let file = try files.openFile(in: day, FileName("\(claim).jsonl"))
    let lines = ResultLines(file, files: files, longest: Self.longestLine)
    let done = folder.progress(of: claim)
    var number = 0
    while let line = lines.next() {
      number += 1
      guard number > done, line.starts(with: Self.envelopeStart) else { continue }
      guard try settle(line, of: claim, row: number) else {
        try folder.keepProgress(number - 1, of: claim)
        return false
      }
      if number % Self.linesPerNote == 0 { try folder.keepProgress(number, of: claim) }
    }
    return true
  }

  private static let envelopeStart = Array(#"{"specversion":"#.utf8)

  // MARK: One event

  /// Until it is delivered or a dead letter; false when it was stopped before.
  private func settle(
    _ event: [UInt8], of claim: ClaimId, row: Int?
  ) throws(SystemFailure) -> Bool {
    while !thread.wake.isStopping {
      let answer = post(event)
      if answer == .stopped { return false }
      switch SinkVerdict(answer) {
      case .delivered:
        isWell()
        thread.show { $0.delivered += 1 }
        metrics.delivered()
        return true
      case .refused(let why):
        isWell()
        try bury(event, of: claim, row: row, why)
        return true
      case .later(let why, let notBefore, let counts):
        metrics.failed()
        isFailing(why)
        if patience.failed(counts: counts, at: now) {
          try bury(event, of: claim, row: row, why, note: "given up after many tries; the last: ")
          patience.gaveUp()
          return true
        }
        try folder.sync()
        thread.rest(patience.pause(notBefore: notBefore))
      }
    }
    return false
  }

  private func post(_ event: [UInt8]) -> PostAnswer {
    var posted = PostedEvent(
      url: thread.sink.url, body: event, timeoutSeconds: thread.sink.timeoutSeconds)
    if let path = thread.sink.tokenFile {
      guard let token = SinkToken.read(path) else {
        return .unreachable("the token in \(path) cannot be read")
      }
      posted.token = token
    }
    let wake = thread.wake
    return thread.poster.post(posted) { wake.isStopping }
  }

  private func bury(
    _ event: [UInt8], of claim: ClaimId, row: Int?, _ why: String, note: String = ""
  ) throws(SystemFailure) {
    let wall = thread.surroundings.clocks.wall()
    try folder.bury(event, of: claim, row: row, why: note + why, at: wall)
    metrics.buried()
    thread.show { $0.dead += 1 }
    thread.surroundings.events(
      .sinkDeadLetter(sink: thread.sink.name, id: claim, why: Self.withoutBody(why)))
  }

  private func isFailing(_ why: String) {
    let isNew = thread.board.current.sinks[thread.number].trouble == nil
    let short = Self.withoutBody(why)
    let waiting = queue.waiting
    metrics.waiting(waiting)
    thread.show {
      $0.trouble = short
      $0.waiting = waiting
    }
    if isNew { thread.surroundings.events(.sinkFailing(sink: thread.sink.name, why: short)) }
  }

  /// The answer may quote the order: status and log name its number alone.
  private static func withoutBody(_ why: String) -> String {
    why.hasPrefix("HTTP ") ? String(why.prefix { $0 != ":" }) : why
  }

  private func isWell() {
    patience.wasAnswered()
    guard thread.board.current.sinks[thread.number].trouble != nil else { return }
    thread.show { $0.trouble = nil }
    thread.surroundings.events(.sinkWorking(sink: thread.sink.name))
  }
}
