import Glibc
import Pipeline
import Testing

/// Names × kinds of content × ways of arriving, every combination, in one inbox at once.
@Suite("All pairs")
struct PairTests {
  struct Content: Sendable {
    let what: String
    let bytes: [UInt8]
    let isOrder: Bool
  }

  static let names: [[UInt8]] = [
    Array("a.txt".utf8), Array("工单（一）".utf8), [0xFF, 0xFE, 0x61], Array("a\nb".utf8),
    Array("-rf".utf8), Array("\u{202E}txt.exe".utf8), Array("cafe\u{301}".utf8),
    Array("caf\u{E9}".utf8), Array(repeating: 0x7A, count: 200),
  ]

  static let contents: [Content] = [
    Content(what: "UTF-8", bytes: Array("客户来电停电".utf8), isOrder: true),
    Content(what: "BOM", bytes: [0xEF, 0xBB, 0xBF] + Array("停电".utf8), isOrder: true),
    Content(what: "UTF-16LE", bytes: [0xFF, 0xFE, 0x5C, 0x50, 0x35, 0x75], isOrder: true),
    Content(what: "GB18030", bytes: [0xCD, 0xA3, 0xB5, 0xE7, 0xC1, 0xCB], isOrder: true),
    Content(what: "empty", bytes: [], isOrder: true),
    Content(what: "binary", bytes: Array(repeating: 1, count: 400), isOrder: false),
    Content(
      what: "no text", bytes: Array(repeating: 0xFF, count: 400), isOrder: false),
  ]

  enum Way: CaseIterable { case renamed, written, linked }

  /// A name nobody else has: the way and the content stand behind it.
  private func name(_ name: [UInt8], _ content: Content, _ way: Way) -> [UInt8] {
    let tail = Array("#\(content.what)#\(way)".utf8)
    return name.prefix(255 - tail.count) + tail
  }

  private func bring(_ name: [UInt8], _ bytes: [UInt8], _ way: Way, _ house: SpoolHouse) throws {
    let target = Array("\(house.inbox)/".utf8) + name
    let path = way == .written ? target : Array("\(house.root)/sending".utf8)
    let file = open(path.map { CChar(bitPattern: $0) } + [0], O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    try #require(file >= 0)
    try #require(write(file, bytes, bytes.count) == bytes.count)
    close(file)
    let to = target.map { CChar(bitPattern: $0) } + [0]
    switch way {
    case .written: break
    case .renamed: try #require(rename("\(house.root)/sending", to) == 0)
    case .linked:
      try #require(link("\(house.root)/sending", to) == 0)
      try #require(unlink("\(house.root)/sending") == 0)
    }
  }

  @Test("each has its result or its refusal, and the archive its source once")
  func all() async throws {
    let house = try SpoolHouse()
    var settings = house.settings
    settings.readiness.quiet = 50
    settings.readiness.linkQuiet = 50
    let all = Self.names.flatMap { name in
      Self.contents.flatMap { content in Way.allCases.map { (name, content, $0) } }
    }
    let orders = all.count { $0.1.isOrder }
    try await house.serving(house.daemon(settings)) { daemon in
      for (name, content, way) in all {
        try bring(self.name(name, content, way), content.bytes, way, house)
      }
      await eventually("all came to their end") {
        let counts = daemon.board.current.counts
        return counts.published == orders && counts.quarantined == all.count - orders
      }
    }
    #expect(Set(house.names(house.outbox)).count == orders + 1)
    #expect(house.names("\(house.spool)/quarantine").count == 2 * (all.count - orders))
    let day = try #require(house.visible("\(house.spool)/archive").first)
    let sources = house.names("\(house.spool)/archive/\(day)").filter { $0.contains(0x7E) }
    #expect(sources.count == orders)
    for (name, content, way) in all where content.isOrder {
      let wanted = self.name(name, content, way).prefix(228)
      #expect(sources.count { $0.dropFirst(27) == wanted } == 1, "\(content.what) \(way)")
    }
    #expect(house.underWay == [])
    #expect(house.names(house.inbox) == [])
  }
}
