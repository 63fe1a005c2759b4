internal import RuleLanguage
internal import Transcripts

extension MatchScratch {
  /// Adds up the logits of the labels: bias and the weights of the distinct n-grams that stand in
  /// the readable text, each inside one segment and one sentence.
  mutating func weighSoftly(_ rules: CompiledRules, _ document: borrowing Document) {
    let soft = rules.soft
    guard !soft.isEmpty else { return }
    logits.removeAll()
    logits.append(contentsOf: soft.biases)
    softEpoch &+= 1
    softPlaces.removeAll()
    for index in occurrences.indices {
      let word = occurrences[index]
      let ngram = soft.ngramOfTerm[Int(word.term)]
      if ngram >= 0, softSeen[Int(ngram)] != softEpoch {
        weigh(ngram, word.start, word.segment, word.sentence, soft, document)
      }
    }
    weighPureNgrams(soft, document)
    narrowSums.empty(into: &logits)
    narrowRows = 0
  }

  /// The rules that fired and count, each once; they stand in order of number.
  mutating func weighRules(_ rules: CompiledRules) {
    guard !rules.soft.isEmpty else { return }
    var last: Int32 = -1
    for index in fired.indices where fired[index].rule != last && fired[index].suppressedBy < 0 {
      last = fired[index].rule
      guard !rules.rules[Int(last)].isShadow else { continue }
      rules.soft.ruleAdders.add(row: Int(last), to: &logits)
    }
  }

  /// A label that rules alone give.
  mutating func weigh(label: Int32, _ soft: CompiledSoft) {
    soft.labelAdders.add(row: Int(label), to: &logits)
  }

  /// The n-grams that are no words of rules; they stand in order of start.
  private mutating func weighPureNgrams(_ soft: CompiledSoft, _ document: borrowing Document) {
    var segment = 0
    var sentence = 0
    let lastSegment = document.segments.count - 1
    let lastSentence = document.sentenceStarts.count - 1
    for index in occurrences.soft.indices {
      let word = occurrences.soft[index]
      let start = word.start
      while segment < lastSegment, document.segments[segment].end <= start { segment += 1 }
      while sentence < lastSentence, document.sentenceStarts[sentence + 1] <= start {
        sentence += 1
      }
      let ngram = soft.ngramOfTerm[Int(word.term)]
      guard ngram >= 0, softSeen[Int(ngram)] != softEpoch else { continue }
      weigh(
        ngram, start, Int32(truncatingIfNeeded: segment), Int32(truncatingIfNeeded: sentence), soft,
        document)
    }
  }

  private mutating func weigh(
    _ ngram: Int32, _ start: Int32, _ segment: Int32, _ sentence: Int32, _ soft: CompiledSoft,
    _ document: borrowing Document
  ) {
    let part = document.segments[Int(segment)]
    let end = start + soft.lengths[Int(ngram)]
    guard !part.isBoilerplate, SectionSet.rulesDefault.contains(part.section),
      end <= part.end
    else { return }
    let next = Int(sentence) + 1
    if next < document.sentenceStarts.count, end > document.sentenceStarts[next] { return }
    softSeen[Int(ngram)] = softEpoch
    softPlaces.append(SoftPlace(ngram: ngram, start: start, segment: segment))
    guard soft.adders.add(row: Int(ngram), toNarrow: &narrowSums) else {
      soft.adders.add(row: Int(ngram), to: &logits)
      return
    }
    narrowRows += 1
    if narrowRows == soft.adders.mostNarrow {
      narrowSums.empty(into: &logits)
      narrowRows = 0
    }
  }
}
