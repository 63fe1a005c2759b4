internal import RuleLanguage
internal import Transcripts

extension MatchScratch {
  /// Finds every word of the rules and sorts it to the sets and cues it belongs to.
  mutating func findWords(_ rules: CompiledRules, _ document: borrowing Document) {
    rules.trie.scan(document.scalars, into: &occurrences)
    sortWords(rules, document)
    for index in touchedSets.indices {
      for place in rules.setRules.range(Int(touchedSets[index])) {
        addCandidate(rules.setRules.values[place])
      }
    }
    for rule in rules.alwaysRules { addCandidate(rule) }
  }

  /// The plain twin of `findWords`: every word is looked for by itself and every rule is tested.
  ///
  /// It is the oracle the gate is held against.
  mutating func findWordsPlainly(_ rules: CompiledRules, _ document: borrowing Document) {
    PlainFinder.scan(document.scalars, for: rules.words, into: &occurrences)
    sortWords(rules, document)
    for rule in rules.testedRules { addCandidate(rule) }
  }

  /// Sorts the words found to the sets and cues they belong to.
  private mutating func sortWords(_ rules: CompiledRules, _ document: borrowing Document) {
    placeOccurrences(document)
    let uses = rules.termUses
    for index in 0..<occurrences.count {
      let row = uses.range(Int(occurrences.term[index]))
      for place in row {
        let use = uses.values[place]
        if use.role == .rules { link(use, index) } else { note(use, index) }
      }
    }
    dropInnerCues(rules)
  }

  /// Whether a word of the set stands anywhere in the text.
  func isTouched(_ set: Int32) -> Bool { setHead[Int(set)] >= 0 }

  private mutating func placeOccurrences(_ document: borrowing Document) {
    var segment = 0
    var sentence = 0
    let lastSegment = document.segments.count - 1
    let lastSentence = document.sentenceStarts.count - 1
    for index in 0..<occurrences.count {
      let start = occurrences.start[index]
      while segment < lastSegment, document.segments[segment].end <= start { segment += 1 }
      while sentence < lastSentence, document.sentenceStarts[sentence + 1] <= start {
        sentence += 1
      }
      segmentOf.append(Int32(segment))
      sentenceOf.append(Int32(sentence))
      contextOf.append(255)
    }
  }

  private mutating func link(_ use: CompiledRules.SetUse, _ occurrence: Int) {
    let set = Int(use.set)
    let number = Int32(links.count)
    links.append(SetLink(occurrence: Int32(occurrence), meaning: use.meaning, next: -1))
    if setHead[set] < 0 {
      setHead[set] = number
      touchedSets.append(use.set)
    } else {
      links[Int(setTail[set])].next = number
    }
    setTail[set] = number
  }

  private mutating func addCandidate(_ rule: Int32) {
    candidates[Int(rule >> 6)] |= 1 << UInt64(rule & 63)
  }

  private mutating func note(_ use: CompiledRules.SetUse, _ index: Int) {
    let start = occurrences.start[index]
    let end = occurrences.end[index]
    switch use.role {
    case .rules: break
    case .cue:
      cueHits.append(
        CueHit(
          cue: use.number, start: start, end: end, sentence: sentenceOf[index],
          segment: segmentOf[index]))
    case .clauseEnd: endHits.append(EndHit(start: start, isClause: true))
    case .endWord: endHits.append(EndHit(start: start, isClause: false))
    case .pseudo: pseudoHits.append(Place(start: start, end: end))
    case .gapNegation: gapNegations.append(Place(start: start, end: end))
    case .state:
      stateHits.append(
        StateHit(
          state: use.number, start: start, end: end, segment: segmentOf[index],
          sentence: sentenceOf[index]))
    case .affirm, .deny:
      answers.append(
        Answer(start: start, segment: segmentOf[index], affirms: use.role == .affirm))
    }
  }

  /// At one place the longest phrase speaks: 没有 is no cue inside 有没有 or 没有电.
  private mutating func dropInnerCues(_ rules: CompiledRules) {
    guard !cueHits.isEmpty || !gapNegations.isEmpty else { return }
    if !cueHits.isEmpty { dropInner() }
    guard !gapNegations.isEmpty, !pseudoHits.isEmpty || !cueHits.isEmpty else { return }
    var pseudo = 0
    var reach: Int32 = -1
    var cue = 0
    var longer = Place(start: -1, end: -1)
    gapNegations.removeAll { gap in
      while pseudo < pseudoHits.count, pseudoHits[pseudo].start <= gap.start {
        reach = max(reach, pseudoHits[pseudo].end)
        pseudo += 1
      }
      // A phrase that denies nothing, such as 有没有 around 没有.
      while cue < cueHits.count, cueHits[cue].start <= gap.start {
        if cueHits[cue].end > longer.end, !rules.cues[Int(cueHits[cue].cue)].denies {
          longer = Place(start: cueHits[cue].start, end: cueHits[cue].end)
        }
        cue += 1
      }
      let isInCue = gap.end <= longer.end && gap.end - gap.start < longer.end - longer.start
      return gap.end <= reach || isInCue
    }
  }

  /// Drops cues inside a pseudo phrase or a longer cue: one sweep, as all stand in order of start.
  private mutating func dropInner() {
    var pseudo = 0
    // How far the phrases begun so far reach.
    var pseudoReach: Int32 = -1
    var cueReach: Int32 = -1
    var kept = 0
    var index = 0
    while index < cueHits.count {
      // Cues that begin at one place stand shorter first: the longest of them speaks.
      var longest = cueHits[index].end
      var next = index
      while next < cueHits.count, cueHits[next].start == cueHits[index].start {
        longest = max(longest, cueHits[next].end)
        next += 1
      }
      let start = cueHits[index].start
      while pseudo < pseudoHits.count, pseudoHits[pseudo].start <= start {
        pseudoReach = max(pseudoReach, pseudoHits[pseudo].end)
        pseudo += 1
      }
      while index < next {
        let cue = cueHits[index]
        index += 1
        let isInner = cue.end <= pseudoReach || cue.end <= cueReach || cue.end < longest
        guard !isInner else { continue }
        cueHits[kept] = cue
        kept += 1
      }
      cueReach = max(cueReach, longest)
    }
    cueHits.removeSubrange(kept...)
  }
}
