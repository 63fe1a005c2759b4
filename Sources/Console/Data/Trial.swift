internal import Matching
internal import Pipeline
internal import RuleLanguage
internal import Workbench

/// One try in the playground: a text, and one pack that may have been changed.
struct Trial: Sendable {
  var text: String
  /// The pack, without ending; nil tries the rules in use.
  var pack: String?
  /// The pack as it was edited; nil shows it as it is.
  var source: String?
  var whyNot: String?

  /// Whether the change is tried on archived orders too.
  var onArchive = false

  /// Days of the archive a change is tried on, and files at most.
  static let days = 7
  static let files = 400
  /// Bytes of a text, and of a pack.
  static let limit = 1 << 20
}

extension Desk {
  /// The pack as it stands in the rules folder; nil when there is none.
  nonisolated func source(of pack: String) -> (text: String, digest: String)? {
    spool.pack(pack)
  }

  /// What the rules make of a text, and what a changed pack would make of it.
  ///
  /// A changed pack is tried among the rules in use, with its own examples, on a thread of its own.
  nonisolated func outcome(of trial: Trial, _ language: Language) async -> JSONValue {
    guard let current = board.engine else { return .members(["tried": .bool(false)]) }
    let folder = spool.rulesFolder
    let spool = spool
    return await DedicatedThread.run {
      guard let pack = trial.pack, let source = trial.source else {
        return Self.value(trial, current, nil, nil, language)
      }
      let check = RuleCheck.run(
        pack: SourceFile(path: "packs/\(pack).yaml", text: source),
        shared: RuleLibrary.sharedSources(folder: folder),
        among: current.ruleSet)
      let value = Self.value(trial, current, check.engine, check, language)
      guard trial.onArchive, let edited = check.engine else { return value }
      return value.adding(["archive": .string(spool.difference(current, edited))])
    }
  }

  /// Lint and all examples with one pack in the place of the folder's.
  static func check(_ pack: String, _ source: String, folder: String) -> RuleCheck {
    var sources = RuleLibrary.read(folder: folder).sources
    let path = "packs/\(pack).yaml"
    sources.removeAll { $0.path == path }
    sources.append(SourceFile(path: path, text: source))
    return RuleCheck.run(RuleLibrary.read(sources: sources))
  }

  private static func value(
    _ trial: Trial, _ current: RuleEngine, _ edited: RuleEngine?, _ check: RuleCheck?,
    _ language: Language
  ) -> JSONValue {
    var value = JSONValue.members(["tried": .bool(true)])
    if let check {
      let renderer = DiagnosticRenderer(sources: check.sources, root: check.root)
      let path = "packs/\(trial.pack ?? "").yaml"
      let shown = check.diagnostics.filter { $0.severity == .error || $0.position?.file == path }
      value = value.adding([
        "has_problems": .bool(!shown.isEmpty), "clean": .bool(shown.isEmpty),
        "usable": .bool(edited != nil), "examples": .number(check.exampleCount),
        "problems": .array(
          shown.prefix(20).map {
            .members([
              "code": .string($0.code.rawValue), "error": .bool($0.severity == .error),
              "line": .number($0.position?.line ?? 0), "message": .string($0.message),
              "report": .string(renderer.text($0)),
            ])
          }),
      ])
    }
    guard trial.text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      return value.adding(["has_text": .bool(false)])
    }
    var explained = ExplainedText(
      edited ?? current, LabelNames((edited ?? current).ruleSet.taxonomy, language))
    value = value.adding([
      "has_text": .bool(true), "outcome": explained.json(of: trial.text, whyNot: trial.whyNot),
    ])
    guard let edited else { return value }
    let (before, after) = (labels(trial.text, current), labels(trial.text, edited))
    return value.adding([
      "has_changes": .bool(true),
      "gained": .strings(after.filter { !before.contains($0) }),
      "gone": .strings(before.filter { !after.contains($0) }),
    ])
  }

  private static func labels(_ text: String, _ engine: RuleEngine) -> [String] {
    var classifier = OrderClassifier(engine: engine)
    classifier.explain(text: text)
    let labels = engine.ruleSet.taxonomy.labels
    return classifier.account().given.map { labels[$0.label].key }
  }
}

extension SpoolDesk {
  /// What the edited rules would do to the orders of the last days, in a few lines.
  fileprivate func difference(_ current: RuleEngine, _ edited: RuleEngine) -> String {
    var maker = RuleDiffMaker(old: current, named: "", new: edited, named: "", samples: 1)
    forEachOrder(days: Trial.days, atMost: Trial.files, reader: current.reader) {
      maker.add(SampleOrder(id: $0.name, text: $0.text))
    }
    return RuleDiffText(maker.finished()).notice()
  }
}
