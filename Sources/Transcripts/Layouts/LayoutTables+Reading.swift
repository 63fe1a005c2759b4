/// The way of one document through the layouts.
extension LayoutTables {
  /// Fills sections, turns, findings, boilerplate, fields and format from the folded text.
  func read(_ document: inout Document) {
    guard document.count > 0 else { return }
    findAnchors(in: &document)
    decideAnchors(in: &document)
    buildSegments(in: &document)
    if document.scratch.layoutAnchors.isEmpty { readDutyLog(in: &document) }
    beginSentencesAtSegments(in: &document)
    document.scratch.votes.collect(
      from: document.segments, anchors: document.scratch.layoutAnchors)
    readVoices(in: &document)
    readPhrases(in: &document)
    document.scratch.votes.decide(in: &document.segments)
    layOver(&document)
    decideSpeech(of: &document)
    regions.read(&document)
    personalData.read(&document)
  }

  /// A section or turn begins a sentence, whatever mark stands before it.
  private func beginSentencesAtSegments(in document: inout Document) {
    guard document.segments.count > 1 else { return }
    swap(&document.sentenceStarts, &document.scratch.sentenceStarts)
    document.sentenceStarts.removeAll(keepingCapacity: true)
    var next = 0
    for number in document.scratch.sentenceStarts.indices {
      let start = document.scratch.sentenceStarts[number]
      while next < document.segments.count, document.segments[next].start < start {
        document.sentenceStarts.append(document.segments[next].start)
        next += 1
      }
      if next < document.segments.count, document.segments[next].start == start { next += 1 }
      document.sentenceStarts.append(start)
    }
    while next < document.segments.count {
      document.sentenceStarts.append(document.segments[next].start)
      next += 1
    }
  }

  /// Two turns, or more than 35 characters with less than one mark in twenty.
  private func decideSpeech(of document: inout Document) {
    if document.turnCount > 1 {
      document.isSpeech = true
      return
    }
    guard document.format == .plain, document.count > 35 else { return }
    let pairs = windowsLineEnds(in: document.scalars)
    guard (clauseEnds(in: document.marks) - pairs) * 20 < document.count - pairs else { return }
    document.isSpeech = true
    document.format = .speech
  }

  /// Line ends of two characters, which must not count twice.
  private func windowsLineEnds(in scalars: [UInt32]) -> Int {
    guard var place = scalars.firstIndex(of: 0x0D) else { return 0 }
    var number = 0
    while place + 1 < scalars.count {
      if scalars[place] == 0x0D, scalars[place + 1] == 0x0A { number += 1 }
      place += 1
    }
    return number
  }

  /// Summed in small pieces so that it vectorises.
  private func clauseEnds(in marks: [UInt8]) -> Int {
    let span = marks.span
    var total = 0
    var start = 0
    while start < span.count {
      let end = min(start + 127, span.count)
      var piece: UInt8 = 0
      for place in start..<end {
        piece &+= span[unchecked: place] & CharacterMarks.clauseEnd
      }
      total += Int(piece) / Int(CharacterMarks.clauseEnd)
      start = end
    }
    return total
  }
}
