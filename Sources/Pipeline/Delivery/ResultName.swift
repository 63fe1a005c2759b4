/// What the result of a file is called in the outbox.
enum ResultName {
  /// Bytes a result name may have: downstream adds its own endings to it.
  static let longest = 200

  /// `<name>.json`; a longer one is cut and gets `~<id>`.
  static func first(for claim: Claim, ending: StaticString) -> FileName {
    let whole = claim.name.bytes + bytes(of: ending)
    return whole.count <= longest ? FileName(whole) : cut(claim, ending)
  }

  /// `<name>.<id>.json`, for when the first is taken.
  static func second(for claim: Claim, ending: StaticString) -> FileName {
    let whole =
      claim.name.bytes + [UInt8(ascii: ".")] + claim.id.text + bytes(of: ending)
    return whole.count <= longest ? FileName(whole) : cut(claim, ending)
  }

  private static func cut(_ claim: Claim, _ ending: StaticString) -> FileName {
    let tail = [UInt8(ascii: "~")] + claim.id.text + bytes(of: ending)
    var head = claim.name.bytes.prefix(longest - tail.count)
    // Not inside a character: a name that was UTF-8 stays UTF-8.
    let next = claim.name.bytes.dropFirst(head.count).first
    if let next, next & 0xC0 == 0x80 {
      while let last = head.last, last & 0xC0 == 0x80 { head.removeLast() }
      if let last = head.last, last >= 0xC0 { head.removeLast() }
    }
    return FileName(head + tail)
  }

  private static func bytes(of text: StaticString) -> [UInt8] {
    text.withUTF8Buffer { Array($0) }
  }
}
