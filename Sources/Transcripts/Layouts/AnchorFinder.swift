/// Looks at every colon and bracket for a field name or a speaker before or inside it.
///
/// All steps away from an anchor are bounded, so that the whole is linear in the text.
extension LayoutTables {
  /// Fills `scratch.layoutAnchors` with candidates, and `scratch.denied` with options denied.
  func findAnchors(in document: inout Document) {
    Document.empty(&document.scratch.layoutAnchors)
    Document.empty(&document.scratch.denied)
    var consumed = 0
    var blocked = 0
    for number in document.scratch.anchors.indices {
      let place = Int(document.scratch.anchors[number])
      if place < consumed { continue }
      let isColon = document.has(CharacterMarks.colon, at: place)
      if isColon, isClock(place, in: document) {
        guard let anchor = stampedSpeaker(aroundColonAt: place, in: document) else { continue }
        consumed = Int(anchor.valueStart)
        document.scratch.layoutAnchors.append(anchor)
        continue
      }
      let candidate =
        isColon
        ? named(beforeColonAt: place, in: document, fieldsAllowed: place >= blocked)
        : bracketed(at: place, in: document, fieldsAllowed: place >= blocked)
      // 承诺未回复：否 is an option, although 回复 is a field name.
      let mayBeOption = isColon && (candidate.map { $0.footing == .glued } ?? true)
      if mayBeOption, let denied = deniedOption(atColon: place, in: document) {
        document.scratch.denied.append(denied)
      } else if var anchor = candidate {
        if anchor.kind == .field {
          anchor.close = valueBracket(of: anchor, number: number, in: document)
          if anchor.close >= 0 { blocked = Int(anchor.close) }
        }
        if anchor.start < consumed { continue }
        consumed = Int(anchor.valueStart)
        document.scratch.layoutAnchors.append(anchor)
      }
    }
  }

  /// Whether a colon stands between digits, as in 19:46.
  private func isClock(_ place: Int, in document: borrowing Document) -> Bool {
    place > 0 && place + 1 < document.count
      && document.has(CharacterMarks.digit, at: place - 1)
      && document.has(CharacterMarks.digit, at: place + 1)
  }

  // MARK: Before a colon

  private func named(
    beforeColonAt colon: Int, in document: borrowing Document, fieldsAllowed: Bool
  ) -> LayoutAnchor? {
    var end = document.skippingBlanks(before: colon)
    guard end > 0 else { return nil }
    var nameStart: Int?
    // 【客服】： and 客服（1023）：
    if document.has(CharacterMarks.bracket, at: end - 1),
      let open = opening(of: end - 1, in: document)
    {
      if let inside = whole(from: open + 1, to: end - 1, at: open, in: document) {
        var anchor = inside
        anchor.valueStart = Int32(document.skippingBlanks(after: colon + 1))
        anchor.isTag = false
        return anchor.kind == .field && !fieldsAllowed ? nil : anchor
      }
      nameStart = open
      end = document.skippingBlanks(before: open)
    }
    let field = fieldsAllowed ? self.field(endingAt: end, in: document) : nil
    let speaker = self.speaker(endingAt: end, bracketAt: nameStart, in: document)
    var best: LayoutAnchor?
    if let field, let speaker {
      best = speaker.length > field.length ? speaker : field
    } else {
      best = field ?? speaker
    }
    best?.valueStart = Int32(document.skippingBlanks(after: colon + 1))
    return best
  }

  /// 受理内容： and 诉求内容为：
  private func field(endingAt end: Int, in document: borrowing Document) -> LayoutAnchor? {
    var end = end
    var match = fieldWords.longestMatch(in: document.scalars, endingAt: end, notBefore: 0)
    if match == nil, end > 1, [0x4E3A, 0x662F].contains(document.scalars[end - 1]) {
      end -= 1
      match = fieldWords.longestMatch(in: document.scalars, endingAt: end, notBefore: 0)
    }
    guard let match else { return nil }
    let start = end - match.length
    return LayoutAnchor(
      kind: .field, footing: footing(at: start, in: document), start: Int32(start),
      valueStart: Int32(end), entry: match.value, length: Int32(match.length))
  }

  /// 客户：, 坐席1023：, [00:12] 说话人 1：
  private func speaker(
    endingAt end: Int, bracketAt bracket: Int?, in document: borrowing Document
  ) -> LayoutAnchor? {
    if let match = speakerWords.longestMatch(in: document.scalars, endingAt: end, notBefore: 0) {
      if let anchor = turn(match, endingAt: end, suffix: 0, in: document) { return anchor }
    }
    guard let (nameEnd, suffix) = numbered(endingAt: end, in: document),
      let match = speakerWords.longestMatch(
        in: document.scalars, endingAt: nameEnd, notBefore: 0)
    else { return nil }
    return turn(match, endingAt: nameEnd, suffix: suffix, in: document)
  }

