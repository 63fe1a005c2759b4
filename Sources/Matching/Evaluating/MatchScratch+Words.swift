internal import RuleLanguage
internal import Transcripts

extension MatchScratch {
  /// Finds every word of the rules and sorts it to the sets and cues it belongs to.
  mutating func findWords(_ rules: CompiledRules, _ document: borrowing Document) {
    isPlain = false
    rules.trie.scan(document.scalars, into: &occurrences)
    sortWords(rules, document)
    for rule in rules.alwaysRules { addCandidate(rule) }
    keepReady(rules)
    linkWords(rules)
  }

  /// The plain twin of `findWords`: every word is looked for by itself and every rule is tested.
  ///
  /// It is the oracle the gate is held against.
  mutating func findWordsPlainly(_ rules: CompiledRules, _ document: borrowing Document) {
    isPlain = true
    PlainFinder.scan(document.scalars, for: rules.words, into: &occurrences)
    sortWords(rules, document)
    ready.removeAll()
    for rule in rules.testedRules { ready.append(rule) }
    linksAll = true
    linkWords(rules)
  }

  /// Places the words found, notes what they are to the context reader, and marks their sets.
  private mutating func sortWords(_ rules: CompiledRules, _ document: borrowing Document) {
    var segment = 0
    var sentence = 0
    let lastSegment = document.segments.count - 1
    let lastSentence = document.sentenceStarts.count - 1
    for index in occurrences.indices {
      var word = occurrences[index]
      while segment < lastSegment, document.segments[segment].end <= word.start { segment += 1 }
      while sentence < lastSentence, document.sentenceStarts[sentence + 1] <= word.start {
        sentence += 1
      }
      word.segment = Int32(truncatingIfNeeded: segment)
      word.sentence = Int32(truncatingIfNeeded: sentence)
      occurrences[index] = word
      let term = Int(word.term)
      for place in rules.terms.roles(of: term) { note(rules.terms.roleUses[place], word) }
      guard termSeen[term] != epoch else { continue }
      termSeen[term] = epoch
      for place in rules.terms.sets(of: term) {
        sets[Int(rules.terms.setUses[place].set)].seen = epoch
      }
      for place in rules.terms.rules(of: term) { addCandidate(rules.terms.wokenRules[place]) }
    }
    dropInnerCues(rules)
  }

  /// Whether a word of the set stands anywhere in the text.
  @inline(__always)
  func isTouched(_ set: Int32) -> Bool { sets[Int(set)].seen == epoch }

  private mutating func addCandidate(_ rule: Int32) {
    candidates[Int(rule >> 6)] |= 1 << UInt64(rule & 63)
  }

  /// Keeps the candidates whose words all stand in the text.
  private mutating func keepReady(_ rules: CompiledRules) {
    ready.removeAll()
    for word in candidates.indices {
      var bits = candidates[word]
      while bits != 0 {
        let number = Int32(truncatingIfNeeded: word * 64 + bits.trailingZeroBitCount)
        bits &= bits - 1
        if mayFire(Int(number), rules) { ready.append(number) }
      }
    }
  }

  /// Whether every line of `when` has its words somewhere in the text.
  @inline(__always)
  func mayFire(_ rule: Int, _ rules: CompiledRules) -> Bool {
    for place in rules.requiredSets.range(rule)
    where !isTouched(rules.requiredSets.values[place]) { return false }
    return true
  }

  // MARK: Words of a set

  /// Lists the words of the sets that rules are going to ask for, in one go.
  private mutating func linkWords(_ rules: CompiledRules) {
    if !linksAll {
      for index in ready.indices {
        for place in rules.readSets.range(Int(ready[index])) {
          openList(rules.readSets.values[place])
        }
      }
      for set in rules.deniedSets { openList(set) }
    }
    for index in occurrences.indices {
      for place in rules.terms.sets(of: Int(occurrences[index].term)) {
        let use = rules.terms.setUses[place]
        if linksAll { openList(use.set) }
        if sets[Int(use.set)].linked == epoch { link(use, index) }
      }
    }
  }

  @inline(__always)
  private mutating func openList(_ set: Int32) {
    let state = sets[Int(set)]
    guard state.linked != epoch else { return }
    sets[Int(set)] = SetState(seen: state.seen, linked: epoch)
  }

  private mutating func link(_ use: CompiledRules.SetUse, _ occurrence: Int) {
    let number = Int32(truncatingIfNeeded: links.count)
    links.append(
      SetLink(
        occurrence: Int32(truncatingIfNeeded: occurrence), meaning: use.meaning, next: -1))
    var state = sets[Int(use.set)]
    if state.head < 0 { state.head = number } else { links[Int(state.tail)].next = number }
    state.tail = number
    sets[Int(use.set)] = state
  }

  /// Lists the words of a set nobody foresaw.
  @inline(__always)
  mutating func ensureLinked(_ set: Int32, _ rules: CompiledRules) {
    guard sets[Int(set)].linked != epoch else { return }
    openList(set)
    guard isTouched(set) else { return }
    for index in occurrences.indices {
      for place in rules.terms.sets(of: Int(occurrences[index].term))
      where rules.terms.setUses[place].set == set { link(rules.terms.setUses[place], index) }
    }
  }

  /// The first word of a set that was listed, as a place in `links`; -1 = none in the text.
  @inline(__always)
  func firstLink(_ set: Int32) -> Int32 {
    let state = sets[Int(set)]
    return state.linked == epoch ? state.head : -1
  }

  private mutating func note(_ use: CompiledRules.RoleUse, _ word: Occurrence) {
    switch use.role {
    case .rules: break
    case .cue:
      cueHits.append(
        CueHit(
          cue: use.number, start: word.start, end: word.end, sentence: word.sentence,
          segment: word.segment))
    case .clauseEnd: endHits.append(EndHit(start: word.start, isClause: true))
    case .endWord: endHits.append(EndHit(start: word.start, isClause: false))
    case .pseudo: pseudoHits.append(Place(start: word.start, end: word.end))
    case .gapNegation: gapNegations.append(Place(start: word.start, end: word.end))
    case .state:
      stateHits.append(
        StateHit(
          state: use.number, start: word.start, end: word.end, segment: word.segment,
          sentence: word.sentence))
    case .affirm, .deny:
      answers.append(
        Answer(start: word.start, segment: word.segment, affirms: use.role == .affirm))
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
    var kept = 0
    for index in gapNegations.indices {
      let gap = gapNegations[index]
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
      guard gap.end > reach, !isInCue else { continue }
      gapNegations[kept] = gap
      kept += 1
    }
    gapNegations.truncate(to: kept)
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
    cueHits.truncate(to: kept)
  }
}
