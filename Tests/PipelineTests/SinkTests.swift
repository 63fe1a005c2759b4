import Glibc
import Pipeline
import Sinks
import Testing

/// What is sent to sinks: everything archived, at least once, and never at the cost of the orders.
@Suite("Sinks")
struct SinkTests {
  private static func settings(
    _ house: SpoolHouse, _ change: (inout SinkSettings) -> Void = { _ in }
  ) -> Settings {
    var settings = house.settings
    var sink = SinkSettings(name: "desk", url: "http://nowhere.invalid/")
    change(&sink)
    settings.sinks = [sink]
    settings.times.sinkFirstRetry = 1
    settings.times.sinkLongestRetry = 4
    settings.times.scan = 100
    return settings
  }

  private static func subjects(_ events: [String]) -> [String] {
    events.compactMap { event in
      event.split(separator: #""subject":""#, maxSplits: 1).dropFirst().first
        .map { String($0.prefix { $0 != "\"" }) }
    }
  }

  private static func dead(_ house: SpoolHouse) -> [String] {
    house.visible("\(house.spool)/sinks/desk/dead")
  }

  /// Serves with this receiver until it took so many; all results are in the outbox then.
  private func serve(
    _ house: SpoolHouse, _ receiver: Receiver, _ settings: Settings? = nil,
    clocks: Clocks = Clocks(), until count: Int, dropping names: [String] = []
  ) async throws {
    let daemon = house.daemon(
      settings ?? Self.settings(house), clocks: clocks, receiver: receiver)
    try await house.serving(daemon) { _ in
      for name in names { try house.drop(name, "停电了 \(name)") }
      await eventually("\(count) are delivered") { receiver.taken.count >= count }
    }
  }

  @Test("every archived order is delivered once, in order, with the bytes of its result")
  func delivery() async throws {
    let house = try SpoolHouse()
    let receiver = Receiver()
    let names = (100..<300).map { "\($0).txt" }
    try await serve(house, receiver, until: 200, dropping: names)
    #expect(receiver.taken.count == 200)
    let order = receiver.taken.map { event in
      String(event.split(separator: #""id":""#)[1].prefix(26))
    }
    #expect(order == order.sorted())
    let results = house.results.map { house.text("\(house.outbox)/\($0)") }
    #expect(Set(results) == Set(receiver.taken.map { $0 + "\n" }))
    #expect(Self.dead(house) == [])
  }

  @Test("trouble at the receiver is tried again, and nothing overtakes the order in hand")
  func again() async throws {
    let house = try SpoolHouse()
    let receiver = Receiver([
      Receiver.status(500), .timedOut, .unreachable("away"), Receiver.status(429),
      Receiver.status(404),
    ])
    try await serve(house, receiver, until: 1, dropping: ["a.txt"])
    try await serve(house, receiver, until: 2, dropping: ["b.txt"])
    #expect(Self.subjects(receiver.taken) == ["a.txt", "b.txt"])
    #expect(receiver.tries == 7)
    #expect(
      house.events.all.contains(.sinkFailing(sink: "desk", why: "HTTP 500"))
        && house.events.all.contains(.sinkWorking(sink: "desk")))
  }

  @Test(
    "what the receiver can never take becomes a dead letter with the reason, and the rest goes on",
    arguments: [400, 413, 422])
  func refused(status: Int) async throws {
    let house = try SpoolHouse()
    let receiver = Receiver { body in
      body.contains("bad.txt") ? Receiver.status(status, "no 电话 here") : nil
    }
    try await serve(house, receiver, until: 1, dropping: ["bad.txt", "good.txt"])
    #expect(Self.subjects(receiver.taken) == ["good.txt"])
    let names = Self.dead(house)
    #expect(names.count == 2 && names[1] == names[0] + ".why.txt")
    let folder = "\(house.spool)/sinks/desk/dead/"
    #expect(house.text(folder + names[0]) + "\n" == house.text("\(house.outbox)/bad.txt.json"))
    #expect(house.text(folder + names[1]).contains("HTTP \(status): no 电话 here"))
    // What a receiver says may quote an order: it stands in the folder, not in the log.
    #expect(
      house.events.contains {
        if case .sinkDeadLetter("desk", _, "HTTP \(status)") = $0 { true } else { false }
      })
    // It is not sent again by the next daemon.
    try await serve(house, receiver, until: 2, dropping: ["next.txt"])
    #expect(receiver.tries == 3)
  }

  @Test("an event that only meets errors is given up after its attempts")
  func attempts() async throws {
    let house = try SpoolHouse()
    let receiver = Receiver { $0.contains("bad.txt") ? Receiver.status(503) : nil }
    try await serve(
      house, receiver, Self.settings(house) { $0.attempts = 3 }, until: 1,
      dropping: ["bad.txt", "good.txt"])
    #expect(receiver.tries == 4)
    #expect(Self.dead(house).count == 2)
  }

  @Test("a receiver that is away loses nothing, however many attempts; over a restart too")
  func away() async throws {
    let house = try SpoolHouse()
    let settings = Self.settings(house) { $0.attempts = 2 }
    let away = Receiver { _ in .unreachable("Couldn't connect to server") }
    let daemon = house.daemon(settings, receiver: away)
    try await house.serving(daemon) { _ in
      for number in 1...20 { try house.drop("\(number).txt", "停电 \(number)") }
      await eventually("all are in the outbox") { house.results.count == 20 }
      await eventually("it was tried often") { away.tries > 10 }
      await eventually("the status says so") {
        let status = house.text("\(house.spool)/status.json")
        return status.contains(#""sinks":[{"name":"desk","delivered":0,"waiting":20,"dead":0,"#)
          && status.contains("Couldn't connect to server")
      }
    }
    let back = Receiver()
    try await serve(house, back, settings, until: 20)
    #expect(Set(Self.subjects(back.taken)) == Set((1...20).map { "\($0).txt" }))
    #expect(back.taken.count == 20)
    #expect(Self.dead(house) == [])
  }

  @Test("a receiver that hangs keeps neither the outbox nor the end waiting")
  func hanging() async throws {
    let house = try SpoolHouse()
    let receiver = Receiver(hangs: true)
    let began = ContinuousClock.now
    try await house.serving(house.daemon(Self.settings(house), receiver: receiver)) { _ in
      try house.drop("first.txt", "停电")
      await eventually("the receiver hangs") { receiver.tries == 1 }
      for number in 1...200 { try house.drop("\(number).txt", "停电 \(number)") }
      await eventually("all are in the outbox") { house.results.count == 201 }
    }
    #expect(ContinuousClock.now - began < .seconds(30))
    #expect(receiver.tries == 1)
  }

  @Test("a sink that is new begins with what comes, or with the archive when it says so")
  func beginning() async throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.drop("old.txt", "停电")
    _ = try house.daemon().runOnce()
    let receiver = Receiver()
    try await serve(house, receiver, until: 1, dropping: ["new.txt"])
    #expect(Self.subjects(receiver.taken) == ["new.txt"])
    let all = Receiver()
    let settings = Self.settings(house) {
      $0.name = "all"
      $0.beginning = .archive
    }
    try await serve(house, all, settings, until: 2)
    #expect(Self.subjects(all.taken) == ["old.txt", "new.txt"])
  }

  @Test("an order with an older id is delivered too, after the clock was set back")
  func clockSetBack() async throws {
    let house = try SpoolHouse()
    let receiver = Receiver()
    try await serve(house, receiver, until: 1, dropping: ["today.txt"])
    let back = Clocks(wall: { Clocks.today - 3 * 86_400_000 })
    try await serve(house, receiver, clocks: back, until: 2, dropping: ["earlier.txt"])
    #expect(Self.subjects(receiver.taken) == ["today.txt", "earlier.txt"])
  }

  @Test("each row of a file is an event; after a stop in its middle the rest is sent")
  func rows() async throws {
    let house = try SpoolHouse()
    let first = Receiver { $0.contains(#""row":3"#) ? .unreachable("away") : nil }
    let rows = (1...6).map { #"{"id":"r\#($0)","text":"停电 \#($0)"}"# }
    let daemon = house.daemon(Self.settings(house), receiver: first)
    try await house.serving(daemon) { _ in
      try house.drop("rows.jsonl", (rows + ["no row"]).joined(separator: "\n"))
      await eventually("it stands at the third") { first.tries > 5 }
    }
    #expect(first.taken.count == 2)
    let second = Receiver()
    try await serve(house, second, until: 4)
    #expect(second.taken.count == 4)
    #expect((first.taken + second.taken).allSatisfy { $0.hasPrefix(#"{"specversion":"1.0""#) })
  }

  @Test("several daemons of one spool deliver each order once")
  func instances() async throws {
    let house = try SpoolHouse()
    let receiver = Receiver()
    let other = house.daemon(Self.settings(house), receiver: receiver)
    try await house.serving(house.daemon(Self.settings(house), receiver: receiver)) { _ in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await other.run() }
        await eventually("both are ready") {
          house.events.count { if case .ready = $0 { true } else { false } } == 2
        }
        for number in 1...100 { try house.drop("\(number).txt", "停电 \(number)") }
        await eventually("all are delivered") { receiver.taken.count >= 100 }
        await eventually("all are in the outbox") { house.results.count == 100 }
        other.stop()
        try await group.waitForAll()
      }
    }
    #expect(receiver.taken.count == 100)
  }

  @Test("a folder that cannot be written stops the sink, says why, and no order")
  func brokenFolder() async throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.write("\(house.spool)/sinks", "not a folder")
    let receiver = Receiver()
    let settings = Self.settings(house) { $0.beginning = .archive }
    try await house.serving(house.daemon(settings, receiver: receiver)) { daemon in
      try house.drop("a.txt", "停电")
      await eventually("it is in the outbox") { house.results == ["a.txt.json"] }
      await eventually("the status says so") { daemon.board.current.sinks[0].trouble != nil }
      #expect(unlink("\(house.spool)/sinks") == 0)
      try house.drop("b.txt", "停电")
      await eventually("it goes on by itself") { receiver.taken.count == 2 }
    }
    #expect(house.results.count == 2)
  }

  @Test("dead letters are deleted with their days, as quarantined files are")
  func retention() async throws {
    let house = try SpoolHouse()
    let bad = Receiver { _ in Receiver.status(400) }
    try await house.serving(house.daemon(Self.settings(house), receiver: bad)) { _ in
      try house.drop("a.txt", "停电")
      await eventually("it is dead") { Self.dead(house).count == 2 }
    }
    let later = Clocks(wall: { Clocks.today + 31 * 86_400_000 })
    let daemon = house.daemon(Self.settings(house), clocks: later, receiver: bad)
    try await house.serving(daemon) { _ in
      await eventually("it is gone") { Self.dead(house) == [] }
    }
  }
}

/// How long a sink waits, and what an answer means to it.
@Suite("Sinks: patience")
struct SinkPatienceTests {
  private let sink = SinkSettings(name: "a", url: "http://a/")

