internal import History

/// Mondays of days given by the calendar.
enum FestivalDay {
  static func monday(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    DeskTime(year: year, month: month, day: day)?.weekStart
  }
}

/// What makes a week other than its neighbours, in words for the one who plans crews.
enum HolidayWeeks {
  static func name(ofWeek start: Int, _ language: ReportLanguage = .zh) -> String {
    if let festival = SpringFestival.week(near: start), start == festival || start == festival - 7 {
      return start == festival
        ? language.pick("春节", "Spring Festival")
        : language.pick("春节前", "before Spring Festival")
    }
    let days = (0..<7).map { DeskTime((start + $0) * DeskTime.day).civil }
    if days.contains(where: { $0.month == 10 && $0.day == 1 }) {
      return language.pick("国庆", "National Day")
    }
    if days.contains(where: { $0.month == 5 && $0.day == 1 }) {
      return language.pick("五一", "Labour Day")
    }
    if days.contains(where: { $0.month == 1 && $0.day == 1 }) {
      return language.pick("元旦", "New Year")
    }
    return days.contains { (6...9).contains($0.month) } ? language.pick("迎峰度夏", "summer peak") : ""
  }
}
