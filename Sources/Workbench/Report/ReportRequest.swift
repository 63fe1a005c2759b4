package import History

/// What a report is about.
package struct ReportRequest: Sendable {
  /// What orders are grouped by where places are compared.
  package enum Grouping: String, CaseIterable, Sendable {
    case city, unit, hall

    var dimension: Dimension {
      switch self {
      case .city: .city
      case .unit: .unit
      case .hall: .hall
      }
    }

    var name: String {
      switch self {
      case .city: "地市"
      case .unit: "供电单位"
      case .hall: "营业厅"
      }
    }

    var english: String {
      switch self {
      case .city: "city"
      case .unit: "unit"
      case .hall: "hall"
      }
    }
  }

  /// First and last day, both included.
  package var from: DeskTime
  package var to: DeskTime
  package var grouping: Grouping
  package var language: ReportLanguage

  package init(
    from: DeskTime, to: DeskTime, grouping: Grouping = .city, language: ReportLanguage = .zh
  ) {
    self.from = from
    self.to = to
    self.grouping = grouping
    self.language = language
  }

  var filter: OrderFilter { OrderFilter(fromDay: from, toDay: to) }
  var days: Int { to.dayNumber - from.dayNumber + 1 }

  /// The same days a year before; 364 days keep the weekdays.
  var yearBefore: OrderFilter { moved(by: 364) }
  /// As many days right before.
  var justBefore: OrderFilter { moved(by: days) }

  private func moved(by days: Int) -> OrderFilter {
    OrderFilter(
      fromDay: DeskTime(from.seconds - days * DeskTime.day),
      toDay: DeskTime(to.seconds - days * DeskTime.day))
  }

  /// Days for short periods, weeks for longer ones.
  var buckets: TimeBuckets { TimeBuckets(from: from, to: to, language: language) }
}

/// The stretches of time a chart counts in.
struct TimeBuckets {
  let starts: [Int]
  let isWeekly: Bool
  let language: ReportLanguage
  private let first: Int
  private let last: Int

  init(from: DeskTime, to: DeskTime, language: ReportLanguage = .zh) {
    self.language = language
    first = from.dayNumber
    last = to.dayNumber
    isWeekly = to.dayNumber - from.dayNumber > 62
    starts =
      isWeekly
      ? Array(stride(from: from.weekStart, through: to.weekStart, by: 7))
      : Array(from.dayNumber...to.dayNumber)
  }

  var dimension: Dimension { isWeekly ? .week : .day }
  var word: String { isWeekly ? "周" : "日" }
  var english: String { isWeekly ? "week" : "day" }

  /// Counts in order of time; buckets nobody is in are 0.
  func series(_ counts: [(key: String, orders: Int)]) -> [Int] {
    var byStart: [Int: Int] = [:]
    for count in counts {
      if let start = Int(count.key) { byStart[start, default: 0] += count.orders }
    }
    return starts.map { byStart[$0] ?? 0 }
  }

  /// Whether the period holds all days of a bucket.
  func isWhole(_ place: Int) -> Bool {
    !isWeekly || (starts[place] >= first && starts[place] + 6 <= last)
  }

  /// The month most of a bucket's days lie in.
  func month(_ place: Int) -> (year: Int, month: Int, day: Int) {
    DeskTime((starts[place] + (isWeekly ? 3 : 0)) * DeskTime.day).civil
  }

  func date(_ place: Int) -> DeskTime { DeskTime(starts[place] * DeskTime.day) }

  /// The runs of buckets that lie in June to September.
  var summers: [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    for place in starts.indices where (6...9).contains(month(place).month) {
      if let last = runs.last, last.upperBound == place - 1 {
        runs[runs.count - 1] = last.lowerBound...place
      } else {
        runs.append(place...place)
      }
    }
    return runs
  }
}

/// A table of the report as a CSV file.
package struct ReportTable: Sendable {
  /// The part of the file name, such as `causes`.
  package var name: String
  package var columns: [String]
  package var rows: [[String]]

  package init(name: String, columns: [String], rows: [[String]]) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }

  /// RFC 4180, with a mark so that spreadsheets take it for UTF-8.
  package var csv: String { "\u{FEFF}" + ([columns] + rows).map { CSV.line($0) }.joined() }
}

/// One part of the report.
package struct ReportSection: Sendable {
  /// Empty for the cover.
  package var title: String
  package var english = ""
  /// A short name for addresses.
  package var name = ""
  /// What stands below the title; everything of orders in it is escaped.
  package var html = ""
  package var tables: [ReportTable] = []
  /// Lines for the terminal.
  var summary: [String] = []
}
