/// A stretch of text that is alike throughout: one section, one speaker, one turn.
///
/// Segments are sorted, do not overlap and cover the whole text.
package struct Segment: Equatable, Sendable {
  /// First code point.
  package var start: Int32
  /// One past the last code point.
  package var end: Int32
  /// The section it belongs to.
  package var section: Section
  /// Who speaks; `.none` where the text has no turns.
  package var speaker: Speaker
  /// The turn, counted from 0; -1 where the text has no turns.
  package var turn: Int32
  /// Said as a finding: a handling section, a crew's turn, a passage after 经查 and the like.
  package var isFound: Bool
  /// A survey menu, advertisement, option list or template: outside every section rules read.
  package var isBoilerplate: Bool

  package init(
    start: Int32, end: Int32, section: Section, speaker: Speaker = .none, turn: Int32 = -1,
    isFound: Bool = false, isBoilerplate: Bool = false
  ) {
    self.start = start
    self.end = end
    self.section = section
    self.speaker = speaker
    self.turn = turn
    self.isFound = isFound
    self.isBoilerplate = isBoilerplate
  }
}
