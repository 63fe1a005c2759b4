internal import Glibc
internal import Matching
internal import Transcripts

/// Takes results that people dragged into `feedback/纠正/<标签>/` and `feedback/误判/<规则>/`.
///
/// Each becomes a line of `feedback/cases.jsonl`, once for each text and verdict. Then the file goes:
/// back to the outbox when it was moved out of it, else away. A crash in between only repeats.
struct FeedbackIntake: ~Copyable {
  /// Bytes a result may have.
  static let longestResult = 64 << 20
  /// Looks at a folder after a change: its time stamp is too coarse to tell two drops apart.
  private static let looksAfterChange = 3
  /// Looks between two at everything, whatever the time stamps say.
  private static let looksUntilAll = 15
  /// Looks a result may take to reach the archive.
  private static let patience = 10

  private let roots: SpoolRoots
  private let stage: Folder
  private let files: FileSystem
  private let events: EventLog
  private let clocks: Clocks
  private let back: ResultReturn
  private var file: FeedbackFile
  private var classifier: OrderClassifier
  private var targets: FeedbackTargets
  private var looks = 0
  private var modified: [String: Int64] = [:]
  private var warm: [String: Int] = [:]
  /// Files seen and not taken: what they were, and for how many looks.
  private var seen: [Place: Sight] = [:]

  private struct Place: Hashable {
    var folder: String
    var name: FileName
  }

  private struct Sight {
    var signature: FileFacts.Signature
    var looks = 0
    var isRefused = false
  }

  init(roots: SpoolRoots, stage: Folder, engine: RuleEngine, surroundings: Surroundings) {
    self.roots = roots
    self.stage = stage
    files = surroundings.files
    events = surroundings.events
    clocks = surroundings.clocks
    back = ResultReturn(roots: roots, files: surroundings.files)
    file = FeedbackFile(folder: roots.feedback, files: surroundings.files)
    classifier = OrderClassifier(engine: engine)
    targets = FeedbackTargets(engine.ruleSet)
    makeFolders(insteadOf: nil)
  }

  /// Other labels and rules can be dragged onto.
  mutating func use(_ engine: RuleEngine) {
    classifier = OrderClassifier(engine: engine)
    let old = targets
    targets = FeedbackTargets(engine.ruleSet)
    if targets != old { makeFolders(insteadOf: old) }
  }

  /// Looks once and takes what is ready; true when something was taken.
  ///
  /// With `isLast` nobody will look again, so nothing is waited for.
  mutating func look(isLast: Bool = false) -> Bool {
    looks += 1
    var tookAny = false
    do throws(SystemFailure) {
      // One daemon of several does it.
      let lock = try files.createFile(in: roots.feedback, FileName(".lock"), exclusive: false)
      guard try isOurs(lock, isLast) else { return false }
      for kind in FeedbackTargets.Kind.allCases {
        let parent = try files.openFolder(kind.folder, in: roots.feedback)
        for name in try names(in: parent) {
          guard let id = targets.id(kind, folder: "\(name)"),
            try isToBeRead(name, in: parent, isLast)
          else { continue }
          let folder = try files.openFolder("\(name)", in: parent)
          if try take(from: folder, kind, id, isLast) { tookAny = true }
        }
      }
    } catch {
      events(.feedbackFailed(error))
    }
    return tookAny
  }

  /// Whether the lock is ours; who looks for the last time waits a moment for the one who has it.
  private func isOurs(_ lock: borrowing Descriptor, _ isLast: Bool) throws(SystemFailure) -> Bool {
    for _ in 0..<(isLast ? 100 : 1) {
      if try files.lock(lock) { return true }
      if isLast { usleep(10_000) }
    }
    return false
  }

  // MARK: Folders

  /// Makes a folder for each target; empty ones of targets that are gone go too.
  private func makeFolders(insteadOf old: FeedbackTargets?) {
    for kind in FeedbackTargets.Kind.allCases {
      guard let parent = try? files.openFolder(kind.folder, in: roots.feedback) else { continue }
      let wanted = targets.folders[kind] ?? []
      for name in wanted { _ = try? files.makeFolder(name, in: parent, mode: 0o2770) }
      for name in Set(old?.folders[kind] ?? []).subtracting(wanted) {
        try? files.removeFolder(FileName(name), in: parent)
      }
    }
  }

  private func names(in folder: Folder) throws(SystemFailure) -> [FileName] {
    var all: [FileName] = []
    try files.names(in: folder) { if !$0.starts(with: ".") { all.append($0) } }
    return all.sorted()
  }

  /// Whether a folder may hold something new: most looks read none.
  private mutating func isToBeRead(
    _ name: FileName, in parent: Folder, _ isLast: Bool
  ) throws(SystemFailure) -> Bool {
    guard let facts = try files.facts(in: parent, name), facts.kind == .folder else { return false }
    let key = "\(parent.label)/\(name)"
    let isChanged = modified[key] != facts.signature.modified
    modified[key] = facts.signature.modified
    if isChanged { warm[key] = Self.looksAfterChange }
    if let left = warm[key] {
      warm[key] = left > 1 ? left - 1 : nil
      return true
    }
    return isLast || looks % Self.looksUntilAll == 0 || seen.keys.contains { $0.folder == key }
  }

