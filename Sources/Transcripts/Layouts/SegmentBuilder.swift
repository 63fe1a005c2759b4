/// Turns anchors into sections and turns: the base segments, sorted and covering the text.
extension LayoutTables {
  /// What is in force while the anchors are walked.
  private struct State {
    /// The section text without a name of its own belongs to.
    var content = Section.accept
    var turn: Int32 = -1
    var hasContentNames = false
    var isLetter = false
    var bracketValues = 0
  }

  /// Fills `segments`, `fields`, `turnCount` and `format` from the anchors believed.
  func buildSegments(in document: inout Document) {
    var state = State()
    for anchor in document.scratch.layoutAnchors where anchor.kind == .field {
      let field = fields[Int(anchor.entry)]
      if field.section != .header { state.hasContentNames = true }
      if field.isOfLetter { state.isLetter = true }
      if anchor.close >= 0 { state.bracketValues += 1 }
    }
    addPreface(in: &document, state)
    for number in document.scratch.layoutAnchors.indices {
      let anchor = document.scratch.layoutAnchors[number]
      let end = nextStart(after: number, in: document)
      switch anchor.kind {
      case .field: add(field: anchor, to: end, in: &document, &state)
      case .speaker: add(turn: anchor, to: end, in: &document, &state)
      }
    }
    document.turnCount = Int(state.turn) + 1
    document.format = format(of: document, state)
  }

  private func nextStart(after number: Int, in document: borrowing Document) -> Int32 {
    let next = number + 1
    guard next < document.scratch.layoutAnchors.count else { return Int32(document.count) }
    return document.scratch.layoutAnchors[next].start
  }

  private func format(of document: borrowing Document, _ state: State) -> DocumentFormat {
    let names = document.scratch.layoutAnchors.contains { $0.kind == .field }
    guard names else { return document.turnCount > 0 ? .dialogue : .plain }
    if state.bracketValues >= 2 { return .dispatch }
    return state.isLetter ? .letter : .workOrder
  }

  /// What stands before the first anchor: the head of a dispatch, otherwise what was said.
  private func addPreface(in document: inout Document, _ state: State) {
    let end = document.scratch.layoutAnchors.first?.start ?? Int32(document.count)
    let isHead =
      state.bracketValues >= 2 && end < 40 && document.scratch.layoutAnchors.first?.kind == .field
    let isBare = end < Int32(document.count) && document.isBare(from: 0, to: Int(end))
    Self.append(
      Segment(start: 0, end: end, section: isHead || isBare ? .header : .accept), to: &document)
  }

  // MARK: Fields

  private func add(
    field anchor: LayoutAnchor, to end: Int32, in document: inout Document, _ state: inout State
  ) {
    let field = fields[Int(anchor.entry)]
    Self.append(
      Segment(start: anchor.start, end: anchor.valueStart, section: .header), to: &document)
    if field.section == .header {
      let valueEnd = headerEnd(of: anchor, before: end, in: document, state)
      record(field, from: anchor, to: valueEnd, in: &document)
      let isBare = document.isBare(from: Int(valueEnd), to: Int(end))
      let headerEnd = isBare ? end : valueEnd
      Self.append(
        Segment(start: anchor.valueStart, end: headerEnd, section: .header), to: &document)
      Self.append(plain(from: headerEnd, to: end, state.content), to: &document)
    } else {
      record(field, from: anchor, to: anchor.close >= 0 ? anchor.close : end, in: &document)
      Self.append(plain(from: anchor.valueStart, to: end, field.section), to: &document)
      // What follows a survey without a name is not part of its menu.
      state.content = field.section == .survey ? .accept : field.section
    }
  }

  private func plain(from start: Int32, to end: Int32, _ section: Section) -> Segment {
    Segment(start: start, end: end, section: section, isFound: section == .handling)
  }

  /// Where the value of a header field ends: its bracket, its line, or else its first clause.
  private func headerEnd(
    of anchor: LayoutAnchor, before end: Int32, in document: borrowing Document, _ state: State
  ) -> Int32 {
    if anchor.close >= 0 { return min(anchor.close + 1, end) }
    let toLineEnd = anchor.footing == .line && state.hasContentNames
    var place = Int(anchor.valueStart)
    while place < Int(end) {
      let mark = document.marks[place]
      if mark & CharacterMarks.lineEnd != 0 { break }
      let isComma = document.scalars[place] == 0x2C || document.scalars[place] == 0xFF0C
      if !toLineEnd, isComma || mark & CharacterMarks.sentenceEnd != 0 { break }
      place += 1
    }
    return Int32(place)
  }

  /// Notes a value under the field's id, trimmed.
  private func record(
    _ field: Field, from anchor: LayoutAnchor, to end: Int32, in document: inout Document
  ) {
    guard field.field >= 0 else { return }
    let isBracketed = anchor.close >= 0
    var start = Int(anchor.valueStart) + (isBracketed ? 1 : 0)
    var end = isBracketed ? Int(anchor.close) : Int(end)
    while start < end, isTrimmed(document, start) { start += 1 }
    while end > start, isTrimmed(document, end - 1) { end -= 1 }
    guard start < end else { return }
    document.fields.append(
      DocumentField(name: field.field, start: Int32(start), end: Int32(end)))
  }

  private func isTrimmed(_ document: borrowing Document, _ place: Int) -> Bool {
    let around =
      CharacterMarks.blank | CharacterMarks.lineEnd | CharacterMarks.sentenceEnd
      | CharacterMarks.clauseEnd
    return document.marks[place] & around != 0 || document.scalars[place] == 0x2D
      || document.scalars[place] == 0x2F
  }

  // MARK: Turns

  private func add(
    turn anchor: LayoutAnchor, to end: Int32, in document: inout Document, _ state: inout State
  ) {
    state.turn += 1
    let speaker = speakers[Int(anchor.entry)]
    let isFound = speaker == .crew || state.content == .handling
    Self.append(
      Segment(
        start: anchor.start, end: anchor.valueStart, section: state.content, speaker: speaker,
        turn: state.turn, isFound: isFound, isBoilerplate: true), to: &document)
    Self.append(
      Segment(
        start: anchor.valueStart, end: end, section: state.content, speaker: speaker,
        turn: state.turn, isFound: isFound), to: &document)
  }

  // MARK: Appending

  /// Whether a segment goes on as the next one; nothing but their places differs.
  @inline(__always)
  private static func continues(_ segment: Segment, with next: Segment) -> Bool {
    segment.end == next.start && segment.section == next.section
      && segment.speaker == next.speaker && segment.turn == next.turn
      && segment.isFound == next.isFound && segment.isBoilerplate == next.isBoilerplate
  }

  /// Appends a segment, or lengthens the last one when nothing else differs.
  static func append(_ segment: Segment, to document: inout Document) {
    guard segment.start < segment.end else { return }
    let last = document.segments.count - 1
    if last >= 0, continues(document.segments[last], with: segment) {
      document.segments[last].end = segment.end
    } else {
      document.segments.append(segment)
    }
  }
}
