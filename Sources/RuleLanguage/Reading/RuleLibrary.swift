/// Reads a rules folder into a rule set, and tells everything that is wrong with it at once.
package enum RuleLibrary {
  /// Reads the files of a folder.
  package static func read(folder: String) -> RuleReading {
    let (sources, problems) = RulesFolder.read(folder)
    let root = folder.split(separator: "/").last.map(String.init) ?? folder
    guard problems.allSatisfy({ $0.code != .missingFile }) else {
      return RuleReading(ruleSet: nil, diagnostics: problems, sources: [], root: root)
    }
    return read(sources: sources, problems: problems, root: root, today: CalendarDay.today())
  }

  /// Reads files held in memory; `today` decides only whether an override has expired.
  package static func read(
    sources: [SourceFile], root: String = "Rules", today: String? = nil
  ) -> RuleReading {
    read(
      sources: sources, problems: [], root: root, today: today ?? CalendarDay.today())
  }

  /// The files people share between packs: what a single pack needs beside it to be read.
  package static func sharedSources(folder: String) -> [SourceFile] {
    RulesFolder.read(folder, places: ["lists", "overrides"]).sources
  }

  /// Reads one pack as it would stand among rules that are read already: a fraction of the work of
  /// reading them all.
  ///
  /// `shared` are the other files of its folder, of which lists and overrides count; labels and
  /// policy are those of the rules. What only a reading of everything finds is not found.
  package static func read(
    pack: SourceFile, shared: [SourceFile], among others: RuleSet, root: String = "Rules"
  ) -> RuleReading {
    let used = shared.filter { $0.path.hasPrefix("lists/") || $0.path.hasPrefix("overrides/") }
    let sources = used + [pack]
    let log = DiagnosticLog(sources: sources, root: root)
    let reading = FolderReading(sources: sources, log: log, today: CalendarDay.today())
    let ruleSet = reading.ruleSet(withPackAmong: others)
    return RuleReading(
      ruleSet: log.hasErrors ? nil : ruleSet, diagnostics: log.sorted, sources: sources, root: root)
  }

  /// Whether a path inside a rules folder, such as `packs/outage.yaml`, belongs to the rule set.
  package static func reads(_ path: String) -> Bool { RulesFolder.isRead(path) }

  private static func read(
    sources: [SourceFile], problems: [Diagnostic], root: String, today: String
  ) -> RuleReading {
    // By path, so that neither the folder's order nor the caller's changes anything.
    let sources = sources.sorted {
      Array($0.path.utf8).lexicographicallyPrecedes(Array($1.path.utf8))
    }
    let log = DiagnosticLog(sources: sources, root: root)
    let reading = FolderReading(sources: sources, log: log, today: today)
    let ruleSet = reading.ruleSet()
    let diagnostics = problems + log.sorted
    let hasErrors = diagnostics.contains { $0.severity == .error }
    return RuleReading(
      ruleSet: hasErrors ? nil : ruleSet, diagnostics: diagnostics, sources: sources, root: root)
  }
}
