/// Finds phrases in running text: findings, boilerplate, options, words that tell who speaks.
///
/// One look at each code point; every search for an end is remembered, so that it stays linear.
extension LayoutTables {
  /// Fills `scratch.found`, `boilerplate` and `nameHints`.
  func readPhrases(in document: inout Document) {
    Document.empty(&document.scratch.found)
    Document.empty(&document.scratch.boilerplate)
    Document.empty(&document.scratch.nameHints)
    let candidates = document.scratch.fold.events
    let count = phrases.findCandidates(in: document.scalars, candidates)
    if count == 0 { return }
    var walk = PhraseWalk()
    let isPlain = document.scratch.layoutAnchors.isEmpty
    for number in 0..<count {
      let place = Int(candidates[number])
      guard
        let match = phrases.longestMatch(
          in: document.scalars, from: place, before: document.count),
        let phrase = Phrase(rawValue: match.value)
      else { continue }
      walk.advance(to: place, in: document)
      switch phrase {
      case .finding: addFinding(at: place, isPlain: isPlain, in: &document, &walk)
      case .resuming: resume(at: place, in: &document, &walk)
      case .boilerplateToSentence, .boilerplateToLine, .boilerplateToDocument:
        addBoilerplate(at: place, phrase, in: &document, &walk)
      case .optionMark: addOption(at: place, length: match.length, in: &document, &walk)
      case .title:
        document.scratch.nameHints.append(.init(isBeforeTitle: true, place: Int32(place)))
      case .nameLead:
        document.scratch.nameHints.append(
          .init(isBeforeTitle: false, place: Int32(place + match.length)))
      }
    }
  }

  /// Counts for speakers without a role what they say.
  func readVoices(in document: inout Document) {
    guard document.scratch.votes.isOpen else { return }
    let candidates = document.scratch.fold.events
    let count = voices.findCandidates(in: document.scalars, candidates)
    var walk = PhraseWalk()
    for number in 0..<count {
      let place = Int(candidates[number])
      guard
        let match = voices.longestMatch(
          in: document.scalars, from: place, before: document.count)
      else { continue }
      walk.advance(to: place, in: document)
      document.scratch.votes.vote(segment: walk.segment, agent: match.value == 1 ? 1 : -1)
    }
  }

  private func addFinding(
    at place: Int, isPlain: Bool, in document: inout Document, _ walk: inout PhraseWalk
  ) {
    if let last = document.scratch.found.last, last.end > Int32(place) { return }
    let segmentEnd = Int(document.segments[walk.segment].end)
    // In running text the passage goes on over the next sentences, see `resume`.
    let end =
      isPlain
      ? walk.lineEnd(from: place, in: document) : walk.sentenceEnd(from: place, in: document)
    document.scratch.found.append(
      LayoutRange(start: Int32(place), end: Int32(min(end, segmentEnd))))
  }

  /// The customer speaks again: a passage of findings is over.
  private func resume(at place: Int, in document: inout Document, _ walk: inout PhraseWalk) {
    let last = document.scratch.found.count - 1
    guard last >= 0, document.scratch.found[last].end > Int32(place),
      walk.isSentenceStart(place, in: document)
    else { return }
    document.scratch.found[last].end = Int32(place)
  }

  private func addBoilerplate(
    at place: Int, _ phrase: Phrase, in document: inout Document, _ walk: inout PhraseWalk
  ) {
    if let last = document.scratch.boilerplate.last, last.end > Int32(place) { return }
    let segmentEnd = Int(document.segments[walk.segment].end)
    let end =
      switch phrase {
      case .boilerplateToDocument: document.count
      case .boilerplateToLine: min(segmentEnd, walk.lineEnd(from: place, in: document))
      default: min(segmentEnd, walk.sentenceEnd(from: place, in: document))
      }
    document.scratch.boilerplate.append(LayoutRange(start: Int32(place), end: Int32(end)))
  }

  /// □雷击: an option nobody ticked, up to the next mark or blank.
  private func addOption(
    at place: Int, length: Int, in document: inout Document, _ walk: inout PhraseWalk
  ) {
    let last = document.scratch.boilerplate.last
    if let last, last.end > Int32(place) { return }
    // 〇 within a number, or a mark after a word, is no box.
    let isOpen = place == 0 || document.marks[place - 1] != 0 || last?.end == Int32(place)
    guard isOpen, place == 0 || !document.has(CharacterMarks.digit, at: place - 1) else { return }
    var end = document.skippingBlanks(after: place + length)
    let limit = min(document.count, end + 20)
    while end < limit, document.marks[end] == 0 { end += 1 }
    document.scratch.boilerplate.append(LayoutRange(start: Int32(place), end: Int32(end)))
  }
}

/// Where a walk over the text stands among segments, sentences and lines.
struct PhraseWalk {
  /// The segment of the place.
  private(set) var segment = 0
  private var sentence = 0
  private var knownLineEnd = -1

  mutating func advance(to place: Int, in document: borrowing Document) {
    while Int(document.segments[segment].end) <= place { segment += 1 }
    let starts = document.sentenceStarts.count
    while sentence + 1 < starts, Int(document.sentenceStarts[sentence + 1]) <= place {
      sentence += 1
    }
  }

  func isSentenceStart(_ place: Int, in document: borrowing Document) -> Bool {
    Int(document.sentenceStarts[sentence]) == place
  }

  func sentenceEnd(from place: Int, in document: borrowing Document) -> Int {
    let next = sentence + 1
    return next < document.sentenceStarts.count
      ? Int(document.sentenceStarts[next]) : document.count
  }

  mutating func lineEnd(from place: Int, in document: borrowing Document) -> Int {
    if knownLineEnd < place {
      knownLineEnd = document.firstPlace(
        of: CharacterMarks.lineEnd, from: place, to: document.count)
    }
    return knownLineEnd
  }
}
