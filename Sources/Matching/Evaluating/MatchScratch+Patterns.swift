internal import RuleLanguage
internal import Transcripts

extension MatchScratch {
  /// The longest subject one call sees, in bytes; a longer text is cut at a line.
  static let longestSubject = 256 * 1024
  /// More matches of one pattern in one text than this are not looked at.
  static let mostMatches = 64

  /// Runs a pattern over the text once and keeps its matches.
  mutating func runPattern(
    _ pattern: Int32, _ rules: CompiledRules, _ document: borrowing Document
  ) {
    guard patternHead[Int(pattern)] == -1 else { return }
    touchedPatterns.append(pattern)
    patternHead[Int(pattern)] = -2
    guard document.count > 0 else { return }
    let compiled = rules.patterns[Int(pattern)]
    var offset = 0
    var last: Int32 = -1
    var number = 0
    while number < Self.mostMatches, offset <= document.folded.count {
      switch workspace.match(compiled, document.folded, from: offset) {
      case .noMatch: return
      case .limit:
        notePatternLimit(pattern, .limit)
        return
      case .failure:
        notePatternLimit(pattern, .failure)
        return
      case .match(let start, let end):
        let value = compiled.valueGroup > 0 ? workspace.group(compiled.valueGroup) : nil
        let hit = PatternHit(
          start: document.codePoint(atFoldedByte: start),
          end: document.codePoint(atFoldedByte: end),
          valueStart: document.codePoint(atFoldedByte: value?.start ?? start),
          valueEnd: document.codePoint(atFoldedByte: value?.end ?? end), next: -1)
        if end > start {
          let place = Int32(patternHits.count)
          patternHits.append(hit)
          if last < 0 {
            patternHead[Int(pattern)] = place
          } else {
            patternHits[Int(last)].next = place
          }
          last = place
          number += 1
          offset = end
        } else {
          let next = Int(hit.end) + 1
          guard next < document.foldedOffsets.count else { return }
          offset = Int(document.foldedOffsets[next])
        }
      }
    }
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
  /// The code point that begins at a byte of the folded text.
  borrowing func codePoint(atFoldedByte byte: Int) -> Int32 {
    var low = 0
    var high = foldedOffsets.count - 1
    while low < high {
      let middle = (low + high) / 2
      if Int(foldedOffsets[middle]) < byte { low = middle + 1 } else { high = middle }
    }
    return Int32(low)
  }
}
