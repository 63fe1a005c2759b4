/// One file that is ours: who it is, and what it is called on its way.
package struct Claim: Hashable, Sendable {
  package let id: ClaimId
  /// The name its sender gave it.
  package let name: FileName
  /// `<id>~<name>`: its name in `work/`, `done/` and the stage.
  let held: FileName

  /// Claims a name with the next number.
  init(name: FileName, number: UInt64) {
    id = ClaimId(number: number)
    self.name = name
    held = FileName((id.text + [Self.separator] + name.bytes).prefix(Self.longestName))
  }

  /// Reads a name found in `work/`, `done/` or the stage; nil when it is not one of ours.
  init?(held: FileName) {
    let bytes = held.bytes
    guard bytes.count > ClaimId.length, bytes[ClaimId.length] == Self.separator,
      let id = ClaimId(bytes[..<ClaimId.length])
    else { return nil }
    self.id = id
    self.held = held
    name = FileName(bytes[(ClaimId.length + 1)...])
  }

  private init(id: ClaimId, name: FileName, held: FileName) {
    self.id = id
    self.name = name
    self.held = held
  }

  /// The same claim with the name as it was before it was cut.
  func named(_ fullName: FileName) -> Claim {
    Claim(id: id, name: fullName, held: held)
  }

  /// Whether `held` had no room for the whole name; the rest then stands in `nameNote`.
  var isCut: Bool { name.count + ClaimId.length + 1 > Self.longestName }

  /// Where the whole name of a cut claim is kept, in `work/`.
  var nameNote: FileName { Self.nameNote(of: id) }

  /// The copy of the result that goes to the archive beside its source.
  func resultCopy(_ ending: StaticString) -> FileName {
    FileName(id.text + ending.withUTF8Buffer { Array($0) })
  }

  /// All names that copy may have.
  var resultCopies: [FileName] { [resultCopy(".json"), resultCopy(".jsonl")] }

  static func nameNote(of id: ClaimId) -> FileName {
    FileName(Array(".".utf8) + id.text + Array(".name".utf8))
  }

  private static let separator = UInt8(ascii: "~")
  private static let longestName = 255
}
