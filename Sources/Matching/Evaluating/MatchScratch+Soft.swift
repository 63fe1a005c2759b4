internal import RuleLanguage
internal import Transcripts

extension MatchScratch {
  /// Adds up the logits of the labels: bias and the weights of the distinct n-grams that stand in
  /// the readable text, each inside one segment and one sentence.
  mutating func weighSoftly(_ rules: CompiledRules, _ document: borrowing Document) {
    let soft = rules.soft
    guard !soft.isEmpty else { return }
    logits.removeAll(keepingCapacity: true)
    logits.append(contentsOf: soft.biases)
    if softSeen.count < soft.ngrams.count {
      softSeen = [UInt32](repeating: 0, count: soft.ngrams.count)
    }
    softEpoch &+= 1
    softPlaces.removeAll(keepingCapacity: true)
    for index in 0..<occurrences.count {
      let ngram = soft.ngramOfTerm[Int(occurrences.term[index])]
      if ngram >= 0, softSeen[Int(ngram)] != softEpoch {
        weigh(
          ngram, occurrences.start[index], segmentOf[index], sentenceOf[index], soft, document)
      }
    }
    weighPureNgrams(soft, document)
    weighRules(rules)
  }

  /// The rules that fired, each once; they stand in order of number.
  private mutating func weighRules(_ rules: CompiledRules) {
    var last: Int32 = -1
    for index in fired.indices where fired[index].rule != last {
      last = fired[index].rule
      guard !rules.rules[Int(last)].isShadow else { continue }
      for place in rules.soft.ruleWeights.range(Int(last)) {
        let weight = rules.soft.ruleWeights.values[place]
        logits[Int(weight.label)] &+= weight.value
      }
    }
  }

  /// A label that rules alone give.
  mutating func weigh(label: Int32, _ soft: CompiledSoft) {
    for place in soft.labelWeights.range(Int(label)) {
      let weight = soft.labelWeights.values[place]
      logits[Int(weight.label)] &+= weight.value
    }
  }

  /// The n-grams that are no words of rules; they stand in order of start.
  private mutating func weighPureNgrams(_ soft: CompiledSoft, _ document: borrowing Document) {
    var segment = 0
    var sentence = 0
    let lastSegment = document.segments.count - 1
    let lastSentence = document.sentenceStarts.count - 1
    for index in 0..<occurrences.softCount {
      let start = occurrences.softStart[index]
      while segment < lastSegment, document.segments[segment].end <= start { segment += 1 }
      while sentence < lastSentence, document.sentenceStarts[sentence + 1] <= start {
        sentence += 1
      }
      let ngram = soft.ngramOfTerm[Int(occurrences.softTerm[index])]
      guard ngram >= 0, softSeen[Int(ngram)] != softEpoch else { continue }
      weigh(ngram, start, Int32(segment), Int32(sentence), soft, document)
    }
  }

  private mutating func weigh(
    _ ngram: Int32, _ start: Int32, _ segment: Int32, _ sentence: Int32, _ soft: CompiledSoft,
    _ document: borrowing Document
  ) {
    let part = document.segments[Int(segment)]
    let end = start + soft.lengths[Int(ngram)]
    guard !part.isBoilerplate, SectionSet.rulesDefault.contains(SectionSet(part.section)),
      end <= part.end
    else { return }
    let next = Int(sentence) + 1
    if next < document.sentenceStarts.count, end > document.sentenceStarts[next] { return }
    softSeen[Int(ngram)] = softEpoch
    softPlaces.append(SoftPlace(ngram: ngram, start: start, segment: segment))
    for place in soft.weights.range(Int(ngram)) {
      let weight = soft.weights.values[place]
      logits[Int(weight.label)] &+= weight.value
    }
  }
}
