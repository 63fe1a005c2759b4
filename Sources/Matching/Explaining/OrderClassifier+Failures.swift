internal import RuleLanguage
internal import Transcripts

/// What exactly a flipped test would have asked, read from the evidence that its flip let through.
extension OrderClassifier {
  mutating func failure(
    _ flip: Flip, _ number: Int, _ axis: Taxonomy.Axis, _ evidence: [EvidenceHit]
  ) -> FailedTest {
    let rule = engine.rules.rules[number]
    var failed = FailedTest(test: flip.test, line: flip.line < 0 ? nil : flip.line)
    guard flip.line >= 0 else {
      // Each line of `when` with its own place.
      failed.places = rule.when.indices.compactMap { place in
        evidence.first { Int($0.line) == place - rule.when.lowerBound }.map { self.place($0) }
      }
      return failed
    }
    let line = engine.rules.lines[rule.when.lowerBound + flip.line]
    let all = evidence.filter { $0.line == Int32(flip.line) }.map { place($0) }
    switch flip.test {
    case .context:
      let allowed = line.contexts.isEmpty ? rule.contexts[axis] : line.contexts
      failed.places = all.filter { !allowed.contains(ContextSet($0.context)) }
    case .section: failed.places = all.filter { !line.sections.contains(SectionSet($0.section)) }
    case .boilerplate: failed.places = all.filter(\.isBoilerplate)
    case .speaker: failed.places = all.filter { !line.speakers.contains(SpeakerSet($0.speaker)) }
    case .turns:
      failed.places = all.filter { place in
        guard let turn = place.turn else { return false }
        return !scratch.isTurn(Int32(turn - 1), line, document.turnCount)
      }
    case .notIn:
      failed.places = all.filter { phrase(around: $0, line) != nil }
      failed.other = failed.places.first.flatMap { phrase(around: $0, line) }
    case .within:
      failed.places = all
      failed.found = widestGap(all)
      failed.wanted = Int(line.number)
    case .ordered, .sameSentence: failed.places = all
    case .unless:
      failed.line = flip.line - rule.when.count
      if let place = exclusion(rule.when.lowerBound + flip.line, rule) {
        failed.places = [place]
        failed.other = place.span
      }
    case .missingWord: describeAbsence(line, contexts: rule.contexts[axis], &failed)
    case .scope, .status: break
    }
    if failed.places.isEmpty, flip.test != .missingWord { failed.places = all }
    return failed
  }

  /// The longer phrase of `not_in` around a place.
  private func phrase(around place: FoundPlace, _ line: CompiledLine) -> TextSpan? {
    guard line.notIn >= 0 else { return nil }
    var link = scratch.firstLink(line.notIn)
    while link >= 0 {
      let entry = scratch.links[Int(link)]
      link = entry.next
      let span = TextSpan(
        start: Int(scratch.occurrences[Int(entry.occurrence)].start),
        end: Int(scratch.occurrences[Int(entry.occurrence)].end))
      if span.contains(place.span) { return span }
    }
    return nil
  }

  private func widestGap(_ places: [FoundPlace]) -> Int {
    let sorted = places.sorted { $0.span.start < $1.span.start }
    return zip(sorted, sorted.dropFirst()).map { $1.span.start - $0.span.end }.max() ?? 0
  }

  /// Which words of a line are missing, and what comes close to one of them.
  private mutating func describeAbsence(
    _ line: CompiledLine, contexts: ContextSet, _ failed: inout FailedTest
  ) {
    if line.kind == .atLeast {
      let set = engine.rules.elements[Int(line.elementStart)]
      failed.found = meaningsInText(of: set).count
      failed.wanted = Int(line.number)
    }
    for place in line.elements {
      let set = engine.rules.elements[place]
      guard line.kind == .atLeast || !scratch.isTouched(set) else { continue }
      let present = meaningsInText(of: set)
      failed.missing += engine.rules.words(of: set, except: present).map { word(ofMeaning: $0) }
      if let near = resemblance(to: set), near.likeness > failed.likeness {
        failed.resembles = near.span
        failed.resembled = near.word
        failed.likeness = near.likeness
      }
    }
  }

  private func meaningsInText(of set: Int32) -> Set<Int32> {
    var seen: Set<Int32> = []
    var link = scratch.firstLink(set)
    while link >= 0 {
      seen.insert(scratch.links[Int(link)].meaning)
      link = scratch.links[Int(link)].next
    }
    return seen
  }

  /// The place most like a word of a set: half of it written the same or sounding the same, and
  /// more than one character of it.
  private func resemblance(to set: Int32) -> (span: TextSpan, word: String, likeness: Int)? {
    var best: (likeness: Int, span: TextSpan, word: [UInt32])?
    for word in engine.rules.spellings(of: set)
    where word.count >= 2 && word.count <= document.count {
      for start in 0...(document.count - word.count) {
        let points = likeness(of: word, at: start)
        let likeness = points / word.count
        guard points >= 150, likeness >= 50, likeness < 100, likeness > best?.likeness ?? 0 else {
          continue
        }
        best = (likeness, TextSpan(start: start, end: start + word.count), word)
      }
    }
    return best.map { found in
      let word = String(String.UnicodeScalarView(found.word.compactMap(Unicode.Scalar.init)))
      return (found.span, word, found.likeness)
    }
  }

  /// A hundred for each character that is the same, less for one that only sounds the same.
  private func likeness(of word: [UInt32], at start: Int) -> Int {
    var points = 0
    for place in word.indices {
      let written = document.scalars[start + place]
      if written == word[place] {
        points += 100
      } else if SyllableTable.shared[written].sounds(like: SyllableTable.shared[word[place]]) {
        points += 75
      }
    }
    return points
  }
}
