internal import RuleLanguage
internal import Transcripts

extension MatchScratch {
  /// The longest subject one call sees, in bytes; a longer text is cut at line ends.
  static let longestSubject = 256 * 1024
  /// More matches of one pattern in one text than this are not looked at.
  static let mostMatches = 64

  /// Runs a pattern over the text once and keeps its matches.
  mutating func runPattern(
    _ pattern: Int32, _ rules: CompiledRules, _ document: borrowing Document
  ) {
    guard patternHead[Int(pattern)] == -1 else { return }
    let length = document.folded.count
    if touchedPatterns.isEmpty {
      workspace.limit(subjectBytes: min(length, Self.longestSubject))
    }
    touchedPatterns.append(pattern)
    patternHead[Int(pattern)] = -2
    var run = PatternRun(pattern: pattern)
    if !isPlain, length <= Self.longestSubject, !rules.anchors.range(Int(pattern)).isEmpty {
      matchAroundAnchors(&run, rules, document)
      return
    }
    var start = 0
    while start < length, run.number < Self.mostMatches {
      let end = pieceEnd(from: start, document)
      let place = SearchPlace(piece: start..<end, from: start)
      guard matchPiece(place, &run, rules, document) != nil else { return }
      start = end
    }
  }

  /// One pattern on its way through the text.
  private struct PatternRun {
    var pattern: Int32
    var last: Int32 = -1
    var number = 0
  }

  /// Where a subject that begins here ends: a line end, where the text is longer than one call
  /// may see; a single line longer than that is cut between two characters.
  private func pieceEnd(from start: Int, _ document: borrowing Document) -> Int {
    let length = document.folded.count
    guard length - start > Self.longestSubject else { return length }
    var end = start + Self.longestSubject
    while end > start, document.folded[end - 1] != 0x0A { end -= 1 }
    if end > start { return end }
    end = start + Self.longestSubject
    while document.folded[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  /// Looks for matches only where the words of the pattern let one begin.
  private mutating func matchAroundAnchors(
    _ run: inout PatternRun, _ rules: CompiledRules, _ document: borrowing Document
  ) {
    let anchors = rules.anchors.range(Int(run.pattern))
    let anchor = rules.anchors.values[anchors.lowerBound]
    for place in anchors { ensureLinked(rules.anchors.values[place].set, rules) }
    var link = firstLink(anchor.set)
    // The first code point that was not yet tried as a beginning.
    var open: Int32 = 0
    while link >= 0, run.number < Self.mostMatches {
      let word = occurrences[Int(links[Int(link)].occurrence)]
      link = links[Int(link)].next
      let low = max(open, word.start - anchor.most)
      let high = word.start - anchor.least
      guard low <= high, mayBegin(low, high, anchors.dropFirst(), rules) else { continue }
      open = max(open, high + 1)
      let place = SearchPlace(
        piece: 0..<document.folded.count, from: Int(document.foldedOffsets[Int(low)]),
        until: Int(document.foldedOffsets[Int(high)]), first: low)
      guard let end = matchPiece(place, &run, rules, document) else { return }
      open = max(open, document.codePoint(atFoldedByte: end, notBefore: low))
    }
  }

  /// Whether the other words of a pattern stand where a match that begins here needs them.
  private func mayBegin(
    _ low: Int32, _ high: Int32, _ anchors: Range<Int>, _ rules: CompiledRules
  ) -> Bool {
    for place in anchors {
      let anchor = rules.anchors.values[place]
      var link = firstLink(anchor.set)
      while link >= 0 {
        let start = occurrences[Int(links[Int(link)].occurrence)].start
        if start >= low + anchor.least, start <= high + anchor.most { break }
        link = start > high + anchor.most ? -1 : links[Int(link)].next
      }
      if link < 0 { return false }
    }
    return true
  }

  /// Where a search runs: the subject, and the bytes between which a match may begin.
  private struct SearchPlace {
    var piece: Range<Int>
    var from: Int
    var until: Int?
    /// A code point no match begins before.
    var first: Int32 = 0
  }

  /// Keeps the matches of a search; gives the end of the last one, or nil when the pattern met a
  /// limit.
  private mutating func matchPiece(
    _ place: SearchPlace, _ run: inout PatternRun, _ rules: CompiledRules,
    _ document: borrowing Document
  ) -> Int? {
    let compiled = rules.patterns[Int(run.pattern)]
    let piece = place.piece
    let last = place.until ?? piece.upperBound
    var offset = place.from
    while run.number < Self.mostMatches, offset <= last {
      switch workspace.match(compiled, document.folded, piece, from: offset, until: place.until) {
      case .noMatch: return offset
      case .limit:
        notePatternLimit(run.pattern, .limit)
        return nil
      case .failure:
        notePatternLimit(run.pattern, .failure)
        return nil
      case .match(let start, let end):
        guard end > start else {
          // An empty match says nothing; go on behind the next character.
          let next = Int(document.codePoint(atFoldedByte: start)) + 1
          guard next < document.foldedOffsets.count else { return offset }
          offset = Int(document.foldedOffsets[next])
          continue
        }
        let value = compiled.valueGroup > 0 ? workspace.group(compiled.valueGroup) : nil
        let first = document.codePoint(atFoldedByte: start, notBefore: place.first)
        var hit = PatternHit(
          start: first, end: document.codePoint(atFoldedByte: end, notBefore: first))
        if let value {
          hit.valueStart = document.codePoint(atFoldedByte: value.start + piece.lowerBound)
          hit.valueEnd = document.codePoint(
            atFoldedByte: value.end + piece.lowerBound, notBefore: hit.valueStart)
        }
        keep(hit, &run)
        offset = end
      }
    }
    return offset
  }

  private mutating func keep(_ hit: PatternHit, _ run: inout PatternRun) {
    let place = Int32(truncatingIfNeeded: patternHits.count)
    patternHits.append(hit)
    if run.last < 0 {
      patternHead[Int(run.pattern)] = place
    } else {
      patternHits[Int(run.last)].next = place
    }
    run.last = place
    run.number += 1
  }

  /// Keeps the first match of a rule's field in a section the rule reads.
  mutating func readField(
    _ field: RuleField, of rule: Int32, _ rules: CompiledRules,
    _ document: borrowing Document
  ) {
    runPattern(field.pattern, rules, document)
    var next = patternHead[Int(field.pattern)]
    while next >= 0 {
      let found = patternHits[Int(next)]
      if !document.segments[Int(document.segmentIndex(at: found.start))].isBoilerplate {
        fieldHits.append(
          FieldHit(rule: rule, field: field.name, start: found.valueStart, end: found.valueEnd))
        return
      }
      next = found.next
    }
  }

  private mutating func notePatternLimit(_ pattern: Int32, _ reason: SkipReason) {
    limitedPatterns.append(LimitedPattern(pattern: pattern, reason: reason))
  }
}

extension Document {
  /// The code point that begins at a byte of the folded text, known not to stand before another.
  borrowing func codePoint(atFoldedByte byte: Int, notBefore first: Int32 = 0) -> Int32 {
    // A code point takes one to four bytes.
    let bytes = byte - Int(foldedOffsets[Int(first)])
    var low = Int(first) + bytes / 4
    var high = min(foldedOffsets.count - 1, Int(first) + bytes)
    while low < high {
      let middle = (low + high) / 2
      if Int(foldedOffsets[middle]) < byte { low = middle + 1 } else { high = middle }
    }
    return Int32(low)
  }
}
