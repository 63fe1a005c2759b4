/// Decides which candidates are meant: one colon by accident makes no order and no dialogue.
extension LayoutTables {
  /// Keeps the anchors that are believed, in order.
  func decideAnchors(in document: inout Document) {
    if document.scratch.layoutAnchors.isEmpty { return }
    var facts = Facts()
    for anchor in document.scratch.layoutAnchors { count(anchor, in: document, &facts) }
    var kept = 0
    for number in document.scratch.layoutAnchors.indices {
      let anchor = document.scratch.layoutAnchors[number]
      let isBelieved =
        anchor.kind == .field
        ? believes(field: anchor, facts, in: document)
        : believes(speaker: anchor, number: number, facts, in: document)
      guard isBelieved else { continue }
      if kept < number { document.scratch.layoutAnchors[kept] = anchor }
      kept += 1
    }
    let dropped = document.scratch.layoutAnchors.count - kept
    if dropped > 0 { document.scratch.layoutAnchors.removeLast(dropped) }
  }

  private struct Facts {
    /// Field names on good ground: a line, a mark before a long name, a value in brackets.
    var good = 0
    var atLines = 0
    var all = 0
    var turnsAtLines = 0
    var turnsInside = 0
  }

  private func count(
    _ anchor: LayoutAnchor, in document: borrowing Document, _ facts: inout Facts
  ) {
    switch anchor.kind {
    case .speaker:
      if anchor.footing == .line { facts.turnsAtLines += 1 } else { facts.turnsInside += 1 }
    case .field:
      facts.all += 1
      if anchor.footing == .line, !anchor.isTag { facts.atLines += 1 }
      if isGood(anchor) { facts.good += 1 }
    }
  }

  private func isGood(_ anchor: LayoutAnchor) -> Bool {
    if anchor.isTag { return false }
    if anchor.footing == .line || anchor.close >= 0 { return true }
    return anchor.length >= 4 && anchor.footing != .glued
  }

  private func believes(
    field anchor: LayoutAnchor, _ facts: Facts, in document: borrowing Document
  ) -> Bool {
    let section = fields[Int(anchor.entry)].section
    let isDialogue = facts.turnsAtLines > 0 || facts.turnsInside > 1
    if anchor.isTag {
      // 【停电原因】 at the head of a text is a topic, unless other names make it an order.
      return anchor.start > 0 && section != .accept || facts.good > 0
    }
    if section == .header {
      if isDialogue, facts.atLines < 2 { return anchor.footing == .line }
      if anchor.footing == .glued { return anchor.length >= 4 && facts.good > 0 }
      if facts.all >= 2 && facts.good >= 1 { return true }
      return anchor.footing == .line || anchor.close >= 0
    }
    if anchor.close >= 0 || anchor.footing == .line { return true }
    if isDialogue, facts.good < 2 { return anchor.length >= 4 && anchor.footing == .sentence }
    switch anchor.footing {
    case .line, .sentence: return anchor.length >= 2
    case .mark: return anchor.length >= 4 || facts.good >= 2
    case .glued: return anchor.length >= 4
    }
  }

  private func believes(
    speaker anchor: LayoutAnchor, number: Int, _ facts: Facts, in document: borrowing Document
  ) -> Bool {
    if facts.turnsAtLines == 0, facts.turnsInside < 2 { return false }
    // 客户：张三 among the fields of an order names a person.
    if facts.atLines >= 2, facts.turnsAtLines + facts.turnsInside == 1 {
      let next = number + 1
      let anchors = document.scratch.layoutAnchors
      let limit = next < anchors.count ? Int(anchors[next].start) : document.count
      let stops = CharacterMarks.lineEnd | CharacterMarks.sentenceEnd
      let end = document.firstPlace(of: stops, from: Int(anchor.valueStart), to: limit)
      return end - Int(anchor.valueStart) > 6
    }
    return true
  }
}
