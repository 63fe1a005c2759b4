internal import Glibc
internal import Matching

/// Loads the rules again when their folder changes or somebody asks, on a thread of its own:
/// orders do not wait for it.
struct RulesWatcher {
  let source: RulesSource
  let rules: ActiveRules
  let lastGood: LastGoodRules
  let notice: RulesNotice
  /// Tries each change in the background; nil = not at all.
  let preview: RulesPreview?
  let times: Settings.Times
  let clocks: Clocks
  let events: EventLog
  let wake: WakeSignal

  /// Writes down what the daemon starts with; `tree` is the folder as it was read for that.
  func begin(_ tree: RulesTree) {
    let summary = rules.summary
    if !summary.isLastGood { keep(tree) }
    notice.write(rules)
  }

  /// Runs until the bell says stop; `tree` is the folder as it was read for the rules in use.
  func run(since tree: RulesTree) {
    var seen = tree
    var watch = watched(seen)
    // Changed between the first reading and the watch.
    if RulesTree(source.folder) != seen { wake.ask() }
    while !wake.isStopping {
      wake.wait(
        alsoFor: watch?.descriptor, nanoseconds: Nanoseconds.milliseconds(times.rules))
      if wake.isStopping { return }
      let isAsked = wake.takeAsked()
      watch?.read { _ in }
      let current = settled()
      guard isAsked || current != seen else { continue }
      load(current)
      watch = watched(current)
      seen = current
      // A file saved while the set was read belongs to the next reading.
      if RulesTree(source.folder) != current { wake.ask() }
    }
  }

  /// The tree once nobody has touched it for a moment: editors save in several steps.
  private func settled() -> RulesTree {
    var tree = RulesTree(source.folder)
    while !wake.isStopping {
      wake.wait(alsoFor: nil, nanoseconds: Nanoseconds.milliseconds(times.rulesQuiet))
      let next = RulesTree(source.folder)
      if next == tree { return tree }
      tree = next
    }
    return tree
  }

  private func watched(_ tree: RulesTree) -> DirectoryWatch? {
    do throws(SystemFailure) {
      let watch = try DirectoryWatch()
      for folder in tree.folders { try watch.addRules(path: folder) }
      return watch
    } catch {
      events(.watchUnavailable(error))
      return nil
    }
  }

  /// All or nothing: a refused set changes nothing but the notice.
  private func load(_ tree: RulesTree) {
    switch source.load(source.folder) {
    case .accepted(let engine) where engine.digest == rules.engine.digest:
      rules.forgetRefusal()
    case .accepted(let engine):
      let before = rules.engine
      rules.accept(engine, at: clocks.wall())
      preview?.changed(from: before, to: engine)
      events(.rulesAccepted(digest: engine.digest, label: engine.label))
      keep(tree)
    case .refused(let report):
      rules.refuse(report, at: clocks.wall())
      events(.rulesRefused(report: report))
    }
    notice.write(rules)
  }

  private func keep(_ tree: RulesTree) {
    do throws(SystemFailure) {
      try lastGood.keep(source.folder, asRead: tree)
    } catch {
      events(.lastGoodRulesNotKept(error))
    }
  }
}
