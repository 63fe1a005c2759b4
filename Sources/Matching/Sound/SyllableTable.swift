/// How characters are read, as toneless syllables; `Scripts/generate-syllables.py` writes the rows.
struct SyllableTable: Sendable {
  /// The only table; built at first use in about a millisecond.
  static let shared = SyllableTable()

  /// The syllables of a character: the usual one and, for a few, another; 0 = none.
  struct Readings: Sendable {
    var usual: UInt16 = 0
    var other: UInt16 = 0

    /// Whether the two characters can sound alike.
    @inline(__always)
    func sounds(like others: Readings) -> Bool {
      usual != 0 && (usual == others.usual || usual == others.other)
        || other != 0 && (other == others.usual || other == others.other)
    }
  }

  /// The first character of the table; all are Han of the basic plane, three bytes of UTF-8.
  private static let first: UInt32 = 0x4E00
  private static let last: UInt32 = 0x9FFF

  private let readings: [Readings]

  private init() {
    var readings = [Readings](repeating: Readings(), count: Int(Self.last - Self.first) + 1)
    var number: UInt16 = 0
    var isInName = false
    for scalar in Self.rows.unicodeScalars {
      guard Self.first <= scalar.value, scalar.value <= Self.last else {
        // A letter opens or goes on with the name of a syllable.
        isInName = isInName || scalar.properties.isAlphabetic
        continue
      }
      if isInName { number += 1 }
      isInName = false
      let place = Int(scalar.value - Self.first)
      if readings[place].usual == 0 {
        readings[place].usual = number
      } else if readings[place].usual != number {
        readings[place].other = number
      }
    }
    self.readings = readings
  }

  /// How a code point is read; no syllable where it is no Han character of the table.
  @inline(__always)
  subscript(scalar: UInt32) -> Readings {
    scalar &- Self.first <= Self.last - Self.first
      ? readings[Int(scalar - Self.first)] : Readings()
  }
}
