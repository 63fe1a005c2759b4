/// Two to eight Han characters in a row, packed into two words, so that many can be counted.
struct Phrase: Hashable, Comparable {
  static let shortest = 2
  static let longest = 8

  private var high: UInt64
  private var low: UInt64
  private(set) var count: Int

  /// The last `count` characters of a run.
  init(_ characters: ArraySlice<UInt16>) {
    high = 0
    low = 0
    count = characters.count
    for character in characters {
      high = high << 16 | low >> 48
      low = low << 16 | UInt64(character)
    }
  }

  var characters: [UInt16] {
    (0..<count).reversed().map { place in
      let word = place < 4 ? low : high
      return UInt16(truncatingIfNeeded: word >> UInt64(place % 4 * 16))
    }
  }

  var text: String { String(decoding: characters, as: UTF16.self) }

  /// Whether one stands inside the other.
  func isNested(with other: Phrase) -> Bool {
    let (long, short) = count >= other.count ? (self, other) : (other, self)
    let (outer, inner) = (long.characters, short.characters)
    return (0...(outer.count - inner.count)).contains { start in
      outer[start..<(start + inner.count)].elementsEqual(inner)
    }
  }

  /// Whether one ends with what the other begins with, two characters or more.
  func isChained(with other: Phrase) -> Bool {
    let (one, two) = (characters, other.characters)
    return (2...Self.longest).contains { size in
      guard size <= one.count, size <= two.count else { return false }
      return one.suffix(size).elementsEqual(two.prefix(size))
        || two.suffix(size).elementsEqual(one.prefix(size))
    }
  }

  static func < (left: Phrase, right: Phrase) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}
