internal import RuleLanguage
internal import Transcripts

extension MatchScratch {
  /// The context of a word, asked once and kept.
  mutating func context(
    ofOccurrence index: Int, _ rules: CompiledRules, _ document: borrowing Document
  ) -> HitContext {
    let word = occurrences[index]
    if word.context != 255, let context = HitContext(rawValue: word.context) { return context }
    let context = context(
      start: word.start, end: word.end, segment: word.segment, sentence: word.sentence, rules,
      document)
    occurrences[index].context = context.rawValue
    return context
  }

  /// The context of a stretch of text: the weightiest cue that reaches it, else who asks what.
  func context(
    start: Int32, end: Int32, segment: Int32, sentence: Int32, _ rules: CompiledRules,
    _ document: borrowing Document
  ) -> HitContext {
    let part = document.segments[Int(segment)]
    var heaviest = HitContext.asserted
    var isAffirmed = false
    var index = firstCue(ofSentence: sentence)
    while index < cueHits.count, cueHits[index].sentence == sentence {
      let cue = cueHits[index]
      index += 1
      guard cue.segment == segment else { continue }
      let facts = rules.cues[Int(cue.cue)]
      guard let kind = kind(of: facts, saidBy: part.speaker),
        reaches(cue, facts, start, end, document)
      else { continue }
      if kind == .asserted { isAffirmed = true }
      if weight(kind) > weight(heaviest) { heaviest = kind }
    }
    if isAffirmed, weight(heaviest) <= weight(.wondered) { heaviest = .asserted }
    if heaviest == .asserted || heaviest == .asked, part.speaker == .agent,
      isQuestion(sentence, document)
    {
      return answered(segment, document) ?? .asked
    }
    return heaviest
  }

  /// Whether any cue could negate something: without one nothing is denied.
  var hasDenials: Bool { !cueHits.isEmpty }

  /// The first cue of a sentence or a later one; cues stand in order of place.
  @inline(__always)
  private func firstCue(ofSentence sentence: Int32) -> Int {
    cueHits.firstPlace { $0.sentence < sentence }
  }

  /// The first end of a reach at or behind a place.
  @inline(__always)
  private func firstEnd(from place: Int32) -> Int {
    endHits.firstPlace { $0.start < place }
  }

  /// Whether a denial word stands in the gap of a combination.
  @inline(__always)
  func isGapDenied(from start: Int32, to end: Int32) -> Bool {
    var low = gapNegations.firstPlace { $0.start < start }
    while low < gapNegations.count, gapNegations[low].start < end {
      if gapNegations[low].end <= end { return true }
      low += 1
    }
    return false
  }

  /// What a cue says in the mouth of a speaker; nil when it says nothing there.
  @inline(__always)
  func kind(of cue: CompiledCue, saidBy speaker: Speaker) -> HitContext? {
    switch cue.kind {
    case .context(.asked): speaker == .agent ? .asked : nil
    case .context(.wondered): speaker == .agent ? .asked : .wondered
    case .context(let context): context
    case .denial: .negated
    case .finding: nil
    }
  }

  /// Which kind wins when several cues reach a hit; an assertion outweighs mere wondering.
  private func weight(_ context: HitContext) -> Int {
    switch context {
    case .negated: 8
    case .asked: 7
    case .supposed: 6
    case .past: 5
    case .listed: 4
    case .instructed: 3
    case .wondered: 2
    case .suspected: 1
    case .asserted: 0
    }
  }

  /// Whether a cue reaches a stretch of text.
  @inline(__always)
  func reaches(
    _ cue: CueHit, _ facts: CompiledCue, _ start: Int32, _ end: Int32,
    _ document: borrowing Document
  ) -> Bool {
    if facts.looks != .behind, cue.end <= start {
      return isOpen(from: cue.end, to: start, facts, document)
    }
    if facts.looks != .ahead, cue.start >= end {
      return isOpen(from: end, to: cue.start, facts, document)
    }
    return false
  }

