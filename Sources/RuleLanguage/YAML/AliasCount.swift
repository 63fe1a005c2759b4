/// Tells an alias bomb before Yams expands it: Yams compares keys by content, aliases included.
enum AliasCount {
  /// A few aliases are harmless and get a precise message; many of both kinds are not opened.
  static func isSuspicious(_ source: SourceFile) -> Bool {
    var anchors = 0
    var aliases = 0
    var previous: UInt8 = 0x20
    for (index, byte) in source.bytes.enumerated() {
      defer { previous = byte }
      guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"),
        startsValue(after: previous), index + 1 < source.bytes.count,
        isName(source.bytes[index + 1])
      else { continue }
      if byte == UInt8(ascii: "&") { anchors += 1 } else { aliases += 1 }
    }
    return anchors >= 2 && aliases >= 8
  }

  private static func startsValue(after byte: UInt8) -> Bool {
    byte <= 0x20 || [0x2C, 0x3A, 0x5B, 0x7B, 0x3F, 0x2D].contains(byte)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte == 0x5F || byte == 0x2D || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }
}
