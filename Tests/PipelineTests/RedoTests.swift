import Glibc
import Pipeline
import Testing

/// `suqiu redo`: the archive again, with other rules, beside what is there.
@Suite("Redo")
struct RedoTests {
  private func redo(
    _ house: SpoolHouse, digest: String, into: String? = nil, from: String? = nil,
    to: String? = nil
  ) throws -> ArchiveRedo.Counts {
    let redo = try ArchiveRedo(
      spool: house.spool, into: into ?? house.outbox, from: from, to: to,
      engine: #require(TestRules.engine(digest)), source: "/suqiu/redo")
    return try redo.run(each: { _ in }, refused: { _, _ in })
  }

  @Test("new results go beside the old ones, and into a free name when downstream took them")
  func beside() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    for name in ["a.txt", "b.txt"] { try house.drop(name, "停电了") }
    _ = try house.daemon().runOnce()
    let older = house.text("\(house.outbox)/a.txt.json")
    unlink("\(house.outbox)/b.txt.json")
    let counts = try redo(house, digest: "sha256:newer")
    #expect(counts.written == 2)
    #expect(house.text("\(house.outbox)/a.txt.json") == older)
    #expect(house.text("\(house.outbox)/b.txt.json").contains("sha256:newer"))
    #expect(house.results.count == 3)
    let id = String(try #require(house.archived.first { $0.hasSuffix("a.txt") }).prefix(26))
    #expect(house.text("\(house.outbox)/a.txt.\(id).json").contains("sha256:newer"))
  }

  @Test("the same again writes nothing, and a third set of rules finds a third name")
  func again() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.drop("a.txt", "停电了")
    _ = try house.daemon().runOnce()
    #expect(try redo(house, digest: "sha256:00000002").written == 1)
    let second = try redo(house, digest: "sha256:00000002")
    #expect(second.written == 0 && second.same == 1)
    #expect(try redo(house, digest: "sha256:00000003").written == 1)
    #expect(house.results.count == 3)
    #expect(house.visible(house.inbox) == [] && house.archived.count == 1)
  }

  @Test("only the days asked for, and into another folder")
  func days() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.drop("a.txt", "停电了")
    _ = try house.daemon().runOnce()
    let day = try #require(house.visible("\(house.spool)/archive").first)
    let into = "\(house.root)/again"
    #expect(try redo(house, digest: "sha256:x", into: into, to: "2020-01-01") == .init())
    #expect(try redo(house, digest: "sha256:x", into: into, from: day, to: day).written == 1)
    #expect(house.visible(into) == ["a.txt.json"])
    #expect(house.names(into).count == 1, "no temporary file is left")
  }

  @Test("a spool without an archive is told of")
  func none() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    #expect(throws: ArchiveRedo.Failure.self) { try redo(house, digest: "sha256:x") }
  }
}
