package import Matching
package import RuleLanguage
internal import Transcripts

/// Lint and examples of a rules folder: what `suqiu check` prints and every reload asks.
package struct RuleCheck: Sendable {
  /// The engine, when the set may be used: no error and no failed example.
  package var engine: RuleEngine?
  /// Everything that was found, sorted by file, line and column.
  package var diagnostics: [Diagnostic]
  /// The files read, for showing lines.
  package var sources: [SourceFile]
  /// How the folder is called in messages.
  package var root: String
  /// How many rules and examples were looked at.
  package var ruleCount = 0
  package var exampleCount = 0
  /// `todo_hit` examples that still do not fire; known gaps, not failures.
  package var knownGaps = 0

  /// How many patterns there are, and how many run on every order because no word holds them back.
  package var patterns = (all: 0, alwaysRun: 0)

  /// The number of errors.
  package var errorCount: Int { diagnostics.count { $0.severity == .error } }
  /// The number of warnings.
  package var warningCount: Int { diagnostics.count { $0.severity == .warning } }

  /// Reads, compiles and tries a folder.
  ///
  /// Everything wrong is collected in one reading; `growth` is what earlier checks found out about
  /// patterns.
  package static func run(
    folder: String, growth: PatternGrowthCache = .shared
  ) -> RuleCheck {
    run(RuleLibrary.read(folder: folder), growth: growth)
  }

  /// The same for files already read.
  package static func run(
    _ reading: RuleReading, growth: PatternGrowthCache = .shared
  ) -> RuleCheck {
    var check = RuleCheck(
      engine: nil, diagnostics: reading.diagnostics, sources: reading.sources,
      root: reading.root)
    if let ruleSet = reading.ruleSet {
      let (engine, diagnostics) = RuleEngine.compile(ruleSet)
      check.diagnostics += diagnostics
      check.lookAtRules(ruleSet, growth)
      if let engine { check.runExamples(engine) }
      check.ruleCount = ruleSet.rules.count
      if let engine {
        check.patterns = (engine.patternCount, engine.alwaysRunPatterns.count)
      }
      check.engine = check.errorCount == 0 ? engine : nil
    }
    check.diagnostics.sort { one, other in
      guard let first = one.position, let second = other.position else {
        return one.position == nil && other.position != nil
      }
      if first.file != second.file { return first.file < second.file }
      return (first.line, first.column) < (second.line, second.column)
    }
    return check
  }

  /// One edited pack among rules that are in use: its own lint and examples, none of the others'.
  ///
  /// For trying while somebody types: there is an engine even when examples fail. What may be saved
  /// is for the check of everything to say.
  package static func run(
    pack: SourceFile, shared: [SourceFile], among others: RuleSet,
    growth: PatternGrowthCache = .shared
  ) -> RuleCheck {
    let reading = RuleLibrary.read(pack: pack, shared: shared, among: others)
    var check = RuleCheck(
      engine: nil, diagnostics: reading.diagnostics, sources: reading.sources, root: reading.root)
    guard let ruleSet = reading.ruleSet else { return check }
    let (engine, diagnostics) = RuleEngine.compile(ruleSet)
    check.diagnostics += diagnostics
    var patterns = PatternCheck(growth: growth)
    patterns.check(ruleSet.rules.filter { $0.position.file == pack.path })
    check.diagnostics += patterns.diagnostics
    // An example that fails for the moment keeps nobody from seeing what the rule does.
    check.engine = check.errorCount == 0 ? engine : nil
    if let engine { check.runExamples(engine, of: pack.path) }
    check.ruleCount = ruleSet.rules.count
    return check
  }

  /// Checks that need the fold and the matcher, or all rules at once.
  private mutating func lookAtRules(_ ruleSet: RuleSet, _ growth: PatternGrowthCache) {
    var patterns = PatternCheck(growth: growth)
    patterns.check(ruleSet.rules)
    var useless = UselessRuleCheck(ruleSet)
    useless.check()
    diagnostics += patterns.diagnostics + useless.diagnostics
  }

  /// Those of one file alone, where one is named.
  private mutating func runExamples(_ engine: RuleEngine, of file: String? = nil) {
    var classifier = OrderClassifier(engine: engine)
    for (number, rule) in engine.ruleSet.rules.enumerated() where rule.status != .retired {
      guard file == nil || rule.position.file == file else { continue }
      for example in rule.examples { run(example, number, rule, &classifier) }
    }
    if file != nil { return }
    for example in engine.ruleSet.cues.examples { run(example, &classifier) }
  }

  private mutating func run(
    _ example: RuleExample, _ number: Int, _ rule: Rule, _ classifier: inout OrderClassifier
  ) {
    exampleCount += 1
    classifier.read(text: example.text)
    let fires = classifier.fires(rule: number)
    switch (example.kind, fires) {
    case (.hit, true), (.miss, false), (.todoHit, true): return
    case (.todoHit, false): knownGaps += 1
    case (.hit, false):
      let notes = reasons(number, &classifier)
      diagnostics.append(
        Diagnostic(
          .failedExample, "rule `\(rule.id)` does not fire on its `hit` example",
          at: example.position, length: example.text.unicodeScalars.count, mark: "should hit",
          notes: notes,
          help: ["widen the rule, or move the sentence to `todo_hit` to record a known gap"]))
    case (.miss, true):
      diagnostics.append(
        Diagnostic(
          .failedExample, "rule `\(rule.id)` fires on its `miss` example",
          at: example.position, length: example.text.unicodeScalars.count, mark: "should not hit",
          help: ["narrow the rule with `not_in`, `unless`, `by` or `within`"]))
    }
  }

  /// The fewest tests that keep the rule from firing, in words.
  private func reasons(_ number: Int, _ classifier: inout OrderClassifier) -> [String] {
    let miss = classifier.nearMiss(rule: number)
    let wording = TestWording(classifier.engine.ruleSet, OrderText(classifier))
    return miss.failed.filter { $0.test != .status }.map { wording.sentence($0, of: miss) }
  }

  private mutating func run(_ example: Cues.Example, _ classifier: inout OrderClassifier) {
    exampleCount += 1
    let marked = MarkedExample(example.text)
    classifier.read(text: marked.text)
    if let state = example.state, !classifier.isIn(state: state) {
      fail(example, "the document is not in state `\(state)`")
    }
    guard let wanted = example.context, let span = marked.span else { return }
    let context = classifier.context(start: span.start, end: span.end)
    if context != wanted {
      fail(example, "the marked words are \(context.name), not \(wanted.name)")
    }
  }

  private mutating func fail(_ example: Cues.Example, _ message: String) {
    diagnostics.append(
      Diagnostic(
        .failedExample, "a cue example fails: \(message)", at: example.position,
        length: example.text.unicodeScalars.count, mark: "in `\(example.text)`",
        help: ["change the cue's words, `looks`, `reach` or `ends`, or add a `pseudo` phrase"]))
  }
}
