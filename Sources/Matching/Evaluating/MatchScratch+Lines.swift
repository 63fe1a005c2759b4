internal import RuleLanguage
internal import Transcripts

extension MatchScratch {
  /// Appends to `hits` every place a line counts, and returns how many were added.
  ///
  /// - Parameters:
  ///   - contexts: What the rule or the axis allows; the line's own contexts override it.
  ///   - relaxed: Tests to leave out; empty in classification.
  mutating func collect(
    _ line: CompiledLine, contexts: ContextSet, scope: Rule.Scope, relaxed: Relaxation,
    _ rules: CompiledRules, _ document: borrowing Document
  ) -> Int {
    let before = hits.count
    let allowed = line.contexts.isEmpty ? contexts : line.contexts
    let filter = HitFilter(
      allowed: relaxed.contains(.context) ? .all : allowed, scope: scope, relaxed: relaxed)
    switch line.kind {
    case .any, .atLeast:
      collectWords(
        rules.elements[Int(line.elementStart)], element: 0, line, filter, rules, document)
    case .all:
      for place in line.elements {
        collectWords(
          rules.elements[place], element: place - Int(line.elementStart), line, filter, rules,
          document)
      }
    case .near:
      collectNear(line, filter, rules, document)
    case .regex:
      collectPattern(line, filter, rules, document)
    }
    return hits.count - before
  }

  /// What a hit must pass.
  struct HitFilter {
    var allowed: ContextSet
    var scope: Rule.Scope
    var relaxed: Relaxation
  }

  /// Whether a place may count for a line: section, boilerplate, speaker, turns.
  @inline(__always)
  func passes(
    _ segment: Int32, _ line: CompiledLine, _ relaxed: Relaxation, _ document: borrowing Document
  ) -> Bool {
    let part = document.segments[Int(segment)]
    if !relaxed.contains(.section), !line.sections.contains(part.section) {
      return false
    }
    if part.isBoilerplate, !relaxed.contains(.boilerplate),
      !line.sections.contains(.survey)
    {
      return false
    }
    if part.turn >= 0 {
      if !relaxed.contains(.speaker), !speaks(part, line.speakers) { return false }
      if !relaxed.contains(.turns), line.firstTurn != 0 || line.lastTurn != 0,
        !isTurn(part.turn, line, document.turnCount)
      {
        return false
      }
    }
    return true
  }

  @inline(__always)
  private func speaks(_ part: Segment, _ speakers: SpeakerSet) -> Bool {
    if speakers.contains(part.speaker) { return true }
    return part.speaker == .unknown && part.section == .accept
      && speakers.contains(.customer)
  }

  func isTurn(_ turn: Int32, _ line: CompiledLine, _ count: Int) -> Bool {
    let forward = turn + 1
    let backward = turn - Int32(count)
    let from = line.firstTurn
    let to = line.lastTurn
    let afterFirst = from > 0 ? forward >= from : backward >= from
    let beforeLast = to > 0 ? forward <= to : backward <= to
    return afterFirst && beforeLast
  }

  /// Appends the words of a set that may count for a line.
  mutating func collectWords(
    _ set: Int32, element: Int, _ line: CompiledLine, _ filter: HitFilter,
    _ rules: CompiledRules, _ document: borrowing Document
  ) {
    if line.notIn >= 0 { ensureLinked(line.notIn, rules) }
    ensureLinked(set, rules)
    var link = firstLink(set)
    while link >= 0 {
      let entry = links[Int(link)]
      link = entry.next
      let index = Int(entry.occurrence)
      let word = occurrences[index]
      guard passes(word.segment, line, filter.relaxed, document) else { continue }
      if line.notIn >= 0, !filter.relaxed.contains(.longerPhrase),
        isInside(word.start, word.end, line.notIn)
      {
        continue
      }
      let context = context(ofOccurrence: index, rules, document)
      guard filter.allowed.contains(context) else { continue }
      hits.append(
        Hit(
          start: word.start, end: word.end, meaning: entry.meaning, segment: word.segment,
          sentence: word.sentence,
          instance: instance(filter.scope, word.segment, word.sentence, document),
          element: Int32(truncatingIfNeeded: element),
          group: Int32(truncatingIfNeeded: hits.count), context: context))
    }
  }

  /// Whether a place lies inside a word of the set, which must have been listed.
  @inline(__always)
  func isInside(_ start: Int32, _ end: Int32, _ set: Int32) -> Bool {
    var link = firstLink(set)
    while link >= 0 {
      let word = occurrences[Int(links[Int(link)].occurrence)]
      if word.start <= start, end <= word.end { return true }
      link = links[Int(link)].next
    }
    return false
  }

  /// The number of the scope instance a place lies in.
  @inline(__always)
  func instance(
    _ scope: Rule.Scope, _ segment: Int32, _ sentence: Int32, _ document: borrowing Document
  ) -> Int32 {
    switch scope {
    case .sentence: sentence
    case .turn: document.segments[Int(segment)].turn
    case .section: Int32(document.segments[Int(segment)].section.rawValue)
    case .document: 0
    }
  }

  private mutating func collectPattern(
    _ line: CompiledLine, _ filter: HitFilter, _ rules: CompiledRules,
    _ document: borrowing Document
  ) {
    runPattern(line.pattern, rules, document)
    guard patternHead[Int(line.pattern)] >= 0 else { return }
    if line.notIn >= 0 { ensureLinked(line.notIn, rules) }
    var next = patternHead[Int(line.pattern)]
    while next >= 0 {
      let found = patternHits[Int(next)]
      next = found.next
      let segment = document.segmentIndex(at: found.start)
      let sentence = document.sentenceIndex(at: found.start)
      guard passes(segment, line, filter.relaxed, document) else { continue }
      if line.notIn >= 0, !filter.relaxed.contains(.longerPhrase),
        isInside(found.start, found.end, line.notIn)
      {
        continue
      }
      var context = context(
        start: found.start, end: found.end, segment: segment, sentence: sentence, rules, document)
      if isGapDenied(from: found.start, to: found.end) { context = .negated }
      guard filter.allowed.contains(context) else { continue }
      hits.append(
        Hit(
          start: found.start, end: found.end, meaning: -1, segment: segment, sentence: sentence,
          instance: instance(filter.scope, segment, sentence, document), element: 0,
          group: Int32(hits.count), context: context))
    }
  }
}

extension Document {
  /// The segment that holds a code point.
  borrowing func segmentIndex(at place: Int32) -> Int32 {
    var low = 0
    var high = segments.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if segments[middle].start <= place { low = middle } else { high = middle - 1 }
    }
    return Int32(low)
  }

  /// The sentence that holds a code point.
  borrowing func sentenceIndex(at place: Int32) -> Int32 {
    var low = 0
    var high = sentenceStarts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if sentenceStarts[middle] <= place { low = middle } else { high = middle - 1 }
    }
    return Int32(low)
  }
}
