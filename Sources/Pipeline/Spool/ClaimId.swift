internal import CLinux

/// The identity of one delivery: 48 bits of milliseconds, 10 that count within one, 70 of chance;
/// given by the claim.
///
/// Not the name (dropped again), not the content (two customers may both write "ok").
package struct ClaimId: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  /// The number of characters of the written form.
  static let length = 26

  /// Bits that tell claims of one millisecond apart.
  static let countBits = 10

  /// A new id with this number, see `ClaimNumbers`.
  init(number: UInt64) {
    var chance: (UInt64, UInt64) = (0, 0)
    let code = withUnsafeMutableBytes(of: &chance) { clinux_random($0.baseAddress, $0.count) }
    precondition(code == 0, "the kernel gives no random bytes")
    high = number << Self.chanceBits | chance.0 & (1 << Self.chanceBits - 1)
    low = chance.1
  }

  /// Reads the written form; nil for anything else.
  init?(_ text: some Collection<UInt8>) {
    guard text.count == Self.length else { return nil }
    var high: UInt64 = 0
    var low: UInt64 = 0
    for byte in text {
      guard let value = Self.alphabet.firstIndex(of: byte), high >> 59 == 0 else { return nil }
      high = high << 5 | low >> 59
      low = low << 5 | UInt64(value)
    }
    self.high = high
    self.low = low
  }

  /// The bits of chance beside those of the lower half.
  private static let chanceBits = 16 - countBits

  /// The place of the claim among those of one daemon: a later one is larger.
  ///
  /// Sixteen digits until the year 2279, so that texts compare like numbers.
  package var sequence: UInt64 { high >> Self.chanceBits }

  /// When the claim was made, in milliseconds since 1970.
  package var milliseconds: Int64 { Int64(high >> 16) }

  /// The written form: Crockford base32, sorts by time.
  package var text: [UInt8] {
    var text = [UInt8](repeating: 0, count: Self.length)
    var high = high
    var low = low
    for index in text.indices.reversed() {
      text[index] = Self.alphabet[Int(low & 31)]
      low = low >> 5 | high << 59
      high >>= 5
    }
    return text
  }

  private static let alphabet = [UInt8]("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
}

extension ClaimId: Comparable {
  package static func < (left: ClaimId, right: ClaimId) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

extension ClaimId: CustomStringConvertible {
  package var description: String { String(decoding: text, as: UTF8.self) }
}