  // MARK: Files

  private mutating func take(
    from folder: Folder, _ kind: FeedbackTargets.Kind, _ target: String, _ isLast: Bool
  ) throws(SystemFailure) -> Bool {
    var tookAny = false
    var places: Set<Place> = []
    for name in try names(in: folder) where !Self.isNote(name) {
      guard let facts = try files.facts(in: folder, name), facts.kind == .regular else { continue }
      let place = Place(folder: folder.label, name: name)
      places.insert(place)
      var sight = seen[place] ?? Sight(signature: facts.signature)
      if sight.signature != facts.signature { sight = Sight(signature: facts.signature) }
      sight.looks += 1
      if !sight.isRefused, isLast || sight.looks > 1 {
        if try take(name, in: folder, kind, target, &sight) {
          tookAny = true
          seen[place] = nil
          continue
        }
      }
      seen[place] = sight
    }
    for place in seen.keys where place.folder == folder.label && !places.contains(place) {
      seen[place] = nil
    }
    return tookAny
  }

  /// Our own notes, and what desktops leave in folders they show.
  private static func isNote(_ name: FileName) -> Bool {
    name.ends(with: ".why.txt") || ["desktop.ini", "Thumbs.db"].contains("\(name)")
  }

  private mutating func take(
    _ name: FileName, in folder: Folder, _ kind: FeedbackTargets.Kind, _ target: String,
    _ sight: inout Sight
  ) throws(SystemFailure) -> Bool {
    let open = try files.openFile(in: folder, name)
    guard try files.writer(of: open) != .writing else { return false }
    var bytes: [UInt8] = []
    try files.read(
      open, into: &bytes, expected: Int(sight.signature.size), limit: Self.longestResult)
    switch judge(bytes, looks: sight.looks) {
    case .waits: return false
    case .refused(let refusal):
      sight.isRefused = true
      try refuse(name, in: folder, refusal)
      return false
    case .said(let result, let source, let claim, let order):
      let isNew = try file.add(note(kind, target, result, order))
      // What the console wrote was never in the outbox.
      let isBack =
        SpoolDesk.isOurs(name)
        ? false
        : try back.putBack(name, in: folder, of: claim, archived: source, stage: stage)
      if !isBack { try files.unlink(name, in: folder) }
      try files.unlink(name.appending(".why.txt".utf8), in: folder)
      events(.feedbackTaken(kind: kind.rawValue, target: target, isNew: isNew, isPutBack: isBack))
      return true
    }
  }

  private enum Judgement {
    case waits
    case refused(DraggedResult.Refusal)
    case said(DraggedResult, source: Folder, claim: Claim, order: StoredOrder)
  }

  private func judge(_ bytes: [UInt8], looks: Int) -> Judgement {
    do throws(DraggedResult.Refusal) {
      let result = try DraggedResult(bytes)
      guard let found = try? ArchiveSample.find(result.claim, in: roots.archive, files: files),
        let order = ArchiveSample.order(
          result.id, of: found.claim, in: found.folder, reader: classifier.engine.reader,
          files: files)
      else {
        // A result is out a moment before its source is archived.
        return looks < Self.patience ? .waits : .refused(.notArchived(result.id))
      }
      return .said(result, source: found.folder, claim: found.claim, order: order)
    } catch {
      return .refused(error)
    }
  }

  private mutating func note(
    _ kind: FeedbackTargets.Kind, _ target: String, _ result: DraggedResult, _ order: StoredOrder
  ) -> FeedbackCase {
    var digest: [UInt8] = []
    var text = order.text
    text.withUTF8 { SHA256.digest(of: UnsafeRawBufferPointer($0), into: &digest) }
    let hex = digest.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    classifier.read(text: text)
    let masked = classifier.text(TextSpan(start: 0, end: classifier.document.count))
    return FeedbackCase(
      digest: "sha256:" + hex, kind: kind, target: target, order: result.id, name: order.name,
      ruleset: result.ruleset, time: clocks.wall(), text: masked)
  }

  /// Says why beside the file; a result of many rows that was moved goes back all the same.
  private func refuse(
    _ name: FileName, in folder: Folder, _ refusal: DraggedResult.Refusal
  ) throws(SystemFailure) {
    let note = try files.createFile(
      in: folder, name.appending(".why.txt".utf8), exclusive: false)
    try files.write(note, Array(refusal.note.utf8))
    events(.feedbackRefused(code: refusal.code))
    guard case .manyRows(let id?) = refusal,
      let found = try ArchiveSample.find(id, in: roots.archive, files: files)
    else { return }
    _ = try back.putBack(
      name, in: folder, of: found.claim, archived: found.folder, stage: stage)
  }
}
