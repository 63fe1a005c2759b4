import Glibc
import Matching
import Pipeline
import RuleLanguage
import Sinks
import Testing

/// A spool and an outbox of one test, in a folder of their own that is removed afterwards.
///
/// In memory where the machine has such a file system: nobody else's syncs slow it down.
final class SpoolHouse: Sendable {
  let root: String
  let events = EventRecorder()

  init() throws {
    let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(parent)/suqiu-test-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    root = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    remove(Array(root.utf8))
  }

  var spool: String { "\(root)/spool" }
  var outbox: String { "\(root)/outbox" }
  var inbox: String { "\(root)/spool/inbox" }

  /// Settings for tests: short waits, no floor of free room.
  var settings: Settings {
    var settings = Settings(spool: spool, outbox: outbox)
    settings.limits.freeBytes = 0
    settings.limits.freeInodes = 0
    settings.times.firstRetry = 20
    settings.times.longestRetry = 100
    settings.times.chores = 50
    settings.times.rulesQuiet = 20
    settings.keepsHistory = false
    return settings
  }

  /// A daemon on this spool.
  func daemon(
    _ settings: Settings? = nil, rules: RulesSource? = nil, files: FileSystem = FileSystem(),
    clocks: Clocks = Clocks(), receiver: Receiver? = nil
  ) -> Daemon {
    let surroundings = Surroundings(
      files: files, clocks: clocks, events: EventLog { self.events.record($0) })
    var makePoster: (@Sendable () -> any EventPoster)?
    if let receiver { makePoster = { receiver } }
    return Daemon(
      settings: settings ?? self.settings, rules: rules ?? TestRules.source(),
      surroundings: surroundings, makePoster: makePoster)
  }

  /// Runs a daemon while the body works, then stops it and waits for its end.
  func serving(
    _ daemon: Daemon? = nil, _ body: @Sendable (Daemon) async throws -> Void
  ) async throws {
    let daemon = daemon ?? self.daemon()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await daemon.run() }
      await eventually("the daemon is ready") {
        self.events.contains { if case .ready = $0 { true } else { false } }
      }
      do {
        try await body(daemon)
      } catch {
        daemon.stop()
        throw error
      }
      daemon.stop()
      try await group.waitForAll()
    }
  }

  // MARK: Senders

  /// Makes the folders of the spool, as a first start would.
  func makeFolders(instance: String = "main") throws {
    for path in [
      root, spool, inbox, "\(spool)/work", "\(spool)/work/\(instance)", "\(spool)/done",
      "\(spool)/done/\(instance)", outbox, "\(outbox)/.stage", "\(outbox)/.stage/\(instance)",
    ] where mkdir(path, 0o755) != 0 {
      try #require(errno == EEXIST, "mkdir \(path): \(errno)")
    }
  }

  /// Writes a file beside the inbox and renames it in, as good senders do.
  func drop(_ name: [UInt8], _ text: String) throws {
    let outside = Array("\(root)/".utf8) + Array("sending-\(UInt64.random(in: 0 ... .max))".utf8)
    try write(outside, text)
    let target = Array("\(inbox)/".utf8) + name
    try #require(rename(cString(outside), cString(target)) == 0, "rename: \(errno)")
  }

  func drop(_ name: String, _ text: String) throws {
    try drop(Array(name.utf8), text)
  }

  /// Writes a file in place.
  func write(_ path: [UInt8], _ text: String) throws {
    let file = open(cString(path), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    try #require(file >= 0, "open: \(errno)")
    defer { close(file) }
    let bytes = Array(text.utf8)
    try #require(Glibc.write(file, bytes, bytes.count) == bytes.count)
  }

  func write(_ path: String, _ text: String) throws {
    try write(Array(path.utf8), text)
  }

  // MARK: Readers

  /// The results downstream sees: all names but hidden ones.
  var results: [String] {
    names(outbox).map { String(decoding: $0, as: UTF8.self) }.filter { !$0.hasPrefix(".") }
  }

  /// The names in a folder, sorted by their bytes.
  func names(_ path: String) -> [[UInt8]] { names(Array(path.utf8)) }

  private func names(_ path: [UInt8]) -> [[UInt8]] {
    guard let listing = opendir(cString(path)) else { return [] }
    defer { closedir(listing) }
    var names: [[UInt8]] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [46] && name != [46, 46] { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The names in a folder as text, without locks and notes of ours.
  func visible(_ path: String) -> [String] {
    names(path).map { String(decoding: $0, as: UTF8.self) }.filter { !$0.hasPrefix(".") }
  }

  /// The text of a file; empty when it is not there.
  func text(_ path: String) -> String { text(Array(path.utf8)) }

  func text(_ path: [UInt8]) -> String {
    let file = open(cString(path), O_RDONLY)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let got = read(file, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, got)), as: UTF8.self)
  }

  /// All archived sources, whatever their day.
  var archived: [String] {
    visible("\(spool)/archive").flatMap { visible("\(spool)/archive/\($0)") }
      .filter { $0.contains("~") }
  }

  /// What is left under way; empty when everything came to its end.
  var underWay: [String] {
    ["\(spool)/work/main", "\(spool)/done/main", "\(outbox)/.stage/main"].flatMap(visible)
  }

  private func cString(_ path: [UInt8]) -> [CChar] {
    path.map { CChar(bitPattern: $0) } + [0]
  }

  private func remove(_ path: [UInt8]) {
    guard Glibc.remove(cString(path)) != 0, errno == ENOTEMPTY || errno == EEXIST else { return }
    for name in names(path) { remove(path + [UInt8(ascii: "/")] + name) }
    _ = Glibc.remove(cString(path))
  }
}
