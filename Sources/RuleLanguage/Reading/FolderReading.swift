internal import Transcripts

/// One reading of all files, from labels to rules, each step with what the ones before gave.
struct FolderReading {
  let sources: [SourceFile]
  let log: DiagnosticLog
  let today: String

  /// The rule set as far as it could be read; whether it may be used is for the log to say.
  func ruleSet() -> RuleSet? {
    let taxonomy = root("taxonomy.yaml").flatMap(TaxonomyReader(log: log).read)
    let labels = LabelReader(log: log, taxonomy: taxonomy)
    let shared = sharedLists()
    let policy = root("policy.yaml").map(
      PolicyReader(log: log, labels: labels, shared: shared).read)
    let cues = root("cues.yaml").map(CuesReader(log: log, shared: shared).read)
    let layouts = root("layouts.yaml").map(LayoutsReader(log: log).read)
    let rules = rules(labels: labels, shared: shared)
    guard let taxonomy else { return nil }
    if isComplete(of: "packs") { SuppressCheck(log: log).check(rules) }
    TwinCheck(log: log).check(rules)
    ConflictCheck(log: log, taxonomy: taxonomy).check(rules)
    // What a broken line would have said is missing from the rules: no complaints about that.
    if !log.hasErrors { RuleChecks(log: log, taxonomy: taxonomy).check(rules) }
    let digest = RuleSetDigest.digest(of: sources)
    return RuleSet(
      taxonomy: taxonomy, policy: policy ?? Policy(), cues: cues ?? Cues(),
      layouts: layouts ?? Layouts(), rules: rules,
      soft: files(in: "soft").compactMap(SoftReader(log: log, taxonomy: taxonomy).table),
      digest: digest, label: RuleSetDigest.label(of: digest),
      soundWords: shared[Self.soundList]?.meanings.flatMap(\.words) ?? [])
  }

  /// The same rules with one pack, the only one of the sources, in the place of theirs.
  func ruleSet(withPackAmong others: RuleSet) -> RuleSet {
    let labels = LabelReader(log: log, taxonomy: others.taxonomy)
    let own = rules(labels: labels, shared: sharedLists(), isAll: false)
    let pack = files(in: "packs").first?.path.split(separator: "/").last?.dropLast(5) ?? ""
    let kept = others.rules.filter { $0.pack != pack }
    for rule in own where kept.contains(where: { $0.id == rule.id }) {
      log.report(
        .duplicateId, "another pack has a rule with the id `\(rule.id)`", at: rule.position,
        help: ["give one of them another name"])
    }
    SuppressCheck(log: log).check(own + kept)
    if !log.hasErrors { RuleChecks(log: log, taxonomy: others.taxonomy).check(own + kept) }
    var ruleSet = others
    ruleSet.rules = (own + kept).sorted { $0.id < $1.id }
    ruleSet.digest = RuleSetDigest.digest(of: sources)
    return ruleSet
  }

  /// The list whose words are heard through recognition errors.
  private static let soundList = "同音"

  /// The tree of one of the single files, or a report that it is missing.
  private func root(_ path: String) -> YAMLNode? {
    guard let source = sources.first(where: { $0.path == path }) else {
      if path == "taxonomy.yaml" {
        log.report(
          .missingFile, "there is no `taxonomy.yaml`", at: nil,
          notes: ["it declares the labels rules give"],
          help: ["copy the one that comes with suqiu into `\(log.root)/`"])
      } else {
        log.report(
          .absentFile, "there is no `\(path)`", at: nil,
          notes: ["built-in values are used, and they are few"])
      }
      return nil
    }
    return tree(source)
  }

  /// The tree of a file that must hold something.
  private func tree(_ source: SourceFile) -> YAMLNode? {
    let before = log.diagnostics.count
    if let root = YAMLFile.read(source, log: log) { return root }
    if log.diagnostics.count == before {
      log.report(
        .missingKey, "the file is empty",
        at: FilePosition(file: source.path, line: 1, column: 1),
        help: ["begin it with `format:`, or delete it"])
    }
    return nil
  }

  /// Whether every file of the folder could be read as YAML, so that its rules are known by name.
  private func isComplete(of folder: String) -> Bool {
    log.diagnostics.allSatisfy { diagnostic in
      diagnostic.severity == .warning || !Self.unreadable.contains(diagnostic.code)
        || diagnostic.position?.file.hasPrefix(folder + "/") != true
    }
  }

  private static let unreadable: Set<DiagnosticCode> = [
    .badYAML, .notUTF8, .tooLarge, .anchor, .wideIndent, .fullWidthColon, .tabIndent, .badEscape,
    .reservedStart, .duplicateKey, .controlCharacter, .unreadableFile,
  ]

  private func files(in folder: String) -> [SourceFile] {
    sources.filter { $0.path.hasPrefix(folder + "/") }
  }

  private func sharedLists() -> [String: WordList] {
    let reader = ListReader(log: log)
    return Dictionary(
      files(in: "lists").compactMap { source in
        reader.list(source).map { ($0.name, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  private func rules(
    labels: LabelReader, shared: [String: WordList], isAll: Bool = true
  ) -> [Rule] {
    let packs = PackReader(log: log, shared: shared)
    var written: [WrittenRule] = []
    for source in files(in: "packs") {
      guard let root = tree(source) else { continue }
      written += packs.rules(root, of: source)
    }
    written = unique(written)
    let overrides = OverrideReader(
      log: log, today: today, knowsAllRules: isAll && isComplete(of: "packs"))
    for source in files(in: "overrides") {
      guard let root = tree(source) else { continue }
      overrides.apply(root, to: &written)
    }
    let reader = RuleReader(log: log, labels: labels)
    return written.compactMap(reader.rule)
  }

  private func unique(_ rules: [WrittenRule]) -> [WrittenRule] {
    var first: [String: FilePosition] = [:]
    return rules.filter { rule in
      guard let id = rule.node.value("id") else { return false }
      guard let earlier = first[rule.id] else {
        first[rule.id] = id.position
        return true
      }
      log.report(
        .duplicateId, "two rules have the id `\(rule.id)`", at: id, mark: "again",
        notes: ["first in \(log.root)/\(earlier.file):\(earlier.line)"],
        help: ["give one of them another name"])
      return false
    }
  }
}
