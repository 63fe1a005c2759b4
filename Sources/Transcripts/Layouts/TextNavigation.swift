/// Small steps over the folded text, each bounded, for readers of layouts and personal data.
extension Document {
  /// The place before blanks that end at `place`.
  func skippingBlanks(before place: Int) -> Int {
    var place = place
    while place > 0, marks[place - 1] & CharacterMarks.blank != 0 { place -= 1 }
    return place
  }

  /// The place after blanks that begin at `place`.
  func skippingBlanks(after place: Int) -> Int {
    var place = place
    while place < count, marks[place] & CharacterMarks.blank != 0 { place += 1 }
    return place
  }

  func isLineStart(_ place: Int) -> Bool {
    place == 0 || marks[place - 1] & CharacterMarks.lineEnd != 0
  }

  func has(_ mark: UInt8, at place: Int) -> Bool { marks[place] & mark != 0 }

  /// Whether nothing but marks and blanks stands there.
  func isBare(from start: Int, to end: Int) -> Bool {
    for place in start..<max(start, end) {
      if marks[place] & ~CharacterMarks.digit == 0 { return false }
    }
    return true
  }

  /// The first code point from `start` on with one of the marks, or `end`.
  func firstPlace(of mark: UInt8, from start: Int, to end: Int) -> Int {
    var place = start
    while place < end, marks[place] & mark == 0 { place += 1 }
    return place
  }

  /// The closing bracket that answers an opening one of a kind names and values stand in.
  static func closingBracket(of opening: UInt32) -> UInt32? {
    switch opening {
    case 0x28: 0x29  // ( )
    case 0x5B: 0x5D  // [ ]
    case 0x7B: 0x7D  // { }
    case 0x3008, 0x300A, 0x3010, 0x3014, 0x3016: opening + 1  // 〈〉 《》 【】 〔〕 〖〗
    default: nil
    }
  }
}
