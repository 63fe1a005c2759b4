/// A PCRE2 pattern as far as the gate needs to understand it.
indirect enum PatternNode: Equatable, Sendable {
  /// One of these code points, folded; a literal has one.
  case oneOf([UInt32])
  /// One code point of unknown kind.
  case anyOne
  /// Unknown characters, at least one.
  case anything
  /// Matches no character itself: anchors, word boundaries, negative look-around.
  case nothing
  case sequence([PatternNode])
  case alternatives([PatternNode])
  /// So often; `most` nil = without end.
  case repeated(PatternNode, least: Int, most: Int?)
  /// Positive look-around: must match, takes no place.
  case look(PatternNode, isAhead: Bool)
}
