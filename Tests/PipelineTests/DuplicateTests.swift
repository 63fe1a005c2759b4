import Glibc
import Pipeline
import Testing

/// Orders that come again with the same name and content.
@Suite("Duplicates")
struct DuplicateTests {
  private func flagging(_ house: SpoolHouse) -> Settings {
    var settings = house.settings
    settings.duplicates = .flag
    return settings
  }

  /// The ids of the archived sources, first claimed first.
  private func ids(_ house: SpoolHouse) -> [String] {
    house.archived.map { String($0.prefix(26)) }.sorted()
  }

  /// What the archived result of an id says of an earlier one.
  private func flag(_ house: SpoolHouse, _ id: String) -> String? {
    for day in house.visible("\(house.spool)/archive") {
      let text = house.text("\(house.spool)/archive/\(day)/\(id).json")
      guard let mark = text.firstRange(of: "\"duplicateof\":\"") else { continue }
      return String(text[mark.upperBound...].prefix(26))
    }
    return nil
  }

  @Test("kept, as is the default: two results, neither flagged")
  func kept() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    for _ in 1...2 {
      try house.drop("a.txt", "停电")
      #expect(try house.daemon().runOnce().published == 1)
    }
    #expect(house.results.count == 2)
    for id in ids(house) { #expect(flag(house, id) == nil) }
  }

  @Test("flagged: the second names the first, the third the second; each has a result of its own")
  func flagged() async throws {
    let house = try SpoolHouse()
    try await house.serving(house.daemon(flagging(house))) { _ in
      for number in 1...3 {
        try house.drop("a.txt", "停电")
        await eventually("it is archived") { house.archived.count == number }
      }
    }
    #expect(house.results.count == 3)
    let ids = ids(house)
    #expect(ids.map { flag(house, $0) } == [nil, ids[0], ids[1]])
  }

  @Test("another name or another content is another order")
  func others() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    for (name, text) in [("a.txt", "停电"), ("b.txt", "停电"), ("a.txt", "没电")] {
      try house.drop(name, text)
      #expect(try house.daemon(flagging(house)).runOnce().published == 1)
    }
    for id in ids(house) { #expect(flag(house, id) == nil) }
  }

  @Test("two in one batch, and files of rows and of one object, are flagged too")
  func batches() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    for name in ["a.json", "a.jsonl"] {
      for _ in 1...2 {
        try house.drop(name, "{\"text\":\"停电\"}")
        #expect(try house.daemon(flagging(house)).runOnce().published == 1)
      }
    }
    let flagged = house.results.filter {
      house.text("\(house.outbox)/\($0)").contains("\"duplicateof\"")
    }
    #expect(flagged.count == 2)
  }

  @Test("what was delivered before the start is known from the archive, for a day")
  func restart() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    let start = Clocks.today
    for (hours, isFlagged) in [(0, false), (23, true), (46, true), (71, false)] {
      let now = start + Int64(hours) * 3_600_000
      try house.drop("a.txt", "停电")
      let clocks = Clocks(wall: { now })
      #expect(try house.daemon(flagging(house), clocks: clocks).runOnce().published == 1)
      let last = try #require(ids(house).last)
      #expect((flag(house, last) != nil) == isFlagged, "after \(hours) hours")
    }
  }

  @Test("a name too long for the archive to keep whole is known again")
  func longName() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    let name = String(repeating: "停", count: 84)
    for _ in 1...2 {
      try house.drop(name, "停电")
      #expect(try house.daemon(flagging(house)).runOnce().published == 1)
    }
    let ids = ids(house)
    #expect(ids.map { flag(house, $0) } == [nil, ids[0]])
  }

  @Test("a result that could not be written is not remembered: its redo is no duplicate of itself")
  func redo() async throws {
    let house = try SpoolHouse()
    let plan = FaultPlan(armed: false) { call, _ in call == .write ? .fail(ENOSPC) : nil }
    try await house.serving(house.daemon(flagging(house), files: plan.files)) { daemon in
      plan.begin()
      try house.drop("a.txt", "停电")
      await eventually("it pauses") { daemon.board.current.paused != nil }
      plan.mend()
      await eventually("it goes on") { house.archived.count == 1 }
    }
    #expect(flag(house, try #require(ids(house).first)) == nil)
  }
}
