internal import Glibc

/// Moments as text.
enum TimeText {
  /// RFC 3339 in UTC with milliseconds.
  static func utc(_ milliseconds: Int64) -> String {
    var seconds = time_t(milliseconds.quotientFlooring(1_000))
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let fraction = milliseconds - Int64(seconds) * 1_000
    return
      "\(day(parts))T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
      + ".\(fraction < 10 ? "00" : fraction < 100 ? "0" : "")\(fraction)Z"
  }

  /// `YYYY-MM-DD` of the desk's own calendar.
  static func localDay(_ milliseconds: Int64) -> String {
    day(local(milliseconds))
  }

  /// `YYYY-MM-DD HH:MM` of the desk's own clock.
  static func localMinute(_ milliseconds: Int64) -> String {
    let parts = local(milliseconds)
    return "\(day(parts)) \(two(parts.tm_hour)):\(two(parts.tm_min))"
  }

  private static func local(_ milliseconds: Int64) -> tm {
    var seconds = time_t(milliseconds.quotientFlooring(1_000))
    var parts = tm()
    localtime_r(&seconds, &parts)
    return parts
  }

  private static func day(_ parts: tm) -> String {
    let year = String(parts.tm_year + 1900)
    let padding = String(repeating: "0", count: max(0, 4 - year.count))
    return "\(padding)\(year)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }

  private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Int64 {
  /// Division that rounds down, also before 1970.
  fileprivate func quotientFlooring(_ divisor: Int64) -> Int64 {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }
}
