internal import History
internal import Matching
internal import Pipeline
internal import RuleLanguage
internal import Workbench

/// The reports people look at: each is made once, on a thread that gives way to orders, and kept
/// for a hundred times as long as that took, ten minutes at most. One is made at a time, few wait.
actor ReportRoom {
  /// One report that may be asked for.
  struct Question: Hashable, Sendable {
    var period: ReportPeriod
    var language: ReportLanguage
  }

  struct Made: Sendable {
    var report: Report
    var orders: Int
    var at: DeskTime
  }

  enum Answer {
    case made(Made)
    /// It is being made and not ready yet.
    case soon
    /// There is no index, or it cannot be read.
    case none
  }

  private static let longest = Duration.seconds(600)
  private static let most = 8
  private static let mostWaiting = 4

  private var kept: [(question: Question, made: Made?, until: ContinuousClock.Instant)] = []
  private var making: Set<Question> = []
  private var last: Task<Void, Never>?

  /// The report when it is there within the patience.
  func answer(
    _ question: Question, patience: Duration, make: @escaping @Sendable () -> Made?
  ) async -> Answer {
    let end = ContinuousClock.now + patience
    while true {
      kept.removeAll { $0.until < .now }
      if let one = kept.last(where: { $0.question == question }) {
        return one.made.map { .made($0) } ?? .none
      }
      if !making.contains(question), making.count < Self.mostWaiting { begin(question, make) }
      guard ContinuousClock.now < end else { return .soon }
      do { try await Task.sleep(for: .milliseconds(10)) } catch { return .soon }
    }
  }

  private func begin(_ question: Question, _ make: @escaping @Sendable () -> Made?) {
    making.insert(question)
    last = Task { [last] in
      await last?.value
      let began = ContinuousClock.now
      let made = await DedicatedThread.run(givesWay: true, make)
      keep(made, question, took: .now - began)
    }
  }

  private func keep(_ made: Made?, _ question: Question, took: Duration) {
    making.remove(question)
    let lifetime = min(Self.longest, max(.seconds(2), took * 100))
    kept = kept.suffix(Self.most - 1) + [(question, made, .now + lifetime)]
  }
}

extension Desk {
  /// The last day a report may usefully end with: that of the newest order, and never tomorrow.
  func lastDay() -> DeskTime {
    let now = now()
    guard let newest = try? history()?.span()?.upperBound else { return now }
    return min(now, newest)
  }

  /// The report of a period, made or on its way.
  func report(
    _ period: ReportPeriod, _ language: Language, patience: Duration
  ) async -> ReportRoom.Answer {
    let question = ReportRoom.Question(
      period: period, language: language == .en ? .enThenChinese : .zhThenEnglish)
    let path = HistoryKeeper.path(inSpool: spool.spool)
    let labels = board.engine?.ruleSet.taxonomy.labels ?? []
    let now = now()
    return await reports.answer(question, patience: patience) {
      let english = Dictionary(labels.map { ($0.key, $0.en) }, uniquingKeysWith: { one, _ in one })
      let request = ReportRequest(
        from: period.from, to: period.to, grouping: period.grouping, language: question.language)
      // A connection of its own: pages do not wait for it.
      guard let reader = try? HistoryReader(path: path),
        let builder = try? ReportBuilder(reader, request, english: english),
        let report = try? builder.report(),
        let orders = try? reader.count(OrderFilter(fromDay: period.from, toDay: period.to))
      else { return nil }
      return ReportRoom.Made(report: report, orders: orders, at: now)
    }
  }
}

/// A report as pages and programs see it.
enum ReportValue {
  /// Tables of all parts, for programs.
  static func json(_ made: ReportRoom.Made, _ period: ReportPeriod, _ language: Language)
    -> JSONValue
  {
    head(made, period).adding([
      "parts": .array(
        made.report.sections.filter { !$0.title.isEmpty }.map { section in
          .members([
            "part": .string(section.name),
            "title": .string(language.pick(section.title, section.english)),
            "tables": .array(
              section.tables.map { table in
                .members([
                  "table": .string(table.name), "columns": .strings(table.columns),
                  "rows": .array(table.rows.map { .strings($0) }),
                ])
              }),
          ])
        }),
      "summary": .string(made.report.summary),
    ])
  }

  /// One part as a page, or all of them to print.
  static func page(
    _ made: ReportRoom.Made, _ period: ReportPeriod, part: String?, _ language: Language
  ) -> JSONValue {
    let sections = made.report.sections
    let parts = sections.filter { !$0.title.isEmpty }
    let isAll = part == "all"
    let shown = isAll ? parts : [parts.first { $0.name == part } ?? parts[0]]
    let words = period.query.with("lang", language == .en ? "en" : nil)
    return head(made, period).adding([
      "has_report": .bool(true), "is_all": .bool(isAll),
      "cover": .string(sections.first { $0.title.isEmpty }?.html ?? ""),
      "print": .string("/report" + words.with("part", "all").text),
      "parts": .array(
        parts.enumerated().map { place, section in
          .members([
            "place": .number(place + 1),
            "name": .string(language.pick(section.title, section.english)),
            "address": .string("/report" + words.with("part", section.name).text),
            "shown": .bool(!isAll && section.name == shown[0].name),
          ])
        }),
      "sections": .array(
        shown.map { section in
          .members([
            "title": .string(language.pick(section.title, section.english)),
            "beside": .string(language.pick(section.english, section.title)),
            "drawn": .string(section.html),
            "tables": .array(
              section.tables.map { table in
                .members([
                  "table": .string(table.name),
                  "address": .string("/api/v1/report/\(table.name).csv" + words.text),
                ])
              }),
          ])
        }),
    ])
  }

  private static func head(_ made: ReportRoom.Made, _ period: ReportPeriod) -> JSONValue {
    .members([
      "from": .string(period.from.dayText), "to": .string(period.to.dayText),
      "by": .string(period.grouping.rawValue), "orders": .number(made.orders),
      "made": .string(made.at.minuteText),
    ])
  }

  /// What can be chosen on the page.
  static func choices(
    _ period: ReportPeriod?, _ query: Query, last: DeskTime
  ) -> JSONValue {
    let language = query.language
    let names = [
      (ReportRequest.Grouping.city, language.pick("地市", "city")),
      (.unit, language.pick("供电单位", "unit")), (.hall, language.pick("营业厅", "hall")),
    ]
    return .members([
      "from_asked": .string(period?.from.dayText ?? query["from"] ?? ""),
      "to_asked": .string(period?.to.dayText ?? query["to"] ?? ""),
      "part_asked": .string(query["part"] ?? ""),
      "groupings": .array(
        names.map { grouping, name in
          .members([
            "value": .string(grouping.rawValue), "name": .string(name),
            "chosen": .bool(grouping == period?.grouping),
          ])
        }),
      "usual_ones": .array(
        ReportPeriod.usualOnes(until: last, language).map { one in
          let asked = query.with("from", one.from.dayText).with("to", one.to.dayText)
          return .members([
            "name": .string(one.name), "address": .string("/report" + asked.text),
            "chosen": .bool(one.from == period?.from && one.to == period?.to),
          ])
        }),
    ])
  }
}
