internal import Glibc
internal import Matching
internal import Synchronization

/// Tries saved rules in the background, on a thread of its own that yields to orders; nothing is
/// published.
///
/// Whoever saves again while it runs gets one answer, against the rules before the first save.
final class RulesPreview: Sendable {
  private struct Change {
    var old: RuleEngine
    var new: RuleEngine
  }

  private struct State {
    var running: Change?
    var waiting: Change?
  }

  /// Shown until the answer is there.
  private static let running = "正在用最近的工单试算这次修改，结果会写在这里。\n"

  private let trial: RulesTrial
  private let archive: String
  private let rules: ActiveRules
  private let notice: RulesNotice
  private let files: FileSystem
  private let wake = WakeSignal()
  private let state = Mutex(State())

  init(
    _ trial: RulesTrial, archive: String, rules: ActiveRules, notice: RulesNotice,
    files: FileSystem
  ) {
    self.trial = trial
    self.archive = archive
    self.rules = rules
    self.notice = notice
    self.files = files
  }

  /// Other rules are in use now.
  func changed(from old: RuleEngine, to new: RuleEngine) {
    state.withLock { state in
      let first = state.running?.old ?? state.waiting?.old ?? old
      state.waiting = Change(old: first, new: new)
    }
    rules.notePreview(Self.running, of: new.digest)
    wake.ask()
  }

  func stop() { wake.stop() }

  /// Runs until stopped.
  func run() {
    // On Linux this is the nice value of the calling thread alone.
    _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
    while !wake.isStopping {
      wake.wait(alsoFor: nil, nanoseconds: Nanoseconds.seconds(60))
      while let change = next() { answer(change) }
    }
  }

  private func next() -> Change? {
    state.withLock { state in
      guard !wake.isStopping, let change = state.waiting else { return nil }
      state.waiting = nil
      state.running = change
      return change
    }
  }

  private func answer(_ change: Change) {
    let text = compare(change)
    let isWanted = state.withLock { state in
      state.running = nil
      return state.waiting == nil
    }
    guard isWanted, !wake.isStopping else { return }
    rules.notePreview(text, of: change.new.digest)
    notice.write(rules)
  }

  private func compare(_ change: Change) -> String {
    do throws(ArchiveSample.Failure) {
      var orders = try ArchiveSample(
        archive: archive, days: trial.days, atMost: trial.files, files: files)
      guard orders.fileCount > 0 else { return "归档里还没有工单，没法试算这次修改。\n" }
      return trial.compare(change.old, change.new) { each in
        orders.forEach(reader: change.new.reader) { order in
          guard !isStale else { return false }
          each(order)
          return true
        }
      }
    } catch {
      return "这次修改没法试算：\(error)\n"
    }
  }

  private var isStale: Bool {
    wake.isStopping || state.withLock { $0.waiting != nil }
  }
}
