/// What a code point is, in one byte.
package enum CharacterMarks {
  /// Ends a sentence: 。！？；; line ends, and a full stop before a blank that follows no digit.
  package static let sentenceEnd: UInt8 = 1
  /// Ends a clause: ，、；：… and the like, and whatever ends a sentence.
  package static let clauseEnd: UInt8 = 2
  /// 0–9 after folding.
  package static let digit: UInt8 = 4
  /// Blank: space, tab, U+3000.
  package static let blank: UInt8 = 8
  /// A line end.
  package static let lineEnd: UInt8 = 16
  /// A colon after folding: what a field name or a speaker stands before.
  package static let colon: UInt8 = 32
  /// An opening or closing bracket of any kind.
  package static let bracket: UInt8 = 64
  /// Any punctuation mark.
  package static let punctuation: UInt8 = 128
}
