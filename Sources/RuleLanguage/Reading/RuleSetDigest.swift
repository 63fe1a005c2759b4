internal import Transcripts

/// The identity of a rule set: its content, whatever the order files were found in.
enum RuleSetDigest {
  /// `sha256:` and 64 hex digits over path, length and content of each file, by path.
  static func digest(of sources: [SourceFile]) -> String {
    var message: [UInt8] = []
    for source in sources.sorted(by: { Array($0.path.utf8).lexicographicallyPrecedes($1.path.utf8) }
    ) {
      message += frame(source.path.utf8)
      message += frame(source.bytes)
    }
    var sum: [UInt8] = []
    message.withUnsafeBytes { SHA256.digest(of: $0, into: &sum) }
    let digits = sum.map { byte in
      let hex = String(byte, radix: 16)
      return hex.count == 1 ? "0" + hex : hex
    }
    return "sha256:" + digits.joined()
  }

  /// The first digits, for people.
  static func label(of digest: String) -> String {
    String(digest.dropFirst("sha256:".count).prefix(12))
  }

  /// Length first, so that no two lists of files have the same bytes.
  private static func frame(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let length = UInt64(bytes.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * (7 - $0))) } + bytes
  }
}
