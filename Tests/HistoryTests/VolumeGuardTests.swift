import History
import TestSupport
import Testing

@Suite("Volume guard")
struct VolumeGuardTests {
  /// Eight weeks of hours ending on a Tuesday at noon: nights quiet, Mondays double.
  static let hours = 8 * 168
  static let lastHour = 24 + 11

  private static func hourOfWeek(_ place: Int) -> Int {
    ((lastHour - (hours - 1 - place)) % 168 + 168) % 168
  }

  /// A Poisson-like count around a mean a day, by the shape above.
  private static func series(
    perDay: Double, mondayDouble: Bool = true, _ chance: inout SeededGenerator
  ) -> [Int] {
    (0..<hours).map { place in
      let hour = hourOfWeek(place)
      let isDay = (8..<20).contains(hour % 24)
      let share = (isDay ? 7.0 : 1.0) / 96 * (mondayDouble && hour / 24 == 0 ? 2 : 0.85)
      let mean = perDay * share
      var count = 0
      for _ in 0..<200 where Double.random(in: 0..<1, using: &chance) < mean / 200 { count += 1 }
      return count
    }
  }

  private struct World {
    var all: [Int]
    var outages: [Int]
    var rule: [Int]

    init(_ seed: UInt64, rulePerDay: Double) {
      var chance = SeededGenerator(seed: seed)
      all = VolumeGuardTests.series(perDay: 1_200, &chance)
      outages = VolumeGuardTests.series(perDay: 300, &chance)
      rule = VolumeGuardTests.series(perDay: rulePerDay, &chance)
    }

    func flag(_ low: Double?, _ high: Double?, lastHour: Int = VolumeGuardTests.lastHour)
      -> VolumeGuard.Flag?
    {
      VolumeGuard(all: all, outages: outages, lastHour: lastHour)
        .flag(.init(.rule, "r", low: low, high: high), rule)
    }
  }

  @Test("ordinary days raise nothing", arguments: 1...10)
  func ordinary(_ seed: UInt64) {
    #expect(World(seed, rulePerDay: 30).flag(5, 60) == nil)
  }

  @Test("a Monday is a Monday: twice the orders raise nothing", arguments: 1...10)
  func monday(_ seed: UInt64) {
    var world = World(seed, rulePerDay: 55)
    // The series ends on Monday evening.
    for keyPath in [\World.all, \.outages, \.rule] { world[keyPath: keyPath].removeLast(13) }
    #expect(world.flag(5, 60, lastHour: 22) == nil)
  }

  @Test("an edit that makes a rule fire everywhere is seen within the hour")
  func exploding() throws {
    var world = World(3, rulePerDay: 30)
    world.rule[Self.hours - 1] = 60
    let flag = try #require(world.flag(5, 60))
    #expect(flag.kind == .exploding && flag.hours == 1 && flag.orders == 60)
  }

  @Test("an edit that silences a busy rule is seen within the hour")
  func silent() throws {
    var world = World(4, rulePerDay: 400)
    world.rule[Self.hours - 1] = 0
    let flag = try #require(world.flag(200, 800))
    #expect(flag.kind == .silent && flag.hours == 1 && flag.orders == 0)
  }

  @Test("a rule of few orders is called silent only after days, not after one hour")
  func rare() {
    var world = World(5, rulePerDay: 6)
    world.rule.replaceSubrange((Self.hours - 12)..., with: Array(repeating: 0, count: 12))
    #expect(world.flag(5, 60) == nil)
    world.rule.replaceSubrange((Self.hours - 168)..., with: Array(repeating: 0, count: 168))
    #expect(world.flag(5, 60)?.kind == .silent)
  }

  @Test("no orders at all are not the silence of one rule")
  func holiday() {
    var world = World(6, rulePerDay: 400)
    for keyPath in [\World.all, \.outages, \.rule] {
      world[keyPath: keyPath].replaceSubrange(
        (Self.hours - 24)..., with: Array(repeating: 0, count: 24))
    }
    #expect(world.flag(200, 800) == nil)
  }

  @Test("in a storm a rule that rises with outages may rise, another may not")
  func storm() {
    var world = World(7, rulePerDay: 20)
    // Storms of the past: both rose together.
    for day in stride(from: 5, to: 50, by: 6) {
      for hour in 0..<24 {
        world.outages[day * 24 + hour] *= 6
        world.rule[day * 24 + hour] *= 6
      }
    }
    var other = World(8, rulePerDay: 20)
    other.outages = world.outages
    for hour in (Self.hours - 4)..<Self.hours {
      world.outages[hour] = 200
      world.rule[hour] = 14
      other.outages[hour] = 200
      other.rule[hour] = 14
    }
    #expect(world.flag(nil, 40) == nil)
    #expect(other.flag(nil, 40)?.kind == .exploding)
  }
}

@Suite("Volume guard on an index")
struct VolumeGuardReadingTests {
  /// Thirty days with an order of a rule each hour; in the last hour forty.
  private func reader(_ folder: TemporaryFolder) throws -> (HistoryReader, now: DeskTime) {
    let store = try HistoryStore(path: folder.path + "/index.sqlite")
    let first = 20_000 * DeskTime.day
    var records: [OrderRecord] = []
    for hour in 0..<(30 * 24) {
      for number in 0..<(hour == 30 * 24 - 1 ? 40 : 2) {
        var record = OrderRecord()
        record.id = "order-\(hour)-\(number)"
        record.time = DeskTime(first + hour * 3_600 + number)
        record.archiveDay = record.time.dayText
        record.rules = number == 0 ? ["a.steady", "a.bursting"] : ["a.bursting"]
        records.append(record)
      }
    }
    try store.add(records.map { .init(day: $0.archiveDay, claim: $0.id, records: [$0]) })
    return (try HistoryReader(path: store.path), DeskTime(first + 30 * DeskTime.day + 120))
  }

  @Test("of what is watched only the bursting rule is flagged, in the hour after its burst")
  func flags() throws {
    let folder = try TemporaryFolder()
    let (reader, now) = try reader(folder)
    let watched = [
      VolumeGuard.Watched(.rule, "a.steady", low: 10, high: 40),
      .init(.rule, "a.bursting", low: 10, high: 40), .init(.rule, "a.nobody", low: nil, high: 4),
    ]
    let flags = try VolumeGuard.flags(watched, reader, now: now)
    #expect(flags.isEmpty, "all orders rose alike")
    let strict = [VolumeGuard.Watched(.rule, "a.bursting", low: nil, high: 5)]
    let flag = try #require(try VolumeGuard.flags(strict, reader, now: now).first)
    #expect(flag.kind == .exploding && flag.orders == 40 && flag.hours == 1)
  }

  @Test("a rule the index has never seen is silent, once there are days enough to say so")
  func never() throws {
    let folder = try TemporaryFolder()
    let (reader, now) = try reader(folder)
    let watched = [VolumeGuard.Watched(.rule, "a.nobody", low: 10, high: nil)]
    #expect(try VolumeGuard.flags(watched, reader, now: now).first?.kind == .silent)
    let early = DeskTime(20_000 * DeskTime.day + 3 * 3_600)
    #expect(try VolumeGuard.flags(watched, reader, now: early) == [])
  }
}
