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
    guard scratch.mayFire(number, engine.rules) else { return false }
    let before = scratch.fired.count
    defer {
      scratch.evidence.truncate(
        to: scratch.fired.count > before
          ? Int(scratch.fired[before].evidenceStart) : scratch.evidence.count)
      scratch.fired.truncate(to: before)
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
