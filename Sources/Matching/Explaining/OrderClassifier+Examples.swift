package import RuleLanguage
internal import Transcripts

extension OrderClassifier {
  /// Reads a text as a whole document, as an example beside a rule or cue is meant.
  package mutating func read(text: String) {
    document.removeAll()
    document.original.append(contentsOf: text.utf8)
    document.sourceBytes = document.original.count
    engine.reader.structure(&document)
    scratch.reset()
    hear()
    findWords()
  }

  /// Whether a rule fires on the text last read, before suppression and policy.
  ///
  /// A rule that votes on several axes is judged on the strictest one, the axis that lets the
  /// fewest contexts count: a `miss` such as 担心打雷会停电 is about the cause, not the topic.
  package mutating func fires(rule number: Int) -> Bool {
    fires(rule: number, relaxed: [])
  }

  /// The same with some tests left out, for explanations.
  mutating func fires(rule number: Int, relaxed: Relaxation) -> Bool {
    let rule = engine.rules.rules[number]
    turn(deaf: rule.isDeaf)
    guard scratch.mayFire(rule, engine.rules) else { return false }
    let before = scratch.fired.count
    defer {
      scratch.evidence.removeSubrange(
        (scratch.fired.count > before ? Int(scratch.fired[before].evidenceStart)
          : scratch.evidence.count)...)
      scratch.fired.removeSubrange(before...)
    }
    return scratch.test(
      rule, Int32(number), strictestAxis(rule), relaxed: relaxed, engine.rules, document)
  }

  /// The axis a rule's examples are judged on.
  func strictestAxis(_ rule: CompiledRule) -> Taxonomy.Axis {
    let votes = engine.rules.votes[rule.votes]
    var best = votes.first?.axis ?? .cause
    for vote in votes {
      let size = rule.contexts[vote.axis].rawValue.nonzeroBitCount
      if size < rule.contexts[best].rawValue.nonzeroBitCount { best = vote.axis }
    }
    return best
  }

  /// The single test that keeps a rule from firing on the text last read, in words; nil when no
  /// single test does.
  package mutating func reasonForSilence(rule number: Int) -> String? {
    let rule = engine.rules.rules[number]
    if !scratch.mayFire(rule, engine.rules) {
      return missingLine(rule).map { "no word of line \($0 + 1) of `when` stands in the text" }
    }
    for (test, words) in Self.singleTests where fires(rule: number, relaxed: test) { return words }
    return nil
  }

  /// The first line of `when` without any of its words in the text.
  private func missingLine(_ rule: CompiledRule) -> Int? {
    engine.rules.lines[rule.when].firstIndex { line in
      engine.rules.elements[line.elements].contains { !scratch.isTouched($0) }
    }.map { $0 - rule.when.lowerBound }
  }

  private static let singleTests: [(Relaxation, String)] = [
    (.context, "the hit is negated, supposed, past or asked, which does not count here"),
    (.unless, "a line of `unless` holds"),
    (.section, "the hit lies in a section the rule does not read"),
    (.boilerplate, "the hit lies in boilerplate, such as a survey menu or an option list"),
    (.speaker, "somebody else says it"),
    (.turns, "it is said in another turn"),
    (.longerPhrase, "the hit lies inside a longer phrase that `not_in` names"),
    (.window, "the words stand further apart than `within`"),
    (.order, "the words stand in another order"),
    (.sentence, "the words stand in different sentences"),
    (.scope, "the lines of `when` do not meet in one scope"),
  ]

  /// The context of a marked place in the text last read, and the states of the document.
  package mutating func context(start: Int, end: Int) -> HitContext {
    let segment = document.segmentIndex(at: Int32(start))
    let sentence = document.sentenceIndex(at: Int32(start))
    return scratch.context(
      start: Int32(start), end: Int32(end), segment: segment, sentence: sentence, engine.rules,
      document)
  }

  /// Whether the document last read is in a state of the cue file.
  package func isIn(state name: String) -> Bool {
    guard let number = Cues.stateNames.firstIndex(of: name) else { return false }
    return scratch.states & (1 << UInt32(number)) != 0
  }
}
