internal import RuleLanguage
internal import Transcripts

/// Turns a rule set into the tables the engine reads.
struct RuleCompiler {
  private let ruleSet: RuleSet
  private let reader: DocumentReader
  private var words = WordTable()
  private var patterns: [CompiledPattern] = []
  private var patternNumbers: [String: Int32] = [:]
  private var patternSets: [Int32: [Int32]] = [:]
  private var anchors: [[PatternAnchor]] = []
  private var fieldNames: [String] = []
  private var tables = RuleTables()
  private var roles: [Int32: (role: CueRole, number: Int32)] = [:]
  private var cues: [CompiledCue] = []
  /// The most elements of `near` and items of `all`: each has a bit while it is tested.
  private static let mostElements = 64
  private(set) var diagnostics: [Diagnostic] = []

  private let usesJIT: Bool

  init(_ ruleSet: RuleSet, reader: DocumentReader, usesJIT: Bool = true) {
    self.ruleSet = ruleSet
    self.usesJIT = usesJIT
    self.reader = reader
  }

  /// The tables, or nil when a pattern cannot be compiled.
  mutating func compile() -> CompiledRules? {
    compileCues()
    let ids = ruleSet.rules.map(\.id)
    let numbers = Dictionary(
      ids.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    for index in ruleSet.rules.indices { compile(rule: index, numbers) }
    let policy = compilePolicy()
    guard !diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    return finish(policy: policy, ids: ids)
  }

  private mutating func finish(policy: CompiledPolicy, ids: [String]) -> CompiledRules {
    let firstSoft = words.words.count
    let soft = CompiledSoft(ruleSet, words: &words, fold: FoldTable.shared.foldedScalars)
    let triggers = RuleTriggers(tables: tables, isActive: isTested, words: words)
    let timeFields = reader.fieldNames.indices.filter {
      ["accepted_at", "called_at", "created_at", "written_at"].contains(reader.fieldNames[$0])
    }.map { Int32($0) }
    return CompiledRules(
      words: words.words,
      testedRules: ruleSet.rules.indices.filter(isTested).map { Int32($0) },
      terms: TermTables(words: words, roles: roles, wokenRules: triggers.wokenRules),
      setCount: words.sets.count,
      alwaysRules: triggers.always, tables: tables,
      patterns: patterns, anchors: NumberRows(anchors),
      meaningText: words.standardWords.map { Array(LabelText.json($0).utf8) }, cues: cues,
      alwaysRunPatterns: patternSets.filter(\.value.isEmpty).keys.sorted(),
      policy: policy, labelText: LabelText(taxonomy: ruleSet.taxonomy, ruleIds: ids),
      soft: soft, firstSoftTerm: Int32(firstSoft),
      timeFields: timeFields,
      fieldText: fieldNames.map { Array(LabelText.json($0).utf8) }, privacy: ruleSet.policy.privacy)
  }

  /// Draft and retired rules are compiled (their examples run) but not tested on orders.
  private func isTested(_ rule: Int) -> Bool {
    let status = ruleSet.rules[rule].status
    return status == .active || status == .shadow
  }

  private mutating func set(_ meanings: [Meaning]) -> Int32 {
    words.set(of: meanings, fold: { FoldTable.shared.foldedScalars($0) }) ?? -1
  }

  private mutating func set(words list: [String]) -> Int32 {
    words.set(ofWords: list, fold: { FoldTable.shared.foldedScalars($0) }) ?? -1
  }

  // MARK: Rules

  private mutating func compile(rule index: Int, _ numbers: [String: Int32]) {
    let rule = ruleSet.rules[index]
    let policy = ruleSet.policy
    let whenStart = tables.lines.count
    for line in rule.when { compile(line: line, rule) }
    let whenEnd = tables.lines.count
    for line in rule.unless { compile(line: line, rule) }
    let voteStart = tables.votes.count
    for vote in rule.gives {
      tables.votes.append(
        RuleVote(
          label: Int32(vote.label), points: Int32(vote.score ?? policy.score),
          axis: ruleSet.taxonomy.labels[vote.label].axis))
    }
    let suppressStart = tables.suppresses.count
    tables.suppresses += rule.suppresses.compactMap { numbers[$0] }
    let fieldStart = tables.fields.count
    for field in rule.fields {
      guard let number = pattern(field.pattern, at: field.position) else { continue }
      _ = requiredSets(field.pattern, pattern: number)
      tables.fields.append(RuleField(name: fieldName(field.name), pattern: number))
    }
    tables.rules.append(
      CompiledRule(
        isShadow: rule.status == .shadow, isDeaf: !rule.soundsLike,
        votesByMeaning: whenEnd == whenStart + 1 && tables.lines[whenStart].kind == .any,
        scope: rule.scope,
        contexts: AxisContexts(
          intent: rule.contexts ?? policy.intent.contexts,
          topic: rule.contexts ?? policy.topic.contexts,
          cause: rule.contexts ?? policy.cause.contexts,
          attribute: rule.contexts ?? policy.attributeContexts),
        whenStart: Int32(whenStart), whenEnd: Int32(whenEnd),
        unlessEnd: Int32(tables.lines.count), voteStart: Int32(voteStart),
        voteEnd: Int32(tables.votes.count), suppressStart: Int32(suppressStart),
        suppressEnd: Int32(tables.suppresses.count), fieldStart: Int32(fieldStart),
        fieldEnd: Int32(tables.fields.count)))
  }

  private mutating func compile(line: Clause, _ rule: Rule) {
    var compiled = CompiledLine(
      kind: .any, sections: line.sections ?? rule.sections,
      speakers: line.speakers ?? rule.speakers)
    compiled.contexts = line.contexts ?? []
    compiled.scope = line.scope
    if let turns = line.turns {
      compiled.firstTurn = Int32(turns.lowerBound)
      compiled.lastTurn = Int32(turns.upperBound)
    }
    if !line.notIn.isEmpty { compiled.notIn = set(line.notIn) }
    var elements: [Int32] = []
    switch line.kind {
    case .any(let meanings):
      elements = [set(meanings)]
    case .all(let meanings):
      compiled.kind = .all
      elements = meanings.map { set([$0]) }
    case .atLeast(let number, let meanings):
      compiled.kind = .atLeast
      compiled.number = Int32(number)
      elements = [set(meanings)]
    case .near(let words, let within, let ordered):
      compiled.kind = .near
      compiled.number = Int32(within)
      compiled.isOrdered = ordered
      elements = words.map { set($0) }
    case .regex(let source):
      guard let number = pattern(source, at: line.position) else { return }
      compiled.kind = .regex
      compiled.pattern = number
      elements = requiredSets(source, pattern: number)
    }
    guard elements.count <= Self.mostElements else {
      diagnostics.append(
        Diagnostic(
          .badValue,
          "a line of rule `\(rule.id)` has \(elements.count) parts, more than \(Self.mostElements)",
          at: line.position, help: ["put words that mean the same into one list"]))
      return
    }
    guard !elements.contains(-1) else {
      diagnostics.append(
        Diagnostic(
          .emptyKeyword, "a line of rule `\(rule.id)` has no word left to look for",
          at: line.position))
      return
    }
    compiled.elementStart = Int32(tables.elements.count)
    tables.elements += elements
    compiled.elementEnd = Int32(tables.elements.count)
    tables.lines.append(compiled)
  }

  /// The word sets without which a pattern cannot match; none = it is always run.
  private mutating func requiredSets(_ source: String, pattern: Int32) -> [Int32] {
    if let known = patternSets[pattern] { return known }
    let clauses = RequiredLiterals(source).clauses
      .sorted { RequiredLiterals.weight($0) < RequiredLiterals.weight($1) }
    let sets = clauses.map { clause in
      let list = clause.words.map { word in
        String(String.UnicodeScalarView(word.compactMap(Unicode.Scalar.init)))
      }
      return set(words: list.sorted())
    }
    patternSets[pattern] = sets
    anchors[Int(pattern)] = zip(clauses, sets).compactMap { clause, set in
      clause.before.map {
        PatternAnchor(set: set, least: Int32($0.lowerBound), most: Int32($0.upperBound))
      }
    }
    return sets
  }

  private mutating func fieldName(_ name: String) -> Int32 {
    if let known = fieldNames.firstIndex(of: name) { return Int32(known) }
    fieldNames.append(name)
    return Int32(fieldNames.count - 1)
  }

  private mutating func pattern(_ source: String, at position: FilePosition) -> Int32? {
    if let known = patternNumbers[source] { return known }
    do throws(CompiledPattern.Failure) {
      let compiled = try CompiledPattern(source, useJIT: usesJIT)
      let number = Int32(patterns.count)
      patterns.append(compiled)
      anchors.append([])
      patternNumbers[source] = number
      return number
    } catch {
      diagnostics.append(
        Diagnostic(
          .badPattern, "PCRE2 refuses this pattern: \(error.message)", at: position,
          length: source.unicodeScalars.count,
          mark: "the fault is at byte \(error.offset) of the pattern",
          notes: ["patterns are PCRE2 with UTF and UCP, without \\C"],
          help: ["write patterns in single quotes, so that YAML leaves backslashes alone"]))
      return nil
    }
  }

  // MARK: Cues

  private mutating func compileCues() {
    let source = ruleSet.cues
    for cue in source.cues {
      let number = Int32(cues.count)
      cues.append(
        CompiledCue(
          kind: cue.kind, looks: cue.looks, reach: Int32(cue.reach),
          endsAtClause: cue.ends == .clause, listMembers: cue.listMembers))
      give(.cue, number: number, to: cue.words, named: "cue \(number)")
    }
    give(.clauseEnd, to: source.clauseEnds, named: "clause end")
    give(.endWord, to: source.endWords, named: "end word")
    give(.pseudo, to: source.pseudo, named: "pseudo")
    give(.gapNegation, to: source.gapNegations, named: "gap negation")
    give(.affirm, to: source.affirm, named: "affirm")
    give(.deny, to: source.deny, named: "deny")
    for state in source.states {
      guard let number = Cues.stateNames.firstIndex(of: state.name) else { continue }
      give(
        .state, number: Int32(number), to: state.words, named: "state \(state.name)")
    }
  }

  /// Makes a set of its own for the words of a role.
  private mutating func give(
    _ role: CueRole, number: Int32 = 0, to list: [String], named name: String
  ) {
    guard !list.isEmpty else { return }
    let meanings = [Meaning(id: "cue:\(name)", words: list)]
    let place = set(meanings)
    if place >= 0 { roles[place] = (role, number) }
  }

  // MARK: Policy

  private mutating func compilePolicy() -> CompiledPolicy {
    let policy = ruleSet.policy
    var requirementSets: [Int: Int32] = [:]
    for requirement in policy.requires {
      requirementSets[requirement.label] = set(words: requirement.words)
    }
    let denials = policy.denials.map {
      CompiledPolicy.Denial(labels: $0.labels.map { Int32($0) }, set: set(words: $0.words))
    }
    return CompiledPolicy(
      policy, ruleSet.taxonomy, requirementSets: requirementSets, denials: denials)
  }
}
