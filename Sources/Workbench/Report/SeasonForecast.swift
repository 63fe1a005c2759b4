/// Orders of the weeks to come from those of the weeks gone by.
///
/// The same week a year before, smoothed over its neighbours and averaged with the year before
/// that, times how the last thirteen weeks stand against the same a year before. Weeks around
/// Spring Festival are looked up by their distance from it, since it moves.
struct SeasonForecast {
  /// Weeks of history without which nothing is foretold.
  static let leastWeeks = 104
  static let horizon = 8

  /// What is expected of one week.
  struct Week: Equatable {
    /// Its Monday, as days since 1970.
    var start: Int
    var expected: Double
    var low: Double
    var high: Double
    /// The same week last year, as it was.
    var lastYear: Int
  }

  /// How far off it was where the truth is known: the sum of all errors by the sum of all orders.
  struct Error: Equatable {
    var own: Double
    var lastYear: Double
    /// Forecasts that were compared.
    var cases: Int
  }

  /// Mondays and their orders, without gaps, the last week whole.
  let firstStart: Int
  let values: [Double]

  init(firstStart: Int, values: [Int]) {
    self.firstStart = firstStart
    self.values = values.map(Double.init)
  }

  var isLongEnough: Bool { values.count >= Self.leastWeeks }

  // MARK: Expecting

  /// The expected orders of a week `ahead` weeks after `count` known ones; nil without a year before.
  func expected(after count: Int, ahead: Int) -> Double? {
    let target = count - 1 + ahead
    guard let before = season(target, back: 1, known: count) else { return nil }
    let recent = max(0, count - 13)..<count
    guard recent.count == 13, recent.lowerBound >= 52 else { return nil }
    var base = before
    var growth = ratio(recent, back: 52)
    if let earlier = season(target, back: 2, known: count), recent.lowerBound >= 104 {
      // Both years lifted to today's level.
      base = before * growth
      base = (2 * base + earlier * ratio(recent, back: 104)) / 3
      growth = 1
    }
    return base * growth
  }

  /// The mean around the week `back` years before: 1·2·1 with its neighbours.
  private func season(_ target: Int, back: Int, known: Int) -> Double? {
    let place = yearsBefore(target, back)
    guard place >= 1, place + 1 < known else { return nil }
    return (values[place - 1] + 2 * values[place] + values[place + 1]) / 4
  }

  /// Growth from a year before to now, half-way to none: thirteen weeks hold storms of their own.
  private func ratio(_ weeks: Range<Int>, back: Int) -> Double {
    let now = weeks.reduce(0) { $0 + values[$1] }
    let then = weeks.reduce(0) { $0 + values[$1 - back] }
    guard then > 0 else { return 1 }
    return min(2, max(0.5, (now / then).squareRoot()))
  }

  /// The place of the week that corresponds, by the calendar or by Spring Festival.
  func yearsBefore(_ target: Int, _ back: Int) -> Int {
    let plain = target - 52 * back
    let start = firstStart + target * 7
    guard let festival = SpringFestival.week(near: start) else { return plain }
    let distance = (start - festival) / 7
    guard (-1...2).contains(distance), let then = SpringFestival.week(near: festival - 364 * back)
    else { return plain }
    return (then - firstStart) / 7 + distance
  }

  // MARK: Testing on the past

  /// Every week of the last year foretold from 1 to 8 weeks before it.
  private var pairs: [(expected: Double, lastYear: Double, actual: Double)] {
    var pairs: [(expected: Double, lastYear: Double, actual: Double)] = []
    for target in max(Self.leastWeeks - 26, values.count - 52)..<max(values.count, 1)
    where target >= 66 && target < values.count {
      for ahead in [1, 2, 4, Self.horizon] {
        guard let guess = expected(after: target + 1 - ahead, ahead: ahead) else { continue }
        pairs.append((guess, values[target - 52], values[target]))
      }
    }
    return pairs
  }

  var error: Error? {
    let pairs = pairs
    let all = pairs.reduce(0) { $0 + $1.actual }
    guard all > 0 else { return nil }
    return Error(
      own: pairs.reduce(0) { $0 + abs($1.expected - $1.actual) } / all,
      lastYear: pairs.reduce(0) { $0 + abs($1.lastYear - $1.actual) } / all, cases: pairs.count)
  }

  /// The coming weeks with the band in which eight of ten weeks of the past lay.
  func weeks() -> [Week] {
    guard isLongEnough else { return [] }
    let ratios = pairs.filter { $0.expected > 0 }.map { ($0.actual + 0.5) / ($0.expected + 0.5) }
      .sorted()
    let low = Self.quantile(ratios, 0.1) ?? 0.5
    let high = Self.quantile(ratios, 0.9) ?? 2
    return (1...Self.horizon).compactMap { ahead in
      guard let expected = expected(after: values.count, ahead: ahead) else { return nil }
      // Small numbers scatter by chance alone, however good the past looked.
      let chance = 1.28 * expected.squareRoot()
      let target = values.count - 1 + ahead
      return Week(
        start: firstStart + target * 7, expected: expected,
        low: max(0, min(expected * low, expected - chance)),
        high: max(expected * high, expected + chance), lastYear: Int(values[target - 52]))
    }
  }

  private static func quantile(_ sorted: [Double], _ share: Double) -> Double? {
    guard sorted.count >= 20 else { return nil }
    return sorted[Int((Double(sorted.count - 1) * share).rounded())]
  }
}

/// The days of Spring Festival, which no short formula gives.
enum SpringFestival {
  private static let days = [
    (2018, 2, 16), (2019, 2, 5), (2020, 1, 25), (2021, 2, 12), (2022, 2, 1), (2023, 1, 22),
    (2024, 2, 10), (2025, 1, 29), (2026, 2, 17), (2027, 2, 6), (2028, 1, 26), (2029, 2, 13),
    (2030, 2, 3), (2031, 1, 23), (2032, 2, 11), (2033, 1, 31), (2034, 2, 19), (2035, 2, 8),
  ]

  /// The Monday of the festival's week nearest to a day; nil when none is within ten weeks.
  static func week(near day: Int) -> Int? {
    let weeks = days.compactMap { FestivalDay.monday($0.0, $0.1, $0.2) }
    let nearest = weeks.min { abs($0 - day) < abs($1 - day) }
    return nearest.flatMap { abs($0 - day) <= 70 ? $0 : nil }
  }
}
