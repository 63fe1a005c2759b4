import Glibc
import Pipeline
import Testing

/// Builds the folders as a crash would leave them and starts the daemon: the four-row table.
@Suite("Recovery")
struct RecoveryTests {
  private let id = "01K3A0000000000000000000AB"
  private var held: String { "\(id)~a.txt" }

  @Test("work alone: the order is done again under its id")
  func workOnly() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.write("\(house.spool)/work/main/\(held)", "停电")
    #expect(try house.daemon().runOnce().published == 1)
    #expect(house.text("\(house.outbox)/a.txt.json").contains(id))
    #expect(house.archived == [held])
    #expect(house.underWay == [])
  }

  @Test("work and stage: the torn result is dropped, the order done again")
  func workAndStage() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.write("\(house.spool)/work/main/\(held)", "停电")
    try house.write("\(house.outbox)/.stage/main/\(held)", "{\"torn")
    try house.write("\(house.spool)/done/main/\(id).json", "{\"torn")
    #expect(try house.daemon().runOnce().published == 1)
    #expect(house.results == ["a.txt.json"])
    #expect(!house.text("\(house.outbox)/a.txt.json").contains("torn"))
    #expect(house.archived == [held])
    #expect(house.underWay == [])
  }

  @Test("done and stage: the committed result is published as it is")
  func doneAndStage() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.write("\(house.spool)/done/main/\(held)", "停电")
    try house.write("\(house.spool)/done/main/\(id).json", "{\"whole\":1}")
    try house.write("\(house.outbox)/.stage/main/\(held)", "{\"whole\":1}")
    #expect(try house.daemon().runOnce().published == 0)
    #expect(house.text("\(house.outbox)/a.txt.json") == "{\"whole\":1}")
    #expect(house.archived == [held])
    #expect(house.underWay == [])
  }

  @Test("done alone: published and perhaps taken, so only archived")
  func doneOnly() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.write("\(house.spool)/done/main/\(held)", "停电")
    try house.write("\(house.spool)/done/main/\(id).json", "{\"whole\":1}")
    #expect(try house.daemon().runOnce().published == 0)
    #expect(house.results == [])
    #expect(house.archived == [held])
    let day = try #require(house.visible("\(house.spool)/archive").first)
    #expect(house.text("\(house.spool)/archive/\(day)/\(id).json") == "{\"whole\":1}")
    #expect(house.underWay == [])
  }

  @Test("stage alone: power loss undid the claim, and it is never published")
  func stageOnly() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.write("\(house.outbox)/.stage/main/\(held)", "{\"whole\":1}")
    try house.write("\(house.spool)/done/main/\(id).json", "{\"whole\":1}")
    try house.write("\(house.inbox)/a.txt", "停电")
    #expect(try house.daemon().runOnce().published == 1)
    #expect(house.results == ["a.txt.json"])
    #expect(!house.text("\(house.outbox)/a.txt.json").contains("whole"))
    #expect(house.archived.count == 1 && house.archived != [held])
    #expect(house.underWay == [])
  }

  @Test("done and stage in a taken name: the result goes beside the older one")
  func takenName() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.write("\(house.outbox)/a.txt.json", "older")
    try house.write("\(house.spool)/done/main/\(held)", "停电")
    try house.write("\(house.outbox)/.stage/main/\(held)", "newer")
    _ = try house.daemon().runOnce()
    #expect(house.text("\(house.outbox)/a.txt.json") == "older")
    #expect(house.text("\(house.outbox)/a.txt.\(id).json") == "newer")
  }

  @Test("a stage file with a second name is out already")
  func linkedStage() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.write("\(house.outbox)/a.txt.json", "result")
    #expect(link("\(house.outbox)/a.txt.json", "\(house.outbox)/.stage/main/\(held)") == 0)
    try house.write("\(house.spool)/done/main/\(held)", "停电")
    _ = try house.daemon().runOnce()
    #expect(house.results == ["a.txt.json"])
    #expect(house.underWay == [])
  }

  @Test("the work of a dead instance is adopted")
  func adoption() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.makeFolders(instance: "main-7")
    let other = "01K3A0000000000000000000AC~b.txt"
    try house.write("\(house.spool)/work/main-7/\(held)", "停电")
    try house.write("\(house.spool)/done/main-7/\(other)", "停电")
    try house.write("\(house.outbox)/.stage/main-7/\(other)", "{\"whole\":1}")
    _ = try house.daemon().runOnce()
    #expect(Set(house.results) == ["a.txt.json", "b.txt.json"])
    #expect(house.archived == [held, other])
    #expect(house.visible("\(house.spool)/work/main-7") == [])
  }

  @Test("the work of a living instance is left alone")
  func living() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.makeFolders(instance: "main-7")
    try house.write("\(house.spool)/work/main-7/\(held)", "停电")
    let lock = open("\(house.spool)/work/main-7/.lock", O_WRONLY | O_CREAT, 0o640)
    defer { close(lock) }
    try #require(flock(lock, LOCK_EX) == 0)
    _ = try house.daemon().runOnce()
    #expect(house.results == [])
    #expect(house.visible("\(house.spool)/work/main-7") == [held])
  }

  @Test("a second start after a recovery changes nothing")
  func twice() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.write("\(house.spool)/work/main/\(held)", "停电")
    _ = try house.daemon().runOnce()
    let before = house.text("\(house.outbox)/a.txt.json")
    #expect(try house.daemon().runOnce() == WorkCounts())
    #expect(house.results == ["a.txt.json"])
    #expect(house.text("\(house.outbox)/a.txt.json") == before)
  }

  @Test("a name too long to follow its id is whole again in a redo")
  func longName() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    let name = String(repeating: "x", count: 250) + ".txt"
    // As after a crash between the claim and the stage: the cut name and the note of the whole.
    let cut = String("\(id)~\(name)".prefix(255))
    try house.write("\(house.spool)/work/main/\(cut)", "停电")
    try house.write("\(house.spool)/work/main/.\(id).name", name)
    _ = try house.daemon().runOnce()
    let published = house.events.all.compactMap { event -> String? in
      if case .published(_, let whole, _, _, _) = event { "\(whole)" } else { nil }
    }
    #expect(published == [name])
    #expect(house.archived == [cut])
    #expect(house.names("\(house.spool)/work/main") == [Array(".lock".utf8)])
  }
}
