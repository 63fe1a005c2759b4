/// Days since 1899-12-30, or since 1904-01-01, as a date and time.
enum SerialDate {
  /// `2026-07-12 19:46:00`, a date alone without a fraction, a time alone below one; nil when it is
  /// no date.
  static func text(_ serial: Double, isFrom1904: Bool) -> String? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    var seconds = Int((serial * 86400).rounded())
    let time = seconds % 86400
    let clock = "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60))"
    if serial < 1 { return clock }
    seconds -= time
    let date = date(days: seconds / 86400 + (isFrom1904 ? 1462 : 0))
    return time == 0 ? date : "\(date) \(clock)"
  }

  /// Civil date after Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".
  private static func date(days: Int) -> String {
    // 1899-12-30 is 25,569 days before 1970; 719,468 more bring the era's first of March.
    let shifted = days - 25_569 + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let civilMonth = month < 10 ? month + 3 : month - 9
    return "\(yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0))-\(two(civilMonth))-\(two(day))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
