extension FoldTable {
  /// The marks and flags of a folded code point, in their place within an entry.
  static func facts(of folded: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(folded) else { return 0 }
    return UInt32(marks(of: scalar)) << marksShift | flags(of: scalar)
  }

  private static func marks(of scalar: Unicode.Scalar) -> UInt8 {
    typealias Marks = CharacterMarks
    switch scalar {
    case "0"..."9": return Marks.digit
    case "\t", " ", "\u{A0}", "\u{1680}", "\u{2000}"..."\u{200B}", "\u{202F}", "\u{205F}",
      "\u{FEFF}":
      return Marks.blank
    case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}":
      return Marks.lineEnd | Marks.sentenceEnd | Marks.clauseEnd
    case "。", "｡", "!", "?", ";", "‼", "⁇", "⁈", "⁉":
      return Marks.sentenceEnd | Marks.clauseEnd | Marks.punctuation
    case ",", "，", "、", "､", "…", "—", "﹐", "﹑":
      return Marks.clauseEnd | Marks.punctuation
    case ":", "︰", "﹕", "∶":
      return Marks.colon | Marks.clauseEnd | Marks.punctuation
    case "(", ")", "[", "]", "{", "}", "〈"..."】", "〔"..."〛", "｟"..."｣", "﹙"..."﹞":
      return Marks.bracket | Marks.punctuation
    case "!"..."/", "<"..."@", "\\", "^"..."`", "|", "~", "¡", "«", "·", "»", "¿",
      "\u{2010}"..."\u{2027}", "\u{2030}"..."\u{205E}", "〃", "〜"..."〟", "・", "･",
      "\u{2500}"..."\u{27BF}", "\u{FE10}"..."\u{FE19}", "\u{FE30}"..."\u{FE6F}":
      return Marks.punctuation
    default: return 0
    }
  }

  private static func flags(of scalar: Unicode.Scalar) -> UInt32 {
    switch scalar {
    case ")", "]", "}", "”", "’", "」", "』", "）", "】", "〉", "》", "〕", "〗", "〙", "〛",
      "\"", "'":
      return closing
    case ".": return fullStop
    case "\0"..."\u{8}", "\u{E}"..."\u{1F}", "\u{7F}"..."\u{84}", "\u{86}"..."\u{9F}",
      "\u{E000}"..."\u{F8FF}", "\u{FFFD}", "\u{FFF0}"..."\u{FFF8}":
      return noted
    default: return 0
    }
  }
}
