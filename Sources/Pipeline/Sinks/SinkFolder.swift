/// `spool/sinks/<name>/`: what a sink has finished, how far it is in a file of rows, its dead letters.
///
/// ```
/// finished/<day>   the claims of that day that need no sending any more, a line each; grows only
/// progress         a claim and the lines of its result that are done; replaced by rename
/// dead/            events that were given up, each with `<name>.why.txt`
/// ```
/// The archive's claims less the finished ones are what is waiting: whatever comes late, or with an
/// older id after the clock was set back, is found by that.
final class SinkFolder {
  let dead: Folder
  private let root: Folder
  private let finished: Folder
  private let files: FileSystem
  /// Kept for its lock: one daemon at a time sends to a sink.
  private let lock: Descriptor
  /// The file that is written to now.
  private var log: DayLog?
  private var unsynced = 0

  private final class DayLog {
    let day: String
    let file: Descriptor

    init(_ day: String, _ file: consuming Descriptor) {
      self.day = day
      self.file = file
    }
  }

  /// Lines between two write-backs while there is more to do.
  private static let linesPerSync = 64

  /// Opens the folder of a sink; nil while another daemon of the spool sends to it.
  ///
  /// A sink that is new here and begins with `now` finds everything archived before finished.
  init?(
    _ settings: SinkSettings, spool: String, archive: ArchiveDays, files: FileSystem
  ) throws(SystemFailure) {
    self.files = files
    let parent = try files.makeFolder(
      "sinks", in: files.openFolder(path: spool), mode: 0o750)
    root = try files.makeFolder(settings.name, in: parent, mode: 0o750)
    let lock = try files.createFile(in: root, FileName(".lock"), exclusive: false)
    guard try files.lock(lock) else { return nil }
    self.lock = lock
    dead = try files.makeFolder("dead", in: root, mode: 0o750)
    if try files.facts(in: root, FileName("finished")) == nil {
      try Self.begin(settings.beginning, in: root, archive: archive, files: files)
      try files.sync(root)
      try files.sync(parent)
    }
    finished = try files.openFolder("finished", in: root)
  }

  /// Makes `finished`, whole or not at all.
  private static func begin(
    _ beginning: SinkSettings.Beginning, in root: Folder, archive: ArchiveDays, files: FileSystem
  ) throws(SystemFailure) {
    let new = try files.makeFolder(".new", in: root, mode: 0o750)
    if beginning == .now {
      for day in try archive.days() {
        let claims = try archive.claims(of: day).claims
        let file = try files.createFile(in: new, FileName(day), exclusive: false)
        try files.write(file, claims.flatMap { $0.id.text + [newline] })
        try files.sync(file)
      }
    }
    try files.sync(new)
    try files.rename(FileName(".new"), in: root, to: FileName("finished"), in: root)
  }

  private static let newline = UInt8(ascii: "\n")

  // MARK: Finished

  /// The finished claims of a day; a line that a power loss tore is none.
  func finished(of day: String) throws(SystemFailure) -> Set<ClaimId> {
    guard let facts = try files.facts(in: finished, FileName(day)) else { return [] }
    var bytes: [UInt8] = []
    let file = try files.openFile(in: finished, FileName(day))
    try files.read(file, into: &bytes, expected: Int(facts.size), limit: .max)
    var claims = Set<ClaimId>()
    claims.reserveCapacity(bytes.count / (ClaimId.length + 1))
    for line in bytes.split(separator: Self.newline) {
      if let claim = ClaimId(line) { claims.insert(claim) }
    }
    return claims
  }

  /// Notes that a claim needs no sending any more.
  func finish(_ claim: ClaimId, of day: String) throws(SystemFailure) {
    let log = try openLog(of: day)
    // The newline in front ends a line that was torn before.
    try files.write(log.file, [Self.newline] + claim.text + [Self.newline])
    unsynced += 1
    if unsynced >= Self.linesPerSync { try sync() }
  }

  /// Writes back what was noted.
  func sync() throws(SystemFailure) {
    guard unsynced > 0, let log else { return }
    try files.sync(log.file)
    unsynced = 0
  }

  private func openLog(of day: String) throws(SystemFailure) -> DayLog {
    if let log, log.day == day { return log }
    try sync()
    let opened = DayLog(day, try files.openForAppending(FileName(day), in: finished))
    try files.sync(finished)
    log = opened
    return opened
  }

  /// Forgets days the archive has let go of.
  func forget(daysBut days: [String]) throws(SystemFailure) {
    var gone: [FileName] = []
    try files.names(in: finished) { if !days.contains("\($0)") { gone.append($0) } }
    for name in gone where Retention.isDay("\(name)") && "\(name)" != log?.day {
      try files.unlink(name, in: finished)
    }
  }

  // MARK: Progress

  /// The lines of a claim's result that are done.
  func progress(of claim: ClaimId) -> Int {
    var bytes: [UInt8] = []
    guard let file = try? files.openFile(in: root, FileName("progress")),
      (try? files.read(file, into: &bytes, expected: 64, limit: 128)) != nil
    else { return 0 }
    let words = String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    guard words.count == 2, words[0] == "\(claim)" else { return 0 }
    return Int(words[1]) ?? 0
  }

  /// Notes them.
  func keepProgress(_ lines: Int, of claim: ClaimId) throws(SystemFailure) {
    try put("\(claim) \(lines)\n", at: FileName("progress"), in: root)
  }

  // MARK: Dead letters

  /// Keeps an event that was given up, the reason first; `row` tells lines of one result apart.
  func bury(
    _ event: [UInt8], of claim: ClaimId, row: Int?, why: String, at wall: Int64
  ) throws(SystemFailure) {
    let name = FileName("\(claim)" + (row.map { "-\($0)" } ?? "") + ".json")
    let note = """
      what  结果  not delivered, given up at \(TimeText.utc(wall))
      why   原因  \(why)
      fix   处理  mend the receiver, POST the file to it as application/cloudevents+json, delete both

      """
    try put(note, at: name.appending(".why.txt".utf8), in: dead)
    try put(event, at: name, in: dead)
  }

  /// The events in the folder.
  func countDead() throws(SystemFailure) -> Int {
    var count = 0
    try files.names(in: dead) { if $0.ends(with: ".json") { count += 1 } }
    return count
  }

  /// Deletes dead letters that lie there since before this moment (milliseconds since 1970).
  func cleanDead(before wall: Int64) throws(SystemFailure) {
    var names: [FileName] = []
    try files.names(in: dead) { names.append($0) }
    for name in names {
      guard let facts = try files.facts(in: dead, name), facts.kind == .regular,
        facts.signature.changed / 1_000_000 < wall
      else { continue }
      try files.unlink(name, in: dead)
    }
  }

  private func put(_ text: String, at name: FileName, in folder: Folder) throws(SystemFailure) {
    try put(Array(text.utf8), at: name, in: folder)
  }

  /// Writes a file whole or not at all, and durably.
  private func put(
    _ bytes: [UInt8], at name: FileName, in folder: Folder
  ) throws(SystemFailure) {
    let temporary = FileName(Array(".".utf8) + name.bytes)
    let file = try files.createFile(in: folder, temporary, exclusive: false)
    try files.write(file, bytes)
    try files.sync(file)
    try files.rename(temporary, in: folder, to: name, in: folder)
    try files.sync(folder)
  }
}
