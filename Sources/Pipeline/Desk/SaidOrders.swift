internal import FoundationEssentials
internal import Glibc

/// The orders people have said something of: what lies in `feedback/cases.jsonl`, and what was said
/// a moment ago and is on its way there.
package struct SaidOrders: Sendable {
  private var ids: Set<String> = []
  private var digests: Set<String> = []
  /// Said here, since the console began.
  private var recent: Set<String> = []
  /// Which file was read, and how far.
  private var inode: UInt64 = 0
  private var known: Int64 = 0

  package init() {}

  /// Whether somebody spoke of the order, or of another with the very same text.
  package func holds(_ id: String, sha256: String) -> Bool {
    ids.contains(id) || recent.contains(id) || digests.contains("sha256:" + sha256)
  }

  /// Somebody spoke of it just now.
  package mutating func add(_ id: String) { recent.insert(id) }

  /// Reads what came to the file since.
  fileprivate mutating func catchUp(_ folder: Folder, _ files: FileSystem) throws(SystemFailure) {
    guard let facts = try files.facts(in: folder, FeedbackFile.name) else {
      self = SaidOrders(keeping: recent)
      return
    }
    let (file, size) = (facts.signature, facts.size)
    if file.inode != inode || size < known { self = SaidOrders(keeping: recent) }
    inode = file.inode
    guard size > known else { return }
    let open = try files.openFile(in: folder, FeedbackFile.name)
    lseek(open.raw, off_t(known), SEEK_SET)
    var bytes: [UInt8] = []
    try files.read(open, into: &bytes, expected: Int(size - known), limit: Self.longestPiece)
    // A line that is being written is read with the next piece.
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return }
    known += Int64(end) + 1
    let decoder = JSONDecoder()
    for line in bytes[...end].split(separator: UInt8(ascii: "\n")) {
      guard let one = try? decoder.decode(Line.self, from: Data(line)) else { continue }
      digests.insert(one.digest)
      if let order = one.order { ids.insert(order) }
    }
  }

  /// Bytes of one piece; a longer file is read in several.
  private static let longestPiece = 64 << 20

  private init(keeping recent: Set<String>) { self.recent = recent }

  private struct Line: Decodable {
    var digest: String
    var order: String?
  }
}

extension SpoolDesk {
  /// Where what people said lies.
  package var casesPath: String { "\(spool)/feedback/\(FeedbackFile.name)" }

  /// Brings it up to what people have said by now; without the folder there is nothing.
  package func catchUp(_ said: inout SaidOrders) {
    guard let folder = try? files.openFolder(path: "\(spool)/feedback") else { return }
    try? said.catchUp(folder, files)
  }

  /// Changes whenever somebody said something.
  package var casesStamp: String {
    guard let folder = try? files.openFolder(path: "\(spool)/feedback"),
      let facts = try? files.facts(in: folder, FeedbackFile.name)
    else { return "" }
    return "\(facts.size)"
  }
}
