internal import FoundationEssentials

/// Days as `2026-07-12`, which compare as text.
enum CalendarDay {
  /// Today where this machine stands.
  static func today() -> String {
    let parts = Calendar.current.dateComponents([.year, .month, .day], from: Date())
    return text(parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
  }

  /// Whether this is a day of the calendar, written with leading zeros.
  static func isDay(_ written: String) -> Bool {
    let parts = written.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2]), (1...12).contains(month), day >= 1
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    return day <= length && written == text(year, month, day)
  }

  private static func text(_ year: Int, _ month: Int, _ day: Int) -> String {
    [(year, 4), (month, 2), (day, 2)].map { number, width in
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }.joined(separator: "-")
  }
}
