internal import History
internal import Workbench

/// The days a report is asked about, as an address has them.
struct ReportPeriod: Hashable {
  /// Days one report may be about.
  static let longest = 1_100
  /// Days of the report nobody chose the days of.
  private static let usual = 30

  let from: DeskTime
  let to: DeskTime
  let grouping: ReportRequest.Grouping

  /// Why there is no report of these days.
  enum Refusal: Error {
    case noDay(String), reversed, tooLong

    func sentence(_ language: Language) -> String {
      switch self {
      case .noDay(let name):
        language.pick("\(name) 要写成 2026-07-12 这样", "\(name) takes a day such as 2026-07-12")
      case .reversed: language.pick("开始的日子在结束之后", "the first day comes after the last")
      case .tooLong:
        language.pick(
          "一份报告最多 \(ReportPeriod.longest) 天", "a report is of \(ReportPeriod.longest) days at most")
      }
    }
  }

  /// Reads `from`, `to` and `by`; the days before `last` where nothing is asked.
  init(_ query: Query, last: DeskTime) throws(Refusal) {
    func day(_ name: String) throws(Refusal) -> DeskTime? {
      guard let text = query[name] else { return nil }
      guard let day = DeskTime(day: text) else { throw .noDay(name) }
      return day
    }
    let midnight = DeskTime(last.dayNumber * DeskTime.day)
    let end = try day("to") ?? midnight
    let begin = try day("from") ?? DeskTime(end.seconds - (Self.usual - 1) * DeskTime.day)
    guard begin <= end else { throw .reversed }
    guard end.dayNumber - begin.dayNumber < Self.longest else { throw .tooLong }
    guard begin.seconds >= 0 else { throw .noDay("from") }
    from = begin
    to = end
    grouping = query["by"].flatMap { ReportRequest.Grouping(rawValue: $0) } ?? .city
  }

  /// Behind the `?` of an address.
  var query: Query {
    Query(["from": [from.dayText], "to": [to.dayText], "by": [grouping.rawValue]])
  }

  /// Stretches people ask for, counted from a day.
  static func usualOnes(
    until last: DeskTime, _ language: Language
  ) -> [(name: String, from: DeskTime, to: DeskTime)] {
    let today = last.dayNumber
    let (year, month, _) = last.civil
    func moment(_ year: Int, _ month: Int, _ day: Int) -> DeskTime {
      DeskTime(year: year, month: month, day: day) ?? last
    }
    func day(_ number: Int) -> DeskTime { DeskTime(number * DeskTime.day) }
    let first = moment(year, month, 1)
    let before = day(first.dayNumber - 1)
    let summer = month >= 6 ? year : year - 1
    return [
      (language.pick("近 7 天", "7 days"), day(today - 6), day(today)),
      (language.pick("近 30 天", "30 days"), day(today - 29), day(today)),
      (language.pick("本月", "this month"), first, day(today)),
      (
        language.pick("上月", "last month"), moment(before.civil.year, before.civil.month, 1), before
      ),
      (
        language.pick("\(summer) 年 6–9 月", "June–September \(summer)"), moment(summer, 6, 1),
        moment(summer, 9, 30)
      ),
      (language.pick("近一年", "a year"), day(today - 364), day(today)),
    ]
  }
}
