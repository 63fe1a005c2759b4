internal import Glibc

/// What lies in the inbox and when each file may be taken.
///
/// A scan is the truth; events are hints that make it known sooner.
final class Inbox {
  private let spool: Folder
  private let files: FileSystem
  private let readiness: Settings.Readiness
  private let ignored: IgnoredNames
  private let events: EventLog
  private let usesHints: Bool
  private(set) var folder: Folder?
  private(set) var mode = PipelineEvent.WatchMode.polling
  private var watch: DirectoryWatch?
  private var sightings: [FileName: Sighting] = [:]
  private var queue = DueQueue()
  /// Names that could not be taken and were told of.
  private var reported: Set<FileName> = []
  private var scanNumber = 0
  private var needsScan = true
  /// Names a scan found and nobody has looked at yet: a large inbox is looked at in parts, so that
  /// the first results do not wait for the last file.
  private var unseen: [FileName] = []
  private static let lookedAtOnce = 8_192

  init(spool: Folder, readiness: Settings.Readiness, usesHints: Bool, surroundings: Surroundings) {
    self.spool = spool
    self.readiness = readiness
    self.usesHints = usesHints
    files = surroundings.files
    events = surroundings.events
    ignored = IgnoredNames(readiness)
  }

  /// The descriptor that becomes readable when there are hints.
  var descriptor: Int32? { watch?.descriptor }

  /// The number of files waiting.
  var backlog: Int { sightings.count + unseen.count }

  /// Whether the last scan is not through with its names.
  var isScanning: Bool { !unseen.isEmpty }

  /// When the oldest waiting file was seen first, in monotonic nanoseconds.
  var oldest: UInt64? { sightings.values.lazy.map(\.firstSeen).min() }

  /// When the next file is to be looked at, in monotonic nanoseconds.
  var nextDue: UInt64? { folder == nil ? nil : needsScan || isScanning ? 0 : queue.nextDue }

  // MARK: The folder itself

  /// Opens the inbox, or opens it again when another folder took its place; false when missing.
  ///
  /// A descriptor keeps a removed folder alive and silent: no event tells, so this is asked
  /// every now and then.
  func isThere() throws(SystemFailure) -> Bool {
    guard let now = try files.facts(in: spool, FileName("inbox")), now.kind == .folder else {
      forget()
      return false
    }
    if let folder {
      if try files.facts(of: folder).isSameFile(as: now) { return true }
      forget()
      events(.inboxReplaced)
    }
    try open()
    return true
  }

  private func open() throws(SystemFailure) {
    let opened = try files.openFolder("inbox", in: spool)
    mode = .polling
    if usesHints, !files.isRemote(opened) {
      do throws(SystemFailure) {
        let hints = try DirectoryWatch()
        try hints.addInbox(opened)
        watch = .some(consume hints)
        mode = .events
      } catch {
        events(.watchUnavailable(error))
      }
    }
    folder = opened
    needsScan = true
  }

  private func forget() {
    folder = nil
    watch = nil
    sightings.removeAll()
    unseen.removeAll()
    queue.removeAll()
    reported.removeAll()
  }

  /// How often the folder is to be scanned, in milliseconds.
  func scanInterval(_ times: Settings.Times) -> Int {
    mode == .events ? times.scan : min(times.scan, readiness.remoteInterval)
  }

  /// Has the next `absorb` look at everything.
  func askForScan() {
    needsScan = true
  }

  // MARK: Seeing

  /// Takes in what the watcher tells, and scans when that is not enough.
  func absorb(at now: UInt64) throws(SystemFailure) {
    guard let folder else { return }
    var hints: [DirectoryWatch.Hint] = []
    watch?.read { hints.append($0) }
    for hint in hints {
      switch hint {
      case .movedIn(let name): try see(name, .movedIn, at: now, in: folder)
      case .closedAfterWriting(let name): try see(name, .written, at: now, in: folder)
      case .created(let name): try see(name, .created, at: now, in: folder)
      case .other: break
      case .lost:
        needsScan = true
        events(.hintsLost)
      }
    }
    if needsScan { try scan(folder) }
    try seeSome(at: now, in: folder)
  }

  /// Lists the folder: what is gone is forgotten, what is new waits to be looked at.
  private func scan(_ folder: Folder) throws(SystemFailure) {
    scanNumber += 1
    unseen.removeAll(keepingCapacity: true)
    let isReporting = !reported.isEmpty
    var still: Set<FileName> = []
    try files.names(in: folder) { name in
      if isReporting, reported.contains(name) { still.insert(name) }
      if sightings[name] != nil {
        sightings[name]?.scan = scanNumber
        sightings[name]?.polls += 1
      } else if !ignored.contains(name) {
        unseen.append(name)
      }
    }
    let current = scanNumber
    sightings = sightings.filter { $0.value.scan == current }
    reported = still
    needsScan = false
  }

  /// Looks at the next names of the scan.
  private func seeSome(at now: UInt64, in folder: Folder) throws(SystemFailure) {
    for _ in 0..<min(unseen.count, Self.lookedAtOnce) {
      // One that a hint told of since the scan is known.
      if let name = unseen.last, sightings[name] == nil {
        try see(name, mode == .events ? .found : .remote, at: now, in: folder)
      }
      unseen.removeLast()
    }
  }

