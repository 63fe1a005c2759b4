internal import RuleLanguage
package import Transcripts

/// Places of hits with everything people want to know of them.
extension OrderClassifier {
  func place(_ hit: EvidenceHit) -> FoundPlace {
    place(hit.start, hit.end, meaning: hit.meaning, segment: hit.segment, context: hit.context)
  }

  func place(_ hit: Hit) -> FoundPlace {
    place(hit.start, hit.end, meaning: hit.meaning, segment: hit.segment, context: hit.context)
  }

  func place(ofOccurrence index: Int, meaning: Int32) -> FoundPlace {
    let word = scratch.occurrences[index]
    let context = scratch.context(
      start: word.start, end: word.end, segment: word.segment, sentence: word.sentence,
      engine.rules, document)
    return place(
      word.start, word.end, meaning: meaning, segment: word.segment, context: context)
  }

  func place(
    _ start: Int32, _ end: Int32, meaning: Int32, segment: Int32, context: HitContext
  ) -> FoundPlace {
    let part = document.segments[Int(segment)]
    return FoundPlace(
      span: TextSpan(start: Int(start), end: Int(end)),
      term: meaning >= 0 ? word(ofMeaning: meaning) : nil,
      sentence: document.sentence(around: start), section: part.section,
      turn: part.turn >= 0 ? Int(part.turn) + 1 : nil, speaker: part.speaker,
      isBoilerplate: part.isBoilerplate, isFinding: part.isFound, context: context,
      cue: cue(of: context, start, end, segment),
      isHeard: scratch.isHearing && scratch.isHeard(start, end))
  }

  /// The end of the longest word that begins at a place.
  private func endOfWord(at start: Int32) -> Int {
    var end = start + 1
    for index in scratch.occurrences.indices where scratch.occurrences[index].start == start {
      end = max(end, scratch.occurrences[index].end)
    }
    return Int(end)
  }

  /// The standard word of a meaning, which is kept as JSON text.
  func word(ofMeaning meaning: Int32) -> String {
    String(decoding: engine.rules.meaningText[Int(meaning)].dropFirst().dropLast(), as: UTF8.self)
      .replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
  }

  /// The cue word that gives a place its context; nil where turns do, as in a question answered.
  private func cue(
    of context: HitContext, _ start: Int32, _ end: Int32, _ segment: Int32
  ) -> TextSpan? {
    guard context != .asserted else { return nil }
    let part = document.segments[Int(segment)]
    let sentence = document.sentenceIndex(at: start)
    for hit in scratch.cueHits.array where hit.sentence == sentence && hit.segment == segment {
      let facts = engine.rules.cues[Int(hit.cue)]
      guard scratch.kind(of: facts, saidBy: part.speaker) == context,
        scratch.reaches(hit, facts, start, end, document)
      else { continue }
      return TextSpan(start: Int(hit.start), end: Int(hit.end))
    }
    if part.speaker == .agent, context == .negated {
      // What the customer says to the agent's question.
      return scratch.answers.array.first { !$0.affirms && $0.start >= end }
        .map { TextSpan(start: Int($0.start), end: endOfWord(at: $0.start)) }
    }
    guard context == .negated else { return nil }
    return scratch.gapNegations.array.first { $0.start >= start - 20 && $0.end <= end + 20 }
      .map { TextSpan(start: Int($0.start), end: Int($0.end)) }
  }
}

extension Document {
  /// The sentence around a code point, without the blanks at its ends.
  package borrowing func sentence(around place: Int32) -> TextSpan {
    let index = Int(sentenceIndex(at: place))
    var start = Int(sentenceStarts[index])
    var end = index + 1 < sentenceStarts.count ? Int(sentenceStarts[index + 1]) : count
    let blank = CharacterMarks.blank | CharacterMarks.lineEnd
    while start < end, marks[start] & blank != 0 { start += 1 }
    while end > start, marks[end - 1] & blank != 0 { end -= 1 }
    return TextSpan(start: start, end: end)
  }
}

extension OrderClassifier {
  /// The original text of a place in the order last read, personal data masked one code point for
  /// one unless the policy keeps it.
  package func text(_ span: TextSpan) -> String {
    var scalars = String.UnicodeScalarView()
    for (offset, scalar) in document.text(span).unicodeScalars.enumerated() {
      let place = Int32(span.start + offset)
      let isHidden = document.personalData.contains {
        engine.rules.privacy[Int($0.kind.rawValue)] != .keep && $0.start <= place && place < $0.end
      }
      scalars.append(isHidden ? "*" : scalar)
    }
    return String(scalars)
  }
}
