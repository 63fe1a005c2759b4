internal import RuleLanguage
internal import Transcripts

/// Rules hear recognition errors, deaf rules (`sounds_like: false`) read what is written.
extension OrderClassifier {
  /// Reads a text that was spoken as it sounds; on any other text nothing is done.
  mutating func hear() {
    scratch.heard.removeAll(keepingCapacity: true)
    scratch.isHearing = true
    guard !engine.sounds.isEmpty,
      document.isSpeech || document.format == .dialogue || document.format == .speech
    else { return }
    engine.sounds.hear(&document, into: &scratch.heard)
  }

  /// Finds words and tests rules.
  ///
  /// Where something was heard and some rules are deaf, these are
  /// tested first, on the text as written.
  mutating func match() {
    hear()
    if !scratch.heard.isEmpty, engine.rules.hasDeafRules {
      listen(false)
      findWords()
      scratch.testRules(engine.rules, document, deaf: true)
      scratch.forgetWords()
      listen(true)
      findWords()
      scratch.testRules(engine.rules, document, deaf: false)
      scratch.sortFired()
    } else {
      findWords()
      scratch.testRules(engine.rules, document)
    }
  }

  mutating func findWords() {
    if isPlain {
      scratch.findWordsPlainly(engine.rules, document)
    } else {
      scratch.findWords(engine.rules, document)
    }
    scratch.settleStates(engine.rules, document)
  }

  /// Switches between the text as it sounds and as it is written, and finds its words anew.
  mutating func turn(deaf isDeaf: Bool) {
    guard !scratch.heard.isEmpty, scratch.isHearing == isDeaf else { return }
    listen(!isDeaf)
    scratch.forgetWords()
    findWords()
  }

  private mutating func listen(_ isHearing: Bool) {
    scratch.isHearing = isHearing
    for word in scratch.heard { word.put(isHearing ? word.heard : word.written, into: &document) }
  }
}

extension MatchScratch {
  /// Whether a place was read as it sounds rather than as it is written.
  func isHeard(_ start: Int32, _ end: Int32) -> Bool {
    heard.contains { word in
      word.written.indices.contains { offset in
        let place = word.start + Int32(offset)
        return start <= place && place < end && word.written[offset] != word.heard[offset]
      }
    }
  }

  /// In the order of rules, as if they had been tested in one go.
  mutating func sortFired() {
    let sorted = fired.array.enumerated().sorted { one, other in
      one.element.rule != other.element.rule
        ? one.element.rule < other.element.rule : one.offset < other.offset
    }
    fired.removeAll()
    fired.append(contentsOf: sorted.map(\.element))
  }
}