  private func see(
    _ name: FileName, _ origin: Sighting.Origin, at now: UInt64, in folder: Folder
  ) throws(SystemFailure) {
    guard !ignored.contains(name) else { return }
    var sighting = Sighting(
      origin: origin, signature: nil, firstSeen: sightings[name]?.firstSeen ?? now,
      unchangedSince: now, due: now, scan: scanNumber)
    var modified = Int64.max
    if origin != .movedIn {
      guard let facts = try files.facts(in: folder, name) else { return }
      guard facts.kind == .regular else { return leave(name, facts) }
      sighting.signature = facts.signature
      modified = facts.signature.modified
      sighting.due = now + quiet(of: sighting, facts)
    }
    sightings[name] = sighting
    queue.add(DueQueue.Entry(due: sighting.due, modified: modified, name: name))
  }

  private func leave(_ name: FileName, _ facts: FileFacts) {
    sightings[name] = nil
    guard reported.insert(name).inserted else { return }
    events(
      .leftInPlace(kind: facts.kind.rawValue, inode: facts.signature.inode, name: name))
  }

  // MARK: Taking

  /// The complete files, oldest first, up to these bounds.
  func take(atMost limits: Settings.Limits, at now: UInt64) throws(SystemFailure) -> [Arrival] {
    guard let folder else { return [] }
    var arrivals: [Arrival] = []
    var bytes: Int64 = 0
    while arrivals.count < limits.batchFiles, bytes < Int64(limits.batchBytes),
      let entry = queue.takeFirst(dueBy: now)
    {
      guard var sighting = sightings[entry.name], sighting.due == entry.due else { continue }
      let verdict: Verdict
      do throws(SystemFailure) {
        verdict = try look(at: entry.name, &sighting, now, in: folder)
      } catch {
        // Not looked at for want of descriptors: its turn stays.
        queue.add(entry)
        if arrivals.isEmpty { throw error }
        return arrivals
      }
      switch verdict {
      case .ready(let facts):
        sightings[entry.name] = nil
        bytes += facts.size
        arrivals.append(
          Arrival(name: entry.name, size: facts.size, inode: facts.signature.inode))
      case .later(let due):
        sighting.due = due
        sightings[entry.name] = sighting
        queue.add(DueQueue.Entry(due: due, modified: entry.modified, name: entry.name))
      case .gone: sightings[entry.name] = nil
      case .leave(let facts): leave(entry.name, facts)
      }
    }
    return arrivals
  }

  /// Files that were taken and then not claimed, because something else failed.
  ///
  /// They are due at once: a try that finds them waiting for quiet would look like success.
  func giveBack(_ arrivals: some Sequence<Arrival>, at now: UInt64) {
    for arrival in arrivals {
      sightings[arrival.name] = Sighting(
        origin: .movedIn, signature: nil, firstSeen: now, unchangedSince: now, due: now,
        scan: scanNumber)
      queue.add(DueQueue.Entry(due: now, modified: .max, name: arrival.name))
    }
  }

  /// A file that could not be claimed: told of once, found again by the next scan.
  func putBack(_ arrival: Arrival, _ failure: SystemFailure) {
    guard reported.insert(arrival.name).inserted else { return }
    events(.cannotClaim(inode: arrival.inode, name: arrival.name, failure))
  }

  /// The marker of a claimed file has done its work.
  func removeMarker(of name: FileName) throws(SystemFailure) {
    guard let folder, let marker = ignored.marker(of: name) else { return }
    try files.unlink(marker, in: folder)
  }

  // MARK: Judging

  private enum Verdict {
    case ready(FileFacts)
    case later(UInt64)
    case gone
    case leave(FileFacts)
  }

  private func look(
    at name: FileName, _ sighting: inout Sighting, _ now: UInt64, in folder: Folder
  ) throws(SystemFailure) -> Verdict {
    guard let facts = try files.facts(in: folder, name) else { return .gone }
    guard facts.kind == .regular else { return .leave(facts) }
    if facts.signature != sighting.signature {
      if sighting.signature != nil || facts.links > 1 { sighting.unchangedSince = now }
      sighting.signature = facts.signature
    }
    let settled = sighting.unchangedSince + quiet(of: sighting, facts)
    guard settled <= now else { return .later(settled) }
    if sighting.origin == .remote, sighting.polls < readiness.remotePolls {
      return .later(now + Nanoseconds.milliseconds(readiness.remoteInterval))
    }
    if let marker = ignored.marker(of: name), try files.facts(in: folder, marker) == nil {
      return .later(now + Nanoseconds.milliseconds(readiness.busyRetry))
    }
    switch try writer(of: name, in: folder) {
    case .none: return .ready(facts)
    case .writing: return .later(now + Nanoseconds.milliseconds(readiness.busyRetry))
    case .unknown:
      let longer =
        sighting.origin == .movedIn ? readiness.quiet : readiness.unknownWriterQuiet
      let settled = sighting.unchangedSince + Nanoseconds.milliseconds(longer)
      return settled <= now ? .ready(facts) : .later(settled)
    }
  }

  private func writer(of name: FileName, in folder: Folder) throws(SystemFailure) -> WriterCheck {
    do throws(SystemFailure) {
      let file = try files.openFile(in: folder, name)
      return try files.writer(of: file)
    } catch  where error.code == EMFILE || error.code == ENFILE || error.code == ENOMEM {
      throw error
    } catch {
      // Not readable for us: the claim and the quarantine will say so.
      return .unknown
    }
  }

  /// How long the file must have been unchanged, in nanoseconds.
  private func quiet(of sighting: Sighting, _ facts: FileFacts) -> UInt64 {
    let milliseconds =
      switch sighting.origin {
      case .remote: readiness.remoteQuiet
      case _ where facts.links > 1: readiness.linkQuiet
      case .created: readiness.linkQuiet
      case .movedIn: 0
      case .written, .found: readiness.quiet
      }
    return Nanoseconds.milliseconds(milliseconds)
  }
}
