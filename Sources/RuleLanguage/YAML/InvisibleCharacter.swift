/// Characters nobody sees in an editor and that change what a word is.
enum InvisibleCharacter {
  /// Control characters and line ends only YAML knows; a tab is none.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09: false
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  /// Wide, narrow and unbreakable blanks.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// Marks without width.
  static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: true
    default: false
    }
  }

  /// The first character of a word that may not stand in it.
  static func first(in text: String) -> (offset: Int, scalar: Unicode.Scalar)? {
    for (offset, scalar) in text.unicodeScalars.enumerated() {
      if isControl(scalar) || scalar == "\t" || isZeroWidth(scalar) || scalar == "\u{A0}" {
        return (offset, scalar)
      }
    }
    return nil
  }

  /// What it is called: `back-space (U+0008)`.
  static func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    switch scalar.value {
    case 0x00: return "a null character (\(code))"
    case 0x08: return "a back-space (\(code))"
    case 0x09: return "a tab (\(code))"
    case 0x07: return "a bell (\(code))"
    case 0x0B, 0x0C: return "a vertical tab or form feed (\(code))"
    case 0x1B: return "an escape character (\(code))"
    case 0xA0: return "a no-break space (\(code))"
    case 0x3000: return "a full-width space (\(code))"
    case 0xFEFF: return "a byte-order mark inside the text (\(code))"
    case 0x200B...0x200F: return "a mark without width (\(code))"
    default: return isBlank(scalar) ? "an unusual blank (\(code))" : "a control character (\(code))"
    }
  }
}
