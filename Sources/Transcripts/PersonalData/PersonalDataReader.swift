/// Finds personal data: typed spans, sorted, without overlaps.
///
/// Numbers are told by their length, their check digits and the word before them. A number already
/// masked (1380000****) is left as it is.
struct PersonalDataReader: Sendable {
  private let labels: WordTable
  private let surnames: Surnames

  init(words: PersonalDataWords) {
    labels = words.labels
    surnames = Surnames()
  }

  /// Fills `personalData` from the runs of digits and from `scratch.nameHints`.
  func read(_ document: inout Document) {
    Document.empty(&document.scratch.names)
    for number in document.scratch.nameHints.indices {
      let hint = document.scratch.nameHints[number]
      guard let name = surnames.name(at: hint, in: document) else { continue }
      let end = document.scratch.names.last?.end ?? 0
      if name.start >= end { document.scratch.names.append(name) }
    }
    var nextName = 0
    var consumed: Int32 = 0
    for run in document.scratch.digitRuns.indices {
      let start = document.scratch.digitRuns[run]
      if start < consumed { continue }
      guard let datum = number(at: Int(start), run: run, in: document), datum.start >= consumed
      else { continue }
      addNames(&nextName, before: datum.start, &consumed, to: &document)
      document.personalData.append(datum)
      consumed = datum.end
    }
    addNames(&nextName, before: .max, &consumed, to: &document)
  }

  private func addNames(
    _ next: inout Int, before limit: Int32, _ consumed: inout Int32, to document: inout Document
  ) {
    while next < document.scratch.names.count, document.scratch.names[next].end <= limit {
      let name = document.scratch.names[next]
      next += 1
      guard name.start >= consumed else { continue }
      document.personalData.append(
        PersonalDatum(kind: .name, start: name.start, end: name.end))
      consumed = name.end
    }
  }

  // MARK: Numbers

  private func number(
    at start: Int, run: Int, in document: borrowing Document
  ) -> PersonalDatum? {
    let end = digitsEnd(from: start, in: document)
    let length = end - start
    guard length >= 3 else { return nil }
    if start > 0, isLetter(document.scalars[start - 1]) {
      return coded(start, end, in: document)
    }
    if isMasked(end, in: document) { return nil }
    if length < 6 { return grouped(start, end, in: document) }
    let label = label(before: start, in: document)
    if let kind = labelled(label, start, end, in: document) {
      let last = kind == .idCard && isCheckLetter(end, in: document) ? end + 1 : end
      return PersonalDatum(kind: kind, start: Int32(start), end: Int32(last))
    }
    return grouped(start, end, in: document)
  }

  private func digitsEnd(from start: Int, in document: borrowing Document) -> Int {
    var end = start
    while end < document.count, document.has(CharacterMarks.digit, at: end) { end += 1 }
    return end
  }

  /// The kind of an unbroken run of digits.
  private func labelled(
    _ label: PersonalDataWords.Label?, _ start: Int, _ end: Int, in document: borrowing Document
  ) -> PersonalDataKind? {
    let length = end - start
    if isMobile(start, length, in: document) { return .mobile }
    let isID = length == 18 || (length == 17 && isCheckLetter(end, in: document))
    if isID, NumberChecks.isIDCard(document.scalars, from: start) { return .idCard }
    switch label {
    case .account where length <= 22: return .account
    case .order: return .orderNumber
    case .idCard where length == 15 || length == 18: return .idCard
    case .bankCard where (12...21).contains(length): return .bankCard
    case .phone where length == 7 || length == 8: return .landline
    default: break
    }
    let first = document.scalars[start] - 0x30
    let second = document.scalars[start + 1] - 0x30
    switch length {
    // 0571 and seven or eight digits, 010 and eight.
    case 10...12 where first == 0 && second > 0: return .landline
    case 16 where first == 0 && second == 7: return .account
    case 16 where first == 2 && second == 0: return .orderNumber
    case 16...19 where (3...6).contains(first):
      return NumberChecks.isBankCard(document.scalars, from: start, to: end) ? .bankCard : nil
    default: return nil
    }
  }

