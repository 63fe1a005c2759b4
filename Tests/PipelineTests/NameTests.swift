import Glibc
import Pipeline
import Testing

/// Names are bytes: whatever the kernel takes comes through.
@Suite("Names")
struct NameTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let what: String
    let name: [UInt8]

    var testDescription: String { what }
  }

  static let cases: [Case] = [
    Case(what: "plain", name: Array("a.txt".utf8)),
    Case(what: "Chinese", name: Array("工单 2026-07-12（一）.txt".utf8)),
    Case(what: "invalid UTF-8", name: [0xFF, 0xFE, 0x61, 0xC3]),
    Case(what: "GB18030 bytes", name: [0xB9, 0xA4, 0xB5, 0xA5]),
    Case(what: "newline", name: Array("a\nb.txt".utf8)),
    Case(what: "quotes and back-slash", name: Array("a\"b\\c'd.txt".utf8)),
    Case(what: "leading dash", name: Array("-rf".utf8)),
    Case(what: "spaces only", name: Array("   ".utf8)),
    Case(what: "bidi override", name: Array("a\u{202E}txt.exe".utf8)),
    Case(what: "NFC", name: Array("caf\u{E9}.txt".utf8)),
    Case(what: "NFD", name: Array("cafe\u{301}.txt".utf8)),
    Case(what: "already .json", name: Array("a.json".utf8)),
    Case(what: "194 bytes, the longest kept whole", name: Array(repeating: 0x78, count: 195)),
    Case(what: "196 bytes, the shortest cut", name: Array(repeating: 0x79, count: 196)),
    Case(
      what: "228 bytes, the longest that follows its id", name: Array(repeating: 0x76, count: 228)),
    Case(what: "255 bytes", name: Array(repeating: 0x7A, count: 255)),
    Case(what: "255 bytes of Chinese", name: Array(String(repeating: "诉", count: 85).utf8)),
    Case(what: "looks like a claim", name: Array("01K3A0000000000000000000AB~x.txt".utf8)),
  ]

  @Test("each name comes through alone", arguments: cases)
  func alone(name: Case) throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.drop(name.name, "order")
    #expect(try house.daemon().runOnce().published == 1)
    let result = try #require(house.names(house.outbox).first { $0.first != UInt8(ascii: ".") })
    #expect(result.count <= 200)
    if name.name.count + 5 <= 200 {
      #expect(result == name.name + Array(".json".utf8))
    } else {
      let tail = result.suffix(32)
      #expect(tail.first == UInt8(ascii: "~") && tail.suffix(5) == Array(".json".utf8)[...])
      #expect(name.name.starts(with: result.dropLast(32)))
      if String(validating: name.name, as: UTF8.self) != nil {
        #expect(String(validating: result, as: UTF8.self) != nil, "cut inside a character")
      }
    }
    #expect(house.archived.count == 1)
    #expect(house.underWay == [])
    #expect(house.names("\(house.spool)/work/main") == [Array(".lock".utf8)])
  }

  @Test("all of them together, none mistaken for another")
  func together() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    for name in Self.cases { try house.drop(name.name, name.what) }
    #expect(try house.daemon().runOnce().published == Self.cases.count)
    #expect(house.results.count == Self.cases.count)
    #expect(house.archived.count == Self.cases.count)
  }

  @Test(
    "names that say they are not complete stay where they are",
    arguments: [".hidden", "a.tmp", "a.part", "a.filepart", "~$a.docx", "a.txt~"])
  func ignored(name: String) throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.drop(name, "order")
    #expect(try house.daemon().runOnce() == WorkCounts())
    #expect(house.names(house.inbox) == [Array(name.utf8)])
  }
}
