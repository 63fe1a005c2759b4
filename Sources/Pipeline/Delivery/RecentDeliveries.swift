internal import Transcripts

/// Orders of the last day by name and content, to tell those that were sent again.
///
/// In memory only, of one daemon, and rebuilt from the archive at its start.
struct RecentDeliveries {
  /// Name and content in sixteen bytes: there are many of them.
  struct Key: Hashable {
    private let high: UInt64
    private let low: UInt64

    /// Of a claim whose source has this digest.
    init(_ claim: Claim, digest: [UInt8]) {
      var hash = SHA256Stream()
      // The name as the archive can keep it; the digest behind it is always of one length.
      claim.held.bytes.dropFirst(ClaimId.length + 1).withUnsafeBytes { hash.append($0) }
      digest.withUnsafeBytes { hash.append($0) }
      let bytes = hash.digest()
      high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
      low = bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  /// How long a delivery is remembered, in milliseconds.
  static let window: Int64 = 86_400_000
  /// How many are, whatever their age.
  static let mostRemembered = 262_144

  private var latest: [Key: ClaimId] = [:]
  /// Oldest first; some of them were followed by a newer one of the same key.
  private var order: [(key: Key, id: ClaimId)] = []
  private var first = 0

  /// The id of the last delivery of the same name and content; nil when there was none.
  func earlier(_ key: Key, before claim: Claim) -> ClaimId? {
    guard let id = latest[key], id != claim.id,
      id.milliseconds > claim.id.milliseconds - Self.window
    else { return nil }
    return id
  }

  /// Remembers a delivery whose result is written, and forgets those of the day before.
  mutating func note(_ key: Key, _ id: ClaimId) {
    latest[key] = id
    order.append((key, id))
    let oldest = id.milliseconds - Self.window
    while first < order.count - 1,
      order[first].id.milliseconds < oldest || order.count - first > Self.mostRemembered
    {
      if latest[order[first].key] == order[first].id { latest[order[first].key] = nil }
      first += 1
    }
    guard first > 1_024, first > order.count / 2 else { return }
    order.removeFirst(first)
    first = 0
  }

  // MARK: From the archive

  /// Reads what was archived within the window before this moment (milliseconds since 1970).
  ///
  /// What cannot be read is not remembered: a flag that is missing harms nobody.
  init(archive: Folder, at wall: Int64, files: FileSystem, whileReading: () -> Void) {
    var found: [(key: Key, id: ClaimId)] = []
    let oldest = wall - Self.window
    for day in Self.days(in: archive, from: TimeText.localDay(oldest), files) {
      guard let folder = try? files.openFolder(day, in: archive) else { continue }
      try? files.names(in: folder) { name in
        guard let claim = Claim(held: name), claim.id.milliseconds > oldest,
          let digest = Self.digest(of: name, in: folder, files)
        else { return }
        whileReading()
        found.append((Key(claim, digest: digest), claim.id))
      }
    }
    found.sort { $0.id < $1.id }
    for entry in found.suffix(Self.mostRemembered) { note(entry.key, entry.id) }
  }

  private static func days(
    in archive: Folder, from first: String, _ files: FileSystem
  ) -> [String] {
    var days: [String] = []
    try? files.names(in: archive) { name in
      let day = "\(name)"
      if Retention.isDay(day), day >= first { days.append(day) }
    }
    return days
  }

  private static func digest(
    of name: FileName, in folder: Folder, _ files: FileSystem
  ) -> [UInt8]? {
    guard let file = try? files.openFile(in: folder, name) else { return nil }
    var hash = SHA256Stream()
    do throws(BatchFeed.Failure) {
      var feed = try BatchFeed(file.raw, kind: .jsonLines, files: files)
      try feed.scan { hash.append($0) }
    } catch {
      return nil
    }
    return hash.digest()
  }
}
