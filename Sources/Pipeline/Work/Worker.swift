internal import Glibc
internal import Matching
internal import Transcripts

/// Takes claims along their way: read, classify, stage · S1 · retire · S2 · publish · S3 · archive.
///
/// Retire comes before publish: a published result may be collected at once, so only the source
/// in `done/` can witness after a crash that its result is whole.
final class Worker {
  var batch = Batch()
  private(set) var counts: WorkCounts
  let folders: SpoolFolders
  let files: FileSystem
  let settings: Settings
  let clocks: Clocks
  let events: EventLog
  private let metrics: DaemonMetrics
  let durability: Durability
  let reader: SourceReader
  private let outbox: Outbox
  private let quarantine: Quarantine
  private var archive: Archive
  private var numbers = ClaimNumbers()
  var classifier: OrderClassifier
  /// Nil when nobody wants to know, and before the first order.
  var recent: RecentDeliveries?
  /// Called between the pieces of a long file: status and watchdog must not wait for its end.
  var whileWorking: () -> Void = {}
  /// Told of every order that reached the archive.
  var news: [ArchiveNews] = []
  /// Rules that met limits too often and are not tested until the rules change.
  private(set) var switchedOff: [String] = []
  /// Whether the classifier is lent out to a file of rows.
  var isInRows = false
  /// On how many orders a rule may meet a limit.
  private static let mostLimits = 5
  private var source: [UInt8] = []
  private var result: [UInt8] = []

  init(
    folders: consuming SpoolFolders, settings: Settings, engine: RuleEngine,
    counts: WorkCounts, surroundings: Surroundings
  ) {
    self.counts = counts
    let roots = folders.roots
    files = surroundings.files
    clocks = surroundings.clocks
    events = surroundings.events
    metrics = DaemonMetrics(surroundings.metrics, instance: folders.own.name)
    self.settings = settings
    durability = Durability(settings.durability, roots: roots, files: files)
    reader = SourceReader(files: files, limit: settings.limits.orderBytes, durability: durability)
    outbox = Outbox(folder: roots.outbox, files: files)
    quarantine = Quarantine(folder: roots.quarantine, files: files)
    archive = Archive(root: roots.archive, files: files)
    classifier = OrderClassifier(engine: engine, breakAfter: Self.mostLimits)
    self.folders = folders
  }

  /// Classifies with other rules from the next order on.
  func use(_ engine: RuleEngine) {
    classifier = OrderClassifier(engine: engine, breakAfter: Self.mostLimits)
    switchedOff = []
  }

  /// Tells of rules that were switched off since it was last asked.
  ///
  /// Not while a file of rows holds the classifier: then they are told when it is done.
  func tellSwitchedOff() {
    guard !isInRows else { return }
    let rules = classifier.switchedOffRules
    guard rules.count > switchedOff.count else { return }
    for rule in rules[switchedOff.count...] { events(.ruleSwitchedOff(rule: rule)) }
    switchedOff = rules
  }

  /// Makes a file of the inbox ours: one rename.
  ///
  /// False when another instance was faster.
  func claim(_ name: FileName, in inbox: Folder) throws(SystemFailure) -> Bool {
    let claim = Claim(name: name, number: numbers.next(at: clocks.wall()))
    do throws(SystemFailure) {
      if claim.isCut { try note(claim) }
      try files.rename(name, in: inbox, to: claim.held, in: folders.own.work)
    } catch {
      if claim.isCut { try? files.unlink(claim.nameNote, in: folders.own.work) }
      guard error.code == ENOENT, try files.facts(in: inbox, name) == nil else { throw error }
      return false
    }
    batch.claimed.append(claim)
    return true
  }

  /// Writes down a name that is too long to follow the id, so that a redo gives the same result.
  private func note(_ claim: Claim) throws(SystemFailure) {
    let file = try files.createFile(in: folders.own.work, claim.nameNote, exclusive: false)
    try files.write(file, claim.name.bytes)
  }

  /// Goes on with everything under way, from wherever it stands.
  func run() throws(Interruption) {
    batch.wake(at: clocks.monotonic())
    let trouble = prepareAll()
    if !batch.staged.isEmpty {
      metrics.batch(of: batch.staged.count)
      try step(.outbox) { () throws(SystemFailure) in
        try durability.beforeRetiring(folders.own)
      }
      try archivePublished()
      try retireAll()
    }
    if !batch.retired.isEmpty {
      try step(.spool) { () throws(SystemFailure) in
        try durability.beforePublishing(folders.own)
      }
      try publishAll()
    }
    if let trouble { throw trouble }
  }

  /// S3 for the last batch when nothing follows it.
  func settle() throws(Interruption) {
    guard !batch.published.isEmpty else { return }
    try step(.outbox) { () throws(SystemFailure) in
      try durability.beforeArchiving(folders.own)
    }
    try archivePublished()
  }

  // MARK: Stations

