/// The fold: which code point stands for which in matching, and what each one is.
///
/// Law: one code point stays one, and folding twice is folding once. Width first (full-width ASCII
/// and U+3000), then common variants, then Traditional to Simplified, then simple case folding.
package final class FoldTable: Sendable {
  /// The only table; built at first use in a few milliseconds.
  package static let shared = FoldTable()

  /// Bits of an entry that hold the folded code point.
  static let codeBits: UInt32 = 0x1F_FFFF
  /// Closes a quotation or bracket: belongs to the sentence before it.
  static let closing: UInt32 = 1 << 21
  /// A control, private-use or replacement character: counted in `ReadingNotes`.
  static let noted: UInt32 = 1 << 22
  /// A full stop, whose meaning depends on its neighbours.
  static let fullStop: UInt32 = 1 << 23
  /// The upper eight bits of an entry are `CharacterMarks`.
  static let marksShift: UInt32 = 24

  /// One entry per code point of the basic plane.
  let entries: [UInt32]
  /// One bit per code point of the basic plane: three bytes, folded to itself, without marks and flags.
  let plain: [UInt64]

  private init() {
    var codes = [UInt32](unsafeUninitializedCapacity: 0x1_0000) { buffer, count in
      for code in 0..<0x1_0000 { buffer.initializeElement(at: code, to: UInt32(code)) }
      count = 0x1_0000
    }
    Self.applyCaseFolding(to: &codes)
    Self.applySimplifiedForms(to: &codes)
    Self.applyCompatibilityForms(to: &codes)
    Self.applyWidth(to: &codes)
    for code in codes.indices {
      let folded = codes[code]
      codes[code] = folded | Self.facts(of: folded)
    }
    var plain = [UInt64](repeating: 0, count: 1024)
    for code in 0x800..<0x1_0000 where codes[code] == UInt32(code) && code & 0xF800 != 0xD800 {
      plain[code >> 6] |= 1 << UInt64(code & 63)
    }
    entries = codes
    self.plain = plain
  }

  /// The folded code point with its marks and flags.
  @inline(__always)
  func entry(_ code: UInt32) -> UInt32 {
    code < 0x1_0000 ? entries[Int(code)] : Self.entryBeyondBasicPlane(code)
  }

  /// The folded code point.
  package func fold(_ code: UInt32) -> UInt32 { entry(code) & Self.codeBits }

  /// The folded text, one code point for each; for rule files and diagnostics.
  package func fold(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      folded.append(Unicode.Scalar(fold(scalar.value)) ?? scalar)
    }
    return String(folded)
  }

  /// The folded code points of a text; for tables built from words.
  package func foldedScalars(_ text: String) -> [UInt32] {
    text.unicodeScalars.map { fold($0.value) }
  }
}

// MARK: Building

extension FoldTable {
  private static func applyCaseFolding(to codes: inout [UInt32]) {
    for row in caseFolding where row.last < 0x1_0000 {
      for code in stride(from: row.first, through: row.last, by: Int(row.step)) {
        codes[Int(code)] = UInt32(Int32(code) + row.difference)
      }
    }
  }

  private static func applySimplifiedForms(to codes: inout [UInt32]) {
    var from: UInt32?
    for scalar in simplifiedPairs.unicodeScalars {
      guard let traditional = from else {
        from = scalar.value
        continue
      }
      codes[Int(traditional)] = scalar.value
      from = nil
    }
  }

  /// After the simplified forms, because an ordinary character may be a Traditional one.
  private static func applyCompatibilityForms(to codes: inout [UInt32]) {
    for block in compatibilityForms {
      for (place, scalar) in block.forms.unicodeScalars.enumerated() where scalar != "." {
        let ordinary = scalar.value
        codes[Int(block.first) + place] = ordinary < 0x1_0000 ? codes[Int(ordinary)] : ordinary
      }
    }
  }

  private static func applyWidth(to codes: inout [UInt32]) {
    for code in 0xFF01...0xFF5E { codes[code] = codes[code - 0xFEE0] }
    codes[0x3000] = 0x20
  }

  /// Beyond the basic plane only letters with case change.
  @inline(never)
  private static func entryBeyondBasicPlane(_ code: UInt32) -> UInt32 {
    if code >= 0xF_0000 { return code | noted }
    for row in caseFolding.reversed() {
      if row.last < 0x1_0000 { break }
      if row.first <= code, code <= row.last, (code - row.first).isMultiple(of: row.step) {
        return UInt32(Int32(code) + row.difference)
      }
    }
    return code
  }
}