  private func turn(
    _ match: WordTable.Match, endingAt end: Int, suffix: UInt32, in document: borrowing Document
  ) -> LayoutAnchor? {
    let nameStart = end - match.length
    let (start, footing) = turnFooting(at: nameStart, in: document)
    if footing == .mark, match.length < 2 { return nil }
    if footing == .glued {
      // A long word may only end in a name: 一位客户：
      guard match.length >= 2, isInDialogue(document) else { return nil }
    }
    return LayoutAnchor(
      kind: .speaker, footing: footing, start: Int32(start), valueStart: Int32(end),
      entry: match.value, length: Int32(match.length), suffix: suffix)
  }

  /// Whether the text opened with a speaker: then a prefix needs no mark before it.
  private func isInDialogue(_ document: borrowing Document) -> Bool {
    guard let first = document.scratch.layoutAnchors.first else { return false }
    return first.kind == .speaker && first.start == 0
  }

  /// The end of the name before a number or letter: 坐席1023, 说话人 a, 客户#2, 1023号坐席 not.
  private func numbered(
    endingAt end: Int, in document: borrowing Document
  ) -> (nameEnd: Int, suffix: UInt32)? {
    var place = end
    var suffix: UInt32 = 17
    if place > 0, document.scalars[place - 1] == 0x53F7 { place -= 1 }  // 号
    let before = place
    while place > 0, before - place < 10 {
      let code = document.scalars[place - 1]
      guard
        (0x30...0x39).contains(code) || (0x61...0x7A).contains(code) || code == 0x23
          || code == 0x2D || code == 0x5F
      else { break }
      suffix = suffix &* 31 &+ code
      place -= 1
    }
    guard place < before else { return nil }
    return (document.skippingBlanks(before: place), suffix)
  }

  // MARK: Time stamps

  /// 说话人1 00:12 and S1 [00:12]：, where the colon is that of the time.
  private func stampedSpeaker(
    aroundColonAt colon: Int, in document: borrowing Document
  ) -> LayoutAnchor? {
    var start = colon
    while start > 0, colon - start < 24, isOfStamp(document.scalars[start - 1]) { start -= 1 }
    start = document.skippingBlanks(before: start)
    guard start > 0, var anchor = speaker(endingAt: start, bracketAt: nil, in: document),
      anchor.footing == .line
    else { return nil }
    var end = colon
    while end < document.count, end - colon < 24, isOfStamp(document.scalars[end]) { end += 1 }
    if end < document.count, document.has(CharacterMarks.colon, at: end) { end += 1 }
    anchor.valueStart = Int32(document.skippingBlanks(after: end))
    return anchor
  }

  private func isOfStamp(_ code: UInt32) -> Bool {
    switch code {
    // 0–9 : . - / , [ ] ( ) 【 】
    case 0x30...0x3A, 0x2C...0x2F, 0x5B, 0x5D, 0x28, 0x29, 0x3010, 0x3011: true
    default: false
    }
  }

  // MARK: Footing

  private func footing(at start: Int, in document: borrowing Document) -> LayoutAnchor.Footing {
    let place = document.skippingBlanks(before: start)
    if document.isLineStart(place) || isNumbering(before: place, in: document) { return .line }
    if endsSentence(document, at: place - 1) { return .sentence }
    return document.marks[start - 1] & ~CharacterMarks.digit != 0 ? .mark : .glued
  }

  private func turnFooting(
    at nameStart: Int, in document: borrowing Document
  ) -> (start: Int, footing: LayoutAnchor.Footing) {
    var place = nameStart
    // A time stamp, a date or a numbering may stand before the name.
    while place > 0, nameStart - place < 40,
      isOfStamp(document.scalars[place - 1])
        || document.has(CharacterMarks.blank, at: place - 1)
        || document.scalars[place - 1] == 0x3001  // 、
    { place -= 1 }
    if document.isLineStart(place) { return (place, .line) }
    if document.has(CharacterMarks.sentenceEnd, at: place - 1) {
      return (document.skippingBlanks(after: place), .sentence)
    }
    let before = document.skippingBlanks(before: nameStart)
    if endsSentence(document, at: before - 1) { return (nameStart, .sentence) }
    return (nameStart, before < nameStart ? .mark : .glued)
  }

  /// 1. 2、 (3) - · at the beginning of a line.
  private func isNumbering(before end: Int, in document: borrowing Document) -> Bool {
    var place = end
    while place > 0, end - place < 5, document.marks[place - 1] != 0,
      !document.has(CharacterMarks.lineEnd, at: place - 1)
    { place -= 1 }
    return document.isLineStart(place)
  }

  /// Whether something may begin after this code point: 。！？ … / | > and brackets and colons.
  private func endsSentence(_ document: borrowing Document, at place: Int) -> Bool {
    guard place >= 0 else { return true }
    if document.marks[place] & (CharacterMarks.sentenceEnd | CharacterMarks.bracket) != 0 {
      return true
    }
    if document.has(CharacterMarks.colon, at: place) { return true }
    switch document.scalars[place] {
    case 0x2F, 0x7C, 0x3E, 0x2E, 0x7E, 0x2026, 0x2014, 0x201C, 0x201D, 0x2019, 0x22: return true
    default: return false
    }
  }
}
