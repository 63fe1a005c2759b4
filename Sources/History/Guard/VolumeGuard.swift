internal import Glibc

/// Tells rules and labels that went silent or explode from Mondays and storms.
///
/// The week's shape is learned from all orders of the last eight weeks. What comes today is held
/// against it, and where all orders are few or many the bounds move along; a rule that always rose
/// with outages may rise with them again.
package struct VolumeGuard: Sendable {
  /// What is watched and how many orders a day it should have.
  package struct Watched: Equatable, Sendable {
    package var dimension: Dimension
    /// A rule, or a label such as `cause:lightning`.
    package var name: String
    package var low: Double?
    package var high: Double?

    package init(_ dimension: Dimension, _ name: String, low: Double?, high: Double?) {
      self.dimension = dimension
      self.name = name
      self.low = low
      self.high = high
    }
  }

  /// Something a person should look at.
  package struct Flag: Equatable, Sendable {
    package enum Kind: String, Sendable { case silent, exploding }

    package var kind: Kind
    package var name: String
    /// Orders of the last `hours`, and what was to be expected at this side.
    package var orders: Int
    package var hours: Int
    package var bound: Double

    package init(kind: Kind, name: String, orders: Int, hours: Int, bound: Double) {
      self.kind = kind
      self.name = name
      self.orders = orders
      self.hours = hours
      self.bound = bound
    }
  }

  /// Weeks the shape is learned from.
  static let weeks = 8
  /// A flag is raised where chance would do so less than once in this many looks.
  private static let chance = 1e-5
  private static let windows = [1, 2, 3, 6, 12, 24, 48, 96, 168]

  private let shape: WeekShape
  /// Orders of each hour; the last is the hour that just ended.
  private let all: [Int]
  private let outages: [Int]
  /// The hour of the week of the last entry, Monday 0:00 = 0.
  private let lastHour: Int

  /// - Parameters:
  ///   - all: All orders of each hour, eight weeks or less; the last hour is the newest.
  ///   - outages: Those about outages.
  ///   - lastHour: The hour of the week of the last, Monday 0:00 = 0.
  package init(all: [Int], outages: [Int], lastHour: Int) {
    self.all = all
    self.outages = outages
    self.lastHour = lastHour
    shape = WeekShape(all, lastHour: lastHour)
  }

  /// What is wrong with one of the watched, whose orders of the same hours are given; nil = nothing.
  package func flag(_ watched: Watched, _ hours: [Int]) -> Flag? {
    let rises = risesWithOutages(hours)
    for window in Self.windows where window <= hours.count {
      let seen = hours.suffix(window).reduce(0, +)
      let days = shape.days(window, until: lastHour)
      let traffic = Self.ratio(all, window, shape, lastHour)
      if let high = watched.high, window <= 24 {
        let storm = rises ? Self.ratio(outages, window, shape, lastHour) : 1
        let bound = high * days * max(1, traffic, storm)
        if seen >= 5, Poisson.atLeast(seen, mean: bound) < Self.chance {
          return Flag(
            kind: .exploding, name: watched.name, orders: seen, hours: window, bound: bound)
        }
      }
      if let low = watched.low {
        // No orders at all are not the silence of a rule.
        let bound = low * days * min(1, traffic)
        if Poisson.atMost(seen, mean: bound) < Self.chance {
          return Flag(kind: .silent, name: watched.name, orders: seen, hours: window, bound: bound)
        }
      }
    }
    return nil
  }

  /// How the orders of the last hours stand to what such hours had before.
  private static func ratio(
    _ hours: [Int], _ window: Int, _ shape: WeekShape, _ lastHour: Int
  ) -> Double {
    let earlier = hours.dropLast(window)
    guard earlier.count >= 168 else { return 1 }
    let perDay = Double(earlier.reduce(0, +)) / Double(earlier.count) * 24
    let expected = perDay * shape.days(window, until: lastHour)
    // A few orders more than none are no storm.
    return (Double(hours.suffix(window).reduce(0, +)) + 1) / (expected + 1)
  }

  /// Whether the days of the past with many outages were days with many of these.
  private func risesWithOutages(_ hours: [Int]) -> Bool {
    let own = Self.days(hours)
    let others = Self.days(outages)
    guard own.count >= 14, own.count == others.count else { return false }
    return Statistics.correlation(own, others) >= 0.5
  }

  /// Whole days, without the newest, which may be the one in question.
  private static func days(_ hours: [Int]) -> [Double] {
    let past = Array(hours.dropLast(24))
    return stride(from: past.count % 24, to: past.count, by: 24).map { start in
      Double(past[start..<start + 24].reduce(0, +))
    }
  }
}

/// How the orders of a week spread over its hours.
struct WeekShape: Sendable {
  /// The share of a day's mean for each hour of the week; all together 7.
  private let shares: [Double]

  /// Learned from at least two weeks; else every hour counts the same.
  init(_ hours: [Int], lastHour: Int) {
    guard hours.count >= 14 * 24, hours.reduce(0, +) >= 200 else {
      shares = Array(repeating: 1.0 / 24, count: 168)
      return
    }
    var weekdays = Array(repeating: 0.5, count: 7)
    var clock = Array(repeating: 0.5, count: 24)
    // The newest day is what is being judged.
    for (back, count) in hours.reversed().enumerated() where back >= 24 {
      let hour = ((lastHour - back) % 168 + 168) % 168
      weekdays[hour / 24] += Double(count)
      clock[hour % 24] += Double(count)
    }
    let week = weekdays.reduce(0, +)
    let day = clock.reduce(0, +)
    shares = (0..<168).map { weekdays[$0 / 24] / week * 7 * clock[$0 % 24] / day }
  }

  /// How many mean days the last hours are worth.
  func days(_ window: Int, until lastHour: Int) -> Double {
    (0..<window).reduce(0) { $0 + shares[((lastHour - $1) % 168 + 168) % 168] }
  }
}

/// Chances of counts.
enum Poisson {
  /// The chance of `count` or fewer.
  static func atMost(_ count: Int, mean: Double) -> Double {
    guard mean > 0 else { return 1 }
    var sum = 0.0
    for number in 0...max(0, count) { sum += term(number, mean) }
    return min(1, sum)
  }

  /// The chance of `count` or more; summed from there, so that small chances keep their digits.
  static func atLeast(_ count: Int, mean: Double) -> Double {
    guard count > 0 else { return 1 }
    guard mean > 0 else { return 0 }
    guard Double(count) > mean else { return 1 }
    var sum = 0.0
    for number in count..<(count + 200) { sum += term(number, mean) }
    return min(1, sum)
  }

  private static func term(_ count: Int, _ mean: Double) -> Double {
    exp(Double(count) * log(mean) - mean - lgamma(Double(count) + 1))
  }
}

enum Statistics {
  static func correlation(_ left: [Double], _ right: [Double]) -> Double {
    let count = Double(left.count)
    let means = (left.reduce(0, +) / count, right.reduce(0, +) / count)
    var sums = (0.0, 0.0, 0.0)
    for (one, other) in zip(left, right) {
      sums.0 += (one - means.0) * (other - means.1)
      sums.1 += (one - means.0) * (one - means.0)
      sums.2 += (other - means.1) * (other - means.1)
    }
    let spread = (sums.1 * sums.2).squareRoot()
    return spread > 0 ? sums.0 / spread : 0
  }
}