  /// Whether a cue's reach runs from one place to the other without meeting an end.
  @inline(__always)
  private func isOpen(
    from: Int32, to: Int32, _ facts: CompiledCue, _ document: borrowing Document
  ) -> Bool {
    if facts.listMembers, isList(from: from, to: to, document) { return true }
    guard to - from <= facts.reach else { return false }
    var index = firstEnd(from: from)
    while index < endHits.count, endHits[index].start < to {
      if facts.endsAtClause || !endHits[index].isClause { return false }
      index += 1
    }
    return true
  }

  /// Whether the stretch reads on as a list: A、B和C, no other mark between.
  private func isList(
    from: Int32, to: Int32, _ document: borrowing Document
  ) -> Bool {
    guard to - from <= 40 else { return false }
    var sinceMark: Int32 = 0
    var hasMark = false
    var place = Int(from)
    while place < Int(to) {
      switch document.scalars[place] {
      case 0x3001, 0x548C, 0x6216, 0x53CA:  // 、和或及
        sinceMark = 0
        hasMark = true
      default: sinceMark += 1
      }
      if sinceMark > 10 || document.marks[place] & CharacterMarks.clauseEnd != 0,
        document.scalars[place] != 0x3001
      {
        return false
      }
      place += 1
    }
    // Without a mark it is no list, and the cue reaches no further than any other.
    guard hasMark else { return false }
    var index = firstEnd(from: from)
    while index < endHits.count, endHits[index].start < to {
      if !endHits[index].isClause { return false }
      index += 1
    }
    return true
  }

  /// Whether a sentence ends as a question: ？, 吗, 呢, 么.
  func isQuestion(_ sentence: Int32, _ document: borrowing Document) -> Bool {
    let next = Int(sentence) + 1
    var place =
      next < document.sentenceStarts.count
      ? Int(document.sentenceStarts[next]) - 1 : document.count - 1
    let first = Int(document.sentenceStarts[Int(sentence)])
    while place >= first {
      let scalar = document.scalars[place]
      if scalar == 0x3F { return true }
      let skipped = CharacterMarks.blank | CharacterMarks.lineEnd | CharacterMarks.sentenceEnd
      if document.marks[place] & skipped == 0 {
        // 吗 呢 么, the last also in the form it is folded to.
        return scalar == 0x5417 || scalar == 0x5462 || scalar == 0x4E48 || scalar == 0x5E7A
      }
      place -= 1
    }
    return false
  }

  /// What the customer's bare answer to an agent's turn makes of it; nil when none follows.
  private func answered(_ segment: Int32, _ document: borrowing Document) -> HitContext? {
    let turn = document.segments[Int(segment)].turn
    guard turn >= 0 else { return nil }
    var next = Int(segment) + 1
    // The speaker's prefix is a segment of its own.
    while next < document.segments.count,
      document.segments[next].turn <= turn || document.segments[next].isBoilerplate
    {
      next += 1
    }
    guard next < document.segments.count, document.segments[next].speaker == .customer else {
      return nil
    }
    // A turn opens with its own prefix, `客户：`, which is no text; the answer stands right behind.
    let reply = document.segments[next].turn
    while next < document.segments.count, document.segments[next].turn == reply,
      document.segments[next].isBoilerplate
    {
      next += 1
    }
    guard next < document.segments.count, document.segments[next].turn == reply else { return nil }
    let start = document.segments[next].start
    var index = firstAnswer(from: start)
    while index < answers.count, answers[index].start - start <= 4 {
      if Int(answers[index].segment) == next {
        return answers[index].affirms ? .asserted : .negated
      }
      index += 1
    }
    return nil
  }

  /// The first bare answer at or behind a place.
  private func firstAnswer(from place: Int32) -> Int {
    answers.firstPlace { $0.start < place }
  }

  /// Settles which states the document is in.
  mutating func settleStates(_ rules: CompiledRules, _ document: borrowing Document) {
    for index in stateHits.indices {
      let hit = stateHits[index]
      // A state is what holds at the time of the call: what a crew restored later does not count.
      let part = document.segments[Int(hit.segment)]
      guard !part.isBoilerplate, part.section == .accept else { continue }
      let context = context(
        start: hit.start, end: hit.end, segment: hit.segment, sentence: hit.sentence, rules,
        document)
      if context == .asserted || context == .past { states |= 1 << UInt32(hit.state) }
    }
  }
}