  /// Reads, classifies and stages what is claimed.
  ///
  /// Trouble does not keep back what is staged.
  private func prepareAll() -> Interruption? {
    var index = 0
    defer { batch.claimed.removeFirst(index) }
    while index < batch.claimed.count {
      let claim = batch.claimed[index]
      // A file of rows may take minutes: what is staged does not wait for it.
      let isLong = TranscriptKind.isReadByRows(claim.name)
      if isLong, !batch.staged.isEmpty { return nil }
      do throws(Interruption) {
        if isLong { try prepareRows(claim) } else { try prepare(claim) }
      } catch {
        return error
      }
      index += 1
    }
    return nil
  }

  func prepare(_ claim: Claim) throws(Interruption) {
    let outcome = try reader.read(claim, from: folders.own, into: &source)
    guard case .complete = outcome else { return try settle(outcome, of: claim) }
    let key = duplicateKey(of: claim, source)
    do throws(ReadRefusal) {
      try classify(claim, facts(of: claim, key))
    } catch {
      return try refuse(claim, .unreadableText(error))
    }
    try outbox.stage(result, of: claim, in: folders.own, durability: durability)
    try Archive.stageCopy(
      result, of: claim, in: folders.own, files: files, durability: durability)
    if let key { recent?.note(key, claim.id) }
    batch.staged.append(
      StagedResult(
        claim: claim, kind: .order, sourceBytes: source.count, resultBytes: result.count))
  }

  /// Sees to a claim that was not read to its end.
  func settle(_ outcome: SourceReader.Outcome, of claim: Claim) throws(Interruption) {
    switch outcome {
    case .complete, .gone: return
    case .busy:
      let until =
        clocks.monotonic() + Nanoseconds.milliseconds(settings.readiness.busyRetry)
      batch.busy.append((claim, until))
      events(.stillWritten(id: claim.id))
    case .refused(let reason): try refuse(claim, reason)
    }
  }

  /// What the envelope of its results says.
  func facts(of claim: Claim, _ key: RecentDeliveries.Key?) -> DeliveryFacts {
    DeliveryFacts(
      id: "\(claim.id)", source: settings.source, name: claim.name.bytes,
      milliseconds: claim.id.milliseconds, sequence: "\(claim.id.sequence)",
      duplicateOf: key.flatMap { recent?.earlier($0, before: claim) }.map { "\($0)" })
  }

  private func classify(_ claim: Claim, _ facts: DeliveryFacts) throws(ReadRefusal) {
    result.removeAll(keepingCapacity: true)
    try source.withUnsafeBufferPointer { bytes throws(ReadRefusal) in
      try classifier.classify(file: UnsafeRawBufferPointer(bytes), facts: facts, into: &result)
    }
    result.append(UInt8(ascii: "\n"))
  }

  private func refuse(_ claim: Claim, _ reason: QuarantineReason) throws(Interruption) {
    try step(.quarantine) { () throws(SystemFailure) in
      try quarantine.refuse(claim, reason, from: folders.own)
    }
    counts.quarantined += 1
    metrics.refusedOne()
    events(.quarantined(id: claim.id, name: claim.name, code: reason.code))
  }

  /// The commit point of each order.
  private func retireAll() throws(Interruption) {
    var done = 0
    defer { batch.staged.removeFirst(done) }
    for staged in batch.staged {
      let held = staged.claim.held
      try step(.spool) { () throws(SystemFailure) in
        try files.rename(held, in: folders.own.work, to: held, in: folders.own.done)
      }
      batch.retired.append(staged)
      done += 1
    }
  }

  private func publishAll() throws(Interruption) {
    var done = 0
    defer { batch.retired.removeFirst(done) }
    for staged in batch.retired {
      let claim = staged.claim
      switch try outbox.publish(claim, staged.kind, from: folders.own) {
      case .published: break
      case .publishedBesideOlder: events(.nameTaken(id: claim.id))
      case .vanished: events(.resultVanished(id: claim.id))
      }
      batch.published.append(claim)
      done += 1
      counts.published += 1
      counts.bytes += staged.sourceBytes
      let took = Int(max(0, clocks.wall() - claim.id.milliseconds))
      metrics.publishedOne(bytes: staged.sourceBytes, took: took)
      events(
        .published(
          id: claim.id, name: claim.name, sourceBytes: staged.sourceBytes,
          resultBytes: staged.resultBytes, took: took))
    }
  }

  /// Only after a sync that came after the publishing: else a power loss could take both.
  private func archivePublished() throws(Interruption) {
    var done = 0
    defer { batch.published.removeFirst(done) }
    for claim in batch.published {
      try step(.archive) { () throws(SystemFailure) in
        try archive.keep(claim, from: folders.own)
      }
      let day = TimeText.localDay(claim.id.milliseconds)
      for news in news { news.tell(claim, day: day) }
      done += 1
    }
  }

  private func step(
    _ place: PauseReason.Place, _ body: () throws(SystemFailure) -> Void
  ) throws(Interruption) {
    do throws(SystemFailure) {
      try body()
    } catch {
      throw Interruption(error, at: place)
    }
  }
}
