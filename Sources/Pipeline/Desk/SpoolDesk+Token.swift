internal import CLinux
internal import Glibc

extension SpoolDesk {
  /// The file with the word that allows changes; readable for its owner alone.
  package static func tokenPath(inSpool spool: String) -> String { "\(spool)/console.token" }

  /// The word that allows changes: made at the first start, kept from then on.
  ///
  /// - Throws: what the system says; also when others could read the file, as `EPERM`.
  package func token() throws(SystemFailure) -> String {
    let folder = try files.makeFolder(path: spool, mode: 0o751)
    let name = FileName("console.token")
    if let kept = try kept(name, in: folder) { return kept }
    var chance = [UInt8](repeating: 0, count: 32)
    let code = chance.withUnsafeMutableBytes { clinux_random($0.baseAddress, $0.count) }
    precondition(code == 0, "the kernel gives no random bytes")
    let word = chance.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let file = try files.createFile(in: folder, name, exclusive: true)
    guard fchmod(file.raw, 0o600) == 0 else { throw SystemFailure(.create, errno) }
    try files.write(file, Array("\(word)\n".utf8))
    try files.sync(file)
    return word
  }

  private func kept(_ name: FileName, in folder: Folder) throws(SystemFailure) -> String? {
    guard try files.facts(in: folder, name) != nil else { return nil }
    let file = try files.openFile(in: folder, name)
    var facts = stat()
    guard fstat(file.raw, &facts) == 0, facts.st_mode & 0o777 == 0o600 else {
      throw SystemFailure(.open, EPERM)
    }
    var bytes: [UInt8] = []
    try files.read(file, into: &bytes, expected: 65, limit: 128)
    let word = String(decoding: bytes, as: UTF8.self).filter { $0.isHexDigit }
    // Torn by a power loss before its first use: made anew.
    guard word.count == 64 else {
      try files.unlink(name, in: folder)
      return nil
    }
    return word
  }
}
