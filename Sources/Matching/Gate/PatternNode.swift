/// A PCRE2 pattern as far as the gate needs to understand it.
indirect enum PatternNode: Equatable, Sendable {
  /// One of these code points, folded; a literal has one.
  case oneOf([UInt32])
  /// One character or more of unknown kind.
  case anything
  /// Matches no character itself: anchors, word boundaries, negative look-around.
  case nothing
  case sequence([PatternNode])
  case alternatives([PatternNode])
  /// At least so often; `isOnce` when exactly once at most.
  case repeated(PatternNode, least: Int, isOptionalOnce: Bool)
  /// Positive look-around: must match, takes no place.
  case look(PatternNode)
}
