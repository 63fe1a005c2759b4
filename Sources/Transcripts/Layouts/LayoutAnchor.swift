/// A place where something new begins: a field name or a speaker's prefix.
struct LayoutAnchor {
  enum Kind: UInt8 { case field, speaker }

  /// What stands before the name, from the best footing to the worst.
  enum Footing: UInt8, Comparable {
    /// The beginning of a line.
    case line
    /// The end of a sentence, an opening bracket or a colon.
    case sentence
    /// Another mark or a blank.
    case mark
    /// A letter, a digit or a character.
    case glued

    static func < (one: Footing, other: Footing) -> Bool { one.rawValue < other.rawValue }
  }

  var kind: Kind
  var footing: Footing
  /// Where it begins, time stamp and bracket included.
  var start: Int32
  /// Where the value or the speech begins.
  var valueStart: Int32
  /// The bracket that closes the value, or -1.
  var close: Int32 = -1
  /// Index into `LayoutTables.fields` or `speakers`.
  var entry: Int32
  /// Code points of the name.
  var length: Int32
  /// Tells speakers of the same name apart, as in 说话人1 and 说话人2.
  var suffix: UInt32 = 0
  /// A name alone in brackets, which may as well be a topic.
  var isTag = false
}