  @Test("waits double up to five minutes, and chance takes up to half of them")
  func doubling() {
    var patience = SinkPatience(sink, times: Settings.Times())
    var waits: [UInt64] = []
    for _ in 1...12 {
      _ = patience.failed(counts: false, at: 0)
      waits.append(patience.pause(notBefore: nil, chance: 0) / 1_000_000_000)
      #expect(patience.pause(notBefore: nil, chance: 1) / 500_000_000 == waits[waits.count - 1])
    }
    #expect(waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300])
    patience.wasAnswered()
    _ = patience.failed(counts: false, at: 0)
    #expect(patience.pause(notBefore: nil, chance: 0) == 1_000_000_000)
  }

  @Test("Retry-After is obeyed, up to an hour")
  func retryAfter() {
    var patience = SinkPatience(sink, times: Settings.Times())
    _ = patience.failed(counts: true, at: 0)
    #expect(patience.pause(notBefore: 30) == 30_000_000_000)
    #expect(patience.pause(notBefore: 90_000) == 3_600_000_000_000)
  }

  @Test("a receiver that is away is given up after its hours, not after attempts")
  func hours() {
    var patience = SinkPatience(sink, times: Settings.Times())
    let hour: UInt64 = 3_600_000_000_000
    var isOver: [Bool] = []
    for number in 0...72 {
      isOver.append(patience.failed(counts: false, at: UInt64(number) * hour))
    }
    #expect(isOver == Array(repeating: false, count: 72) + [true])
  }

