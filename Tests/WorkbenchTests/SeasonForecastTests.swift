import History
import TestSupport
import Testing

@testable import Workbench

@Suite("Season forecast")
struct SeasonForecastTests {
  static let first = DeskTime(day: "2023-01-02")?.weekStart ?? 0

  /// Summers of twice the orders, growing by a tenth a year, with noise from a seed.
  private func weeks(_ count: Int, seed: UInt64) -> [Int] {
    var chance = SeededGenerator(seed: seed)
    return (0..<count).map { week in
      let month = DeskTime((Self.first + week * 7) * DeskTime.day).civil.month
      let mean = (month >= 6 && month <= 9 ? 200.0 : 100.0) * (1 + 0.1 * Double(week) / 52)
      return Int(mean * Double.random(in: 0.8...1.2, using: &chance))
    }
  }

  @Test("below 104 weeks nothing is foretold")
  func tooShort() {
    let forecast = SeasonForecast(firstStart: Self.first, values: weeks(103, seed: 1))
    #expect(!forecast.isLongEnough && forecast.weeks().isEmpty)
    #expect(SeasonForecast(firstStart: Self.first, values: weeks(104, seed: 1)).weeks().count == 8)
  }

  @Test("on a season with noise it errs less than last year's same week", arguments: 1...8)
  func better(_ seed: UInt64) throws {
    let forecast = SeasonForecast(firstStart: Self.first, values: weeks(160, seed: seed))
    let error = try #require(forecast.error)
    #expect(error.own < error.lastYear && error.cases > 100)
  }

  @Test("June is seen coming, and most weeks of the year to come lie in the band")
  func band() {
    var inside = 0
    var all = 0
    for seed in 1...6 as ClosedRange<UInt64> {
      let values = weeks(200, seed: seed)
      for known in stride(from: 130, through: 190, by: 8) {
        let forecast = SeasonForecast(
          firstStart: Self.first, values: Array(values.prefix(known)))
        for (ahead, week) in forecast.weeks().enumerated() {
          let truth = Double(values[known + ahead])
          inside += (week.low...week.high).contains(truth) ? 1 : 0
          all += 1
        }
      }
    }
    let share = Double(inside) / Double(all)
    #expect((0.7...0.97).contains(share), "\(share)")
  }

  @Test("weeks about Spring Festival are held against those about the last one")
  func festival() throws {
    let forecast = SeasonForecast(firstStart: Self.first, values: weeks(170, seed: 2))
    // 2026-02-17 against 2025-01-29: two weeks and a half apart in the calendar.
    let target = try #require(DeskTime(day: "2026-02-16")).weekStart
    let then = try #require(DeskTime(day: "2025-01-27")).weekStart
    #expect(forecast.yearsBefore((target - Self.first) / 7, 1) == (then - Self.first) / 7)
    #expect(forecast.yearsBefore(100, 1) == 48)
  }
}
