/// What a sink has yet to send: looks into the archive, and hears of what comes into it.
struct SinkQueue {
  /// One archived order.
  struct Item: Equatable {
    var claim: ClaimId
    var day: String
  }

  private let archive: ArchiveDays
  private let folder: SinkFolder
  private let files: FileSystem
  private let news: ArchiveNews
  private let wall: () -> Int64
  /// The next ones, the next of all last.
  private var items: [Item] = []
  /// More that the last look found and had no room for.
  private var left = 0
  /// What the last look took, in case the news tell of it too.
  private var looked: Set<ClaimId> = []
  /// Days as they were when nothing of them was waiting.
  private var settled: [String: FileFacts.Signature] = [:]

  /// Orders remembered at once; the archive keeps the rest.
  private static let most = 10_000

  /// Two changes of a folder within one tick of the file system's clock look like one; milliseconds.
  private static let coarseTick: Int64 = 2_000

  init(
    archive: ArchiveDays, folder: SinkFolder, files: FileSystem, news: ArchiveNews,
    wall: @escaping () -> Int64
  ) {
    self.wall = wall
    self.archive = archive
    self.folder = folder
    self.files = files
    self.news = news
  }

  var waiting: Int { items.count + left + news.count }
  /// Whether a look found more than there was room for.
  var isOverfull: Bool { left > 0 }

  /// The next to send; it stays until it is removed.
  var next: Item? { items.last }

  mutating func removeNext() { items.removeLast() }

  /// Takes in what was archived since; false when that was too much to tell, and a look is due.
  mutating func hear() -> Bool {
    guard items.isEmpty else { return true }
    guard let told = news.take() else { return false }
    let new = told.flatMap { day, claims in claims.map { Item(claim: $0.id, day: day) } }
    items = new.filter { !looked.contains($0.claim) }.sorted { $0.claim > $1.claim }
    return true
  }

  /// Compares the archive with what is finished, oldest first.
  mutating func look() throws(SystemFailure) {
    // What is told from here on may be met twice, and `looked` tells.
    _ = news.take()
    items = []
    left = 0
    let days = try archive.days()
    settled = settled.filter { days.contains($0.key) }
    for day in days { try look(at: day) }
    items.reverse()
    looked = Set(items.map(\.claim))
    try folder.forget(daysBut: days)
  }

  private mutating func look(at day: String) throws(SystemFailure) {
    let place = try files.openFolder(day, in: archive.root)
    // Taken before the listing: what comes during it makes the next look list again.
    let began = wall()
    let signature = try files.facts(of: place).signature
    if settled[day] == signature { return }
    let finished = try folder.finished(of: day)
    var waiting: [ClaimId] = []
    try files.names(in: place) { name in
      guard let claim = Claim(held: name), !finished.contains(claim.id) else { return }
      waiting.append(claim.id)
    }
    let isOld = signature.modified / 1_000_000 < began - Self.coarseTick
    settled[day] = waiting.isEmpty && isOld ? signature : nil
    waiting.sort()
    let room = Self.most - items.count
    items += waiting.prefix(room).map { Item(claim: $0, day: day) }
    left += max(0, waiting.count - room)
  }
}
