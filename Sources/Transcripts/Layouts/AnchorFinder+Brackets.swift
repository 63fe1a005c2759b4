/// Names inside brackets, values inside brackets, options answered with no.
extension LayoutTables {
  /// Longest name in brackets, in code points.
  private static let longestName = 14
  /// Brackets looked at for the one that closes a value.
  private static let mostBrackets = 256

  /// 【坐席】您好 and 【处理结果】已恢复: a name alone in brackets, without a colon.
  func bracketed(
    at open: Int, in document: borrowing Document, fieldsAllowed: Bool
  ) -> LayoutAnchor? {
    guard let closing = Document.closingBracket(of: document.scalars[open]) else { return nil }
    let limit = min(open + Self.longestName, document.count)
    var close = open + 1
    while close < limit, document.scalars[close] != closing { close += 1 }
    guard close < limit, close > open + 1 else { return nil }
    let after = document.skippingBlanks(after: close + 1)
    // Before a colon it is the colon's turn.
    if after < document.count, document.has(CharacterMarks.colon, at: after) { return nil }
    guard var anchor = whole(from: open + 1, to: close, at: open, in: document) else { return nil }
    if anchor.kind == .field {
      let section = fields[Int(anchor.entry)].section
      guard fieldsAllowed, section != .header, anchor.length >= 2 else { return nil }
    }
    anchor.valueStart = Int32(after)
    return anchor
  }

  /// The name that fills the brackets.
  func whole(
    from start: Int, to end: Int, at open: Int, in document: borrowing Document
  ) -> LayoutAnchor? {
    let position = turnStart(at: open, in: document)
    let speaker = speakerWords.longestMatch(
      in: document.scalars, endingAt: end, notBefore: start)
    if let speaker, speaker.length == end - start, position.footing <= .sentence {
      return LayoutAnchor(
        kind: .speaker, footing: position.footing, start: Int32(position.start),
        valueStart: Int32(end + 1), entry: speaker.value, length: Int32(speaker.length))
    }
    let field = fieldWords.longestMatch(in: document.scalars, endingAt: end, notBefore: start)
    if let field, field.length == end - start {
      return LayoutAnchor(
        kind: .field, footing: position.footing, start: Int32(open), valueStart: Int32(end + 1),
        entry: field.value, length: Int32(field.length), isTag: true)
    }
    return nil
  }

  private func turnStart(
    at open: Int, in document: borrowing Document
  ) -> (start: Int, footing: LayoutAnchor.Footing) {
    let before = document.skippingBlanks(before: open)
    if document.isLineStart(before) { return (open, .line) }
    let ends = CharacterMarks.sentenceEnd | CharacterMarks.bracket | CharacterMarks.colon
    return (open, document.has(ends, at: before - 1) ? .sentence : .mark)
  }

  /// The bracket that a closing one answers, a few code points before it.
  func opening(of close: Int, in document: borrowing Document) -> Int? {
    let closing = document.scalars[close]
    var place = close - 1
    while place >= 0, close - place <= Self.longestName {
      if Document.closingBracket(of: document.scalars[place]) == closing { return place }
      place -= 1
    }
    return nil
  }

  /// The bracket that closes the value of a field, when the value begins with one; else -1.
  ///
  /// 诉求内容为：[[应急受理]客户…] nests. A chain -[一级]--[二级] is no value in brackets.
  func valueBracket(
    of anchor: LayoutAnchor, number: Int, in document: borrowing Document
  ) -> Int32 {
    let open = Int(anchor.valueStart)
    guard open < document.count,
      let closing = Document.closingBracket(of: document.scalars[open])
    else { return -1 }
    let opening = document.scalars[open]
    var depth = 0
    let last = min(number + Self.mostBrackets, document.scratch.anchors.count)
    for next in number..<last {
      let place = Int(document.scratch.anchors[next])
      if place < open { continue }
      let code = document.scalars[place]
      if code == opening { depth += 1 }
      guard code == closing else { continue }
      depth -= 1
      if depth == 0 { return endsValue(place, in: document) ? Int32(place) : -1 }
    }
    return -1
  }

  /// Whether the value is over after its bracket: a mark, a blank, a line end or the end follows.
  private func endsValue(_ close: Int, in document: borrowing Document) -> Bool {
    guard close + 1 < document.count else { return true }
    let next = document.scalars[close + 1]
    let isChain = next == 0x2D || Document.closingBracket(of: next) != nil
    return document.marks[close + 1] != 0 && !isChain
  }

  /// The stretch 雷击：否 around a colon, when the value says no and nothing else.
  func deniedOption(atColon colon: Int, in document: borrowing Document) -> LayoutRange? {
    let from = document.skippingBlanks(after: colon + 1)
    guard from < document.count, from - colon < 4,
      let match = denials.longestMatch(in: document.scalars, from: from, before: document.count)
    else { return nil }
    let end = from + match.length
    guard end == document.count || document.marks[end] & ~CharacterMarks.digit != 0 else {
      return nil
    }
    let nameEnd = document.skippingBlanks(before: colon)
    var start = nameEnd
    while start > 0, nameEnd - start < 13, document.marks[start - 1] == 0 { start -= 1 }
    guard start < nameEnd, nameEnd - start < 13 else { return nil }
    return LayoutRange(start: Int32(start), end: Int32(end))
  }
}
