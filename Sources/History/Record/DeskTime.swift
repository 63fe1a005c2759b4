internal import Glibc

/// A moment on the desk's own clock: seconds since 1970-01-01 00:00 as the wall showed them.
///
/// Orders write such times without a zone, so days, weekdays and hours come out as written.
package struct DeskTime: Hashable, Comparable, Sendable {
  package static let day = 86_400

  package var seconds: Int

  package init(_ seconds: Int) { self.seconds = seconds }

  /// The moment the clock of this machine showed at these milliseconds since 1970.
  package init(wall milliseconds: Int64) {
    var moment = time_t(milliseconds / 1_000)
    var parts = tm()
    localtime_r(&moment, &parts)
    seconds = Int(moment) + parts.tm_gmtoff
  }

  /// nil when that is no date, or no time of day.
  package init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    guard (1970...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(ofMonth: month, year: year), (0...24).contains(hour),
      (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    seconds =
      Self.dayNumber(year, month, day) * Self.day + hour * 3_600 + minute * 60 + second
  }

  /// Reads `YYYY-MM-DD`, alone.
  package init?(day text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    let numbers = text.split(separator: "-", omittingEmptySubsequences: false).compactMap {
      Int($0)
    }
    guard numbers.count == 3 else { return nil }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  /// Days since 1970-01-01.
  package var dayNumber: Int { Int((Double(seconds) / Double(Self.day)).rounded(.down)) }
  package var hour: Int { (seconds - dayNumber * Self.day) / 3_600 }
  /// 0 = Monday … 6 = Sunday.
  package var weekday: Int { ((dayNumber + 3) % 7 + 7) % 7 }
  /// The Monday of its week, as a day number.
  package var weekStart: Int { dayNumber - weekday }

  /// `YYYY-MM-DD`.
  package var dayText: String {
    let (year, month, day) = civil
    return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
  }

  /// `YYYY-MM-DD HH:MM`.
  package var minuteText: String {
    let rest = seconds - dayNumber * Self.day
    return "\(dayText) \(Self.padded(rest / 3_600, 2)):\(Self.padded(rest / 60 % 60, 2))"
  }

  package static func < (left: DeskTime, right: DeskTime) -> Bool { left.seconds < right.seconds }

  // MARK: Calendar

  /// Year, month, day (Hinnant's algorithm for the proleptic Gregorian calendar).
  package var civil: (year: Int, month: Int, day: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
  }

  private static func days(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension DeskTime {
  /// The first date with year, month and day in a field: `2026-07-12 19:46`, `2026年7月12日8时5分`,
  /// `20260712 194600`; nil when there is none.
  package init?(written text: String) {
    var numbers: [(value: Int, digits: Int)] = []
    var value = 0
    var digits = 0
    for byte in Array(text.utf8) + [0x20] {
      if (0x30...0x39).contains(byte), digits < 14 {
        value = value * 10 + Int(byte - 0x30)
        digits += 1
      } else if digits > 0 {
        numbers.append((value, digits))
        value = 0
        digits = 0
      }
    }
    guard let first = numbers.first else { return nil }
    var parts: [Int]
    switch first.digits {
    case 4: parts = numbers.map(\.value)
    case 8: parts = Self.halves(first.value) + Self.clock(numbers.dropFirst())
    case 14: parts = Self.halves(first.value / 1_000_000) + Self.three(first.value % 1_000_000)
    default: return nil
    }
    guard parts.count >= 3 else { return nil }
    parts = Array((parts + [0, 0, 0]).prefix(6))
    self.init(
      year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4],
      second: parts[5])
  }

  private static func halves(_ date: Int) -> [Int] {
    [date / 10_000, date / 100 % 100, date % 100]
  }

  private static func three(_ clock: Int) -> [Int] {
    [clock / 10_000, clock / 100 % 100, clock % 100]
  }

  private static func clock(_ rest: ArraySlice<(value: Int, digits: Int)>) -> [Int] {
    guard let first = rest.first else { return [] }
    switch first.digits {
    case 6: return three(first.value)
    case 4: return [first.value / 100, first.value % 100]
    default: return rest.map(\.value)
    }
  }
}
