internal import Glibc
internal import Transcripts

extension SpoolDesk {
  /// Why a pack was not written.
  package enum PackRefusal: Error, Equatable, Sendable {
    case badName
    /// It is not as it was when the editing began.
    case changedMeanwhile
    case disk(SystemFailure)
  }

  /// How many older versions of a pack are kept.
  static let keptVersions = 10

  /// Puts a pack in the place of the one in the rules folder, in one step.
  ///
  /// The older one goes to `console/packs/<pack>/` of the spool, the last ten of them stay; a line of
  /// `console/audit.jsonl` tells when. Whoever calls has checked the rules.
  ///
  /// `expected` is `digest(of:)` of the pack as the editing began; nil writes whatever stands there.
  package func save(
    pack: String, _ source: String, expected: String?
  ) throws(PackRefusal) {
    guard isName(pack) else { throw .badName }
    let name = FileName("\(pack).yaml")
    do throws(SystemFailure) {
      let packs = try files.openFolder(path: "\(rulesFolder)/packs")
      let old = try content(of: name, in: packs)
      if let expected, old.map(Self.digest) != expected {
        throw SystemFailure(.rename, EEXIST)
      }
      let own = try files.makeFolder("console", in: files.openFolder(path: spool), mode: 0o750)
      if let old { try keep(old, of: pack, in: own) }
      // A name rule readers pass over, in the same folder for the rename.
      let temporary = FileName(".\(pack).yaml.console.tmp")
      let file = try files.createFile(in: packs, temporary, exclusive: false)
      try files.write(file, Array(source.utf8))
      try files.sync(file)
      try files.rename(temporary, in: packs, to: name, in: packs)
      try files.sync(packs)
      try audit(pack, bytes: source.utf8.count, in: own)
    } catch {
      throw error == SystemFailure(.rename, EEXIST) ? .changedMeanwhile : .disk(error)
    }
    events(.consoleChange(kind: "pack", target: pack))
  }

  /// A pack as it stands in the rules folder, with its digest; nil when there is none.
  package func pack(_ pack: String) -> (text: String, digest: String)? {
    guard isName(pack), let packs = try? files.openFolder(path: "\(rulesFolder)/packs"),
      let bytes = try? content(of: FileName("\(pack).yaml"), in: packs),
      let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    return (text, Self.digest(of: bytes))
  }

  /// Nothing of a name leads out of the folder.
  private func isName(_ pack: String) -> Bool {
    !pack.isEmpty && pack.utf8.count <= 80
      && pack.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
  }

  /// SHA-256 in hex.
  package static func digest(of bytes: [UInt8]) -> String {
    var digest: [UInt8] = []
    bytes.withUnsafeBytes { SHA256.digest(of: $0, into: &digest) }
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private func content(of name: FileName, in folder: Folder) throws(SystemFailure) -> [UInt8]? {
    guard let facts = try files.facts(in: folder, name) else { return nil }
    var bytes: [UInt8] = []
    let file = try files.openFile(in: folder, name)
    try files.read(file, into: &bytes, expected: Int(facts.size), limit: 16 << 20)
    return bytes
  }

  private func keep(_ bytes: [UInt8], of pack: String, in own: Folder) throws(SystemFailure) {
    let all = try files.makeFolder("packs", in: own, mode: 0o750)
    let folder = try files.makeFolder(pack, in: all, mode: 0o750)
    let wall = Clocks().wall()
    let file = try files.createFile(in: folder, FileName("\(wall).yaml"), exclusive: false)
    try files.write(file, bytes)
    try files.sync(file)
    var names: [FileName] = []
    try files.names(in: folder) { names.append($0) }
    for old in names.sorted().dropLast(Self.keptVersions) { try files.unlink(old, in: folder) }
  }

  private func audit(_ pack: String, bytes: Int, in own: Folder) throws(SystemFailure) {
    var json = JSONObject()
    json.add("time", TimeText.utc(Clocks().wall()))
    json.add("change", "pack")
    json.add("pack", pack)
    json.add("bytes", bytes)
    let file = try files.openForAppending(FileName("audit.jsonl"), in: own)
    try files.write(file, json.closed + [UInt8(ascii: "\n")])
    try files.sync(file)
  }
}
