/// The token in the file a sink names.
package enum SinkToken {
  /// The first line without blanks around it; nil when there is none, or it cannot stand in a header.
  package static func read(_ path: String) -> String? {
    let files = FileSystem()
    var bytes: [UInt8] = []
    guard let file = try? files.openFile(path: path),
      (try? files.read(file, into: &bytes, expected: 4_096, limit: 8_192)) != nil
    else { return nil }
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    guard !line.isEmpty, line.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    return String(decoding: line, as: UTF8.self)
  }
}