  /// 1[3-9] and nine digits, also with 86 or 0 before.
  private func isMobile(_ start: Int, _ length: Int, in document: borrowing Document) -> Bool {
    let scalars = document.scalars
    var first = start
    if length == 13, scalars[start] == 0x38, scalars[start + 1] == 0x36 { first += 2 }
    if length == 12, scalars[start] == 0x30 { first += 1 }
    guard length - (first - start) == 11 else { return false }
    return scalars[first] == 0x31 && scalars[first + 1] >= 0x33
  }

  /// 138 0013 8000, 138-0013-8000, 0571-88886666, (0571)88886666, 6222 0000 …
  private func grouped(
    _ start: Int, _ end: Int, in document: borrowing Document
  ) -> PersonalDatum? {
    let first = document.scalars[start]
    let length = end - start
    if length == 3 || length == 4, first == 0x30 {
      var next = end
      if next < document.count, document.scalars[next] == 0x29 { next += 1 }
      if next < document.count, isJoint(document.scalars[next]) { next += 1 }
      guard next > end else { return nil }
      let last = digitsEnd(from: next, in: document)
      guard last - next == 7 || last - next == 8 else { return nil }
      return PersonalDatum(kind: .landline, start: Int32(start), end: Int32(last))
    }
    if length == 3, first == 0x31, document.scalars[start + 1] >= 0x33 {
      guard let middle = group(after: end, of: 4, in: document),
        let last = group(after: middle, of: 4, in: document)
      else { return nil }
      return PersonalDatum(kind: .mobile, start: Int32(start), end: Int32(last))
    }
    return nil
  }

  /// The end of a group of digits of just this length behind a blank or hyphen.
  private func group(after end: Int, of length: Int, in document: borrowing Document) -> Int? {
    guard end + length < document.count, isJoint(document.scalars[end]) else { return nil }
    let last = digitsEnd(from: end + 1, in: document)
    return last - end - 1 == length ? last : nil
  }

  /// WO20260712-00183, SL20260703900012: letters and at least eight digits.
  private func coded(_ start: Int, _ end: Int, in document: borrowing Document) -> PersonalDatum? {
    var first = start
    while first > 0, start - first < 7, isLetter(document.scalars[first - 1]) { first -= 1 }
    guard (1...6).contains(start - first), end - start >= 8, !isMasked(end, in: document) else {
      return nil
    }
    var last = end
    while last + 1 < document.count, document.scalars[last] == 0x2D,
      document.has(CharacterMarks.digit, at: last + 1)
    {
      last = digitsEnd(from: last + 1, in: document)
    }
    return PersonalDatum(kind: .orderNumber, start: Int32(first), end: Int32(last))
  }

  // MARK: Neighbours

  /// The label before a number; 为, 是, colons, brackets and blanks may stand between.
  private func label(
    before start: Int, in document: borrowing Document
  ) -> PersonalDataWords.Label? {
    var place = start
    while place > 0, start - place < 5 {
      let isBetween =
        document.marks[place - 1] & ~(CharacterMarks.digit | CharacterMarks.lineEnd) != 0
        && !document.has(CharacterMarks.sentenceEnd, at: place - 1)
      guard isBetween || [0x4E3A, 0x662F].contains(document.scalars[place - 1]) else { break }
      place -= 1
    }
    let match = labels.longestMatch(in: document.scalars, endingAt: place, notBefore: 0)
    return match.flatMap { PersonalDataWords.Label(rawValue: $0.value) }
  }

  private func isLetter(_ code: UInt32) -> Bool { (0x61...0x7A).contains(code) }

  private func isJoint(_ code: UInt32) -> Bool { code == 0x20 || code == 0x2D }

  private func isCheckLetter(_ place: Int, in document: borrowing Document) -> Bool {
    place < document.count && document.scalars[place] == 0x78
  }

  private func isMasked(_ place: Int, in document: borrowing Document) -> Bool {
    guard place + 1 < document.count else { return false }
    let code = document.scalars[place]
    return (code == 0x2A || code == 0x78) && document.scalars[place + 1] == code
  }
}
