/// Lines of a supply station's duty log: date, weather, shift, kind of work, then what happened.
extension LayoutTables {
  /// Most words of a line's head.
  private static let longestHead = 8

  /// Makes the heads of the lines header text when the lines begin like a duty log.
  func readDutyLog(in document: inout Document) {
    var heads = 0
    var lineEnd = -1
    Document.empty(&document.scratch.found)
    for number in document.scratch.digitRuns.indices {
      let digit = Int(document.scratch.digitRuns[number])
      if digit <= lineEnd { continue }
      let start = document.skippingBlanks(before: digit)
      guard document.isLineStart(start) else { continue }
      lineEnd = document.firstPlace(
        of: CharacterMarks.lineEnd, from: digit, to: document.count)
      guard let headEnd = headEnd(from: digit, to: lineEnd, in: document) else { continue }
      document.scratch.found.append(LayoutRange(start: Int32(start), end: Int32(headEnd)))
      heads += 1
    }
    guard heads > 0 else { return }
    document.format = .dutyLog
    Document.empty(&document.segments)
    var place: Int32 = 0
    for number in document.scratch.found.indices {
      let head = document.scratch.found[number]
      Self.append(Segment(start: place, end: head.start, section: .accept), to: &document)
      Self.append(Segment(start: head.start, end: head.end, section: .header), to: &document)
      place = head.end
    }
    Self.append(
      Segment(start: place, end: Int32(document.count), section: .accept), to: &document)
  }

  /// The end of a head from its first digit on that holds a date or time and a word of duty logs, or nil.
  private func headEnd(from start: Int, to end: Int, in document: borrowing Document) -> Int? {
    var place = start
    var headEnd: Int?
    var hasDutyWord = false
    for number in 0..<Self.longestHead {
      let tokenEnd = document.firstPlace(
        of: CharacterMarks.blank | CharacterMarks.clauseEnd, from: place, to: end)
      let token = clockAware(place, tokenEnd, end, in: document)
      guard token > place else { break }
      let isWord = isDutyWord(from: place, to: token, in: document)
      guard isWord || isDate(from: place, to: token, in: document) else { break }
      if number == 0, isWord { return nil }
      hasDutyWord = hasDutyWord || isWord
      place = token
      while place < end,
        document.has(CharacterMarks.blank | CharacterMarks.clauseEnd, at: place)
      { place += 1 }
      headEnd = place
    }
    return hasDutyWord ? headEnd : nil
  }

  /// The end of a word that a colon between digits does not end.
  private func clockAware(
    _ start: Int, _ tokenEnd: Int, _ end: Int, in document: borrowing Document
  ) -> Int {
    var place = tokenEnd
    while place < end, place - start < 24, document.has(CharacterMarks.colon, at: place),
      place + 1 < end, document.has(CharacterMarks.digit, at: place + 1)
    {
      place = document.firstPlace(
        of: CharacterMarks.blank | CharacterMarks.clauseEnd, from: place + 1, to: end)
    }
    return place
  }

  private func isDutyWord(
    from start: Int, to end: Int, in document: borrowing Document
  ) -> Bool {
    let match = dutyWords.longestMatch(in: document.scalars, from: start, before: end)
    return match?.length == end - start
  }

  /// Digits with 年月日时分秒 - / . : only, and at least two digits.
  private func isDate(from start: Int, to end: Int, in document: borrowing Document) -> Bool {
    guard end - start <= 24 else { return false }
    var digits = 0
    var others = 0
    for place in start..<end {
      if document.has(CharacterMarks.digit, at: place) {
        digits += 1
        continue
      }
      switch document.scalars[place] {
      case 0x5E74, 0x6708, 0x65E5, 0x53F7, 0x65F6, 0x70B9, 0x5206, 0x79D2, 0x2D, 0x2E, 0x2F, 0x3A:
        others += 1
      default: return false
      }
    }
    return digits >= 2 && others >= 1
  }
}