  @Test("an answer is a delivery, a refusal, or a matter of time")
  func verdicts() {
    func verdict(_ status: Int) -> SinkVerdict {
      SinkVerdict(Receiver.status(status, retryAfter: 7))
    }
    for status in [200, 202, 204] { #expect(verdict(status) == .delivered) }
    for status in [400, 409, 413, 415, 422] {
      #expect(verdict(status) == .refused("HTTP \(status)"))
    }
    for status in [408, 429, 500, 503] {
      #expect(verdict(status) == .later("HTTP \(status)", notBefore: 7, counts: true))
    }
    for status in [301, 401, 403, 404, 410] {
      #expect(verdict(status) == .later("HTTP \(status)", notBefore: 7, counts: false))
    }
  }
}

/// What of `sinks:` is taken and what is refused.
@Suite("Sinks: settings")
struct SinkSettingsTests {
  @Test(
    "a sink that cannot work is refused, with the key to mend",
    arguments: [
      (["url": "http://a"], "name"), (["name": "a"], "url"),
      (["name": "../a", "url": "http://a"], "name"), (["name": "a", "url": "ftp://a"], "url"),
      (["name": "a", "url": "https://me:secret@a/"], "url"),
      (["name": "a", "url": "http://"], "url"),
      (["name": "a", "url": "http://a", "attempts": "many"], "attempts"),
      (["name": "a", "url": "http://a", "timeout_seconds": "0"], "timeout_seconds"),
      (["name": "a", "url": "http://a", "from": "yesterday"], "from"),
    ])
  func refused(values: [String: String], key: String) {
    #expect {
      _ = try SinkSettings(values)
    } throws: { error in
      "\(error)".contains(key)
    }
  }

  @Test("every key is read")
  func read() throws {
    let sink = try SinkSettings([
      "name": "crm-2", "url": "https://a:8443/b?c", "token_file": "/t", "timeout_seconds": "3",
      "attempts": "4", "give_up_hours": "5", "from": "archive",
    ])
    #expect(sink.timeoutSeconds == 3 && sink.attempts == 4 && sink.giveUpHours == 5)
    #expect(sink.beginning == .archive && sink.tokenFile == "/t")
  }
}
