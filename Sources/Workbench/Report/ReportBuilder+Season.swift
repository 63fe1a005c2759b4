internal import History

extension ReportBuilder {
  /// Weeks of the past drawn before the forecast.
  private static let shownWeeks = 60

  func season() throws(HistoryFailure) -> ReportSection {
    var section = ReportSection(title: "季节与班组", english: "Season and crews")
    var history = OrderFilter()
    // Weeks that are whole: up to the Sunday before the day after the last.
    let end = (request.to.dayNumber + 1 + 3) / 7 * 7 - 3
    history.until = DeskTime(end * DeskTime.day)
    history.labels = ["topic:outage"]
    guard let span = try reader.span() else { return section }
    let first = span.lowerBound.weekStart + (span.lowerBound.weekday == 0 ? 0 : 7)
    let weeks = max(0, (end - first) / 7)
    guard weeks >= SeasonForecast.leastWeeks else {
      section.html = """
        <p>\(tooShort(weeks))</p>
        """
      section.summary = ["预测：历史只有 \(weeks) 周，要 \(SeasonForecast.leastWeeks) 周"]
      return section
    }
    let all = forecast(try counts([.week], history), first: first, weeks: weeks)
    section.html = overview(all)
    section.tables = [csv("forecast", pick("全部", "all"), all)]
    let byPlace = try counts([request.grouping.dimension, .week], history)
    let places = Dictionary(grouping: byPlace.filter { !$0.keys[0].isEmpty }) { $0.keys[0] }
      .map { key, counts in
        (
          name: key,
          forecast: forecast(
            counts.map { Count(keys: [$0.keys[1]], orders: $0.orders) }, first: first, weeks: weeks)
        )
      }
      .sorted { ($1.forecast.recent, $0.name) < ($0.forecast.recent, $1.name) }.prefix(12)
    if !places.isEmpty { section.html += table(Array(places)) }
    section.tables += places.map { csv("", $0.name, $0.forecast) }
    section.tables = [
      ReportTable(
        name: "forecast", columns: section.tables[0].columns,
        rows: section.tables.flatMap(\.rows))
    ]
    section.summary = [summary(all)]
    return section
  }

  private func tooShort(_ weeks: Int) -> String {
    pick(
      "预测停电工单至少要 \(SeasonForecast.leastWeeks) 周的历史，索引里只有 \(weeks) 周，所以这里不作预测。"
        + "归档按天数清理不影响：留下的标签和日期够用，继续运行即可。",
      "A forecast of outages takes \(SeasonForecast.leastWeeks) weeks of history; the index has "
        + "\(weeks), so there is none. Keep running: labels and dates outlive the archive.")
  }

  private func forecast(_ counts: [Count], first: Int, weeks: Int) -> SeasonForecast {
    var values = Array(repeating: 0, count: weeks)
    for count in counts {
      guard let start = Int(count.key) else { continue }
      let place = (start - first) / 7
      if start >= first, place < weeks { values[place] += count.orders }
    }
    return SeasonForecast(firstStart: first, values: values)
  }

  private func summary(_ forecast: SeasonForecast) -> String {
    let weeks = forecast.weeks()
    guard let error = forecast.error, let first = weeks.first else { return "预测：算不出" }
    return "预测：下周停电工单 \(Int(first.expected.rounded()))"
      + "（\(Int(first.low.rounded()))–\(Int(first.high.rounded()))），"
      + "回测误差 \(HTML.percent(error.own, of: 1))，上年同周 \(HTML.percent(error.lastYear, of: 1))"
  }

  private func overview(_ forecast: SeasonForecast) -> String {
    let weeks = forecast.weeks()
    guard let error = forecast.error else { return "" }
    return """
      <p>\(backTest(error, weeks.count))</p>
      <figure><figcaption>\(beside("每周停电工单与预测", "Outages each week, and forecast"))</figcaption>\
      \(chart(forecast, weeks))</figure>
      """
  }

  /// How far off the forecast was, in words.
  private func backTest(_ error: SeasonForecast.Error, _ weeks: Int) -> String {
    let own = "<b>\(HTML.percent(error.own, of: 1))</b>"
    let lastYear = "<b>\(HTML.percent(error.lastYear, of: 1))</b>"
    let isBetter = error.own < error.lastYear
    return pick(
      "今后 \(weeks) 周的停电类工单。回测：近一年每周在 1、2、4、8 周前各预测一次，共 \(error.cases) 次，误差 "
        + "\(own)；上年同周 \(lastYear)，"
        + (isBetter ? "比照抄上年同周准" : "<b>不比照抄上年同周准，排班请以上年同周为准</b>") + "。"
        + "误差是各周偏差之和除以工单之和。浅色带是过去十周有八周落在其中的范围；大风暴雷暴周以上沿备班。",
      "Outages of the \(weeks) weeks to come. Tried on the last year, each week foretold 1, 2, 4 and 8 "
        + "weeks ahead, \(error.cases) times: error \(own); the same week last year \(lastYear), "
        + (isBetter ? "so it does better" : "<b>so it does no better: plan by last year</b>") + ". "
        + "The band held eight of the last ten weeks; plan for its upper edge when storms are due.")
  }

  private func chart(_ forecast: SeasonForecast, _ weeks: [SeasonForecast.Week]) -> String {
    let past = min(Self.shownWeeks, forecast.values.count)
    let begin = forecast.values.count - past
    let firstDay = forecast.firstStart + begin * 7
    let lastDay = forecast.firstStart + (forecast.values.count + weeks.count) * 7 - 1
    let buckets = TimeBuckets(
      from: DeskTime(firstDay * DeskTime.day), to: DeskTime(lastDay * DeskTime.day),
      language: request.language)
    let height = 170.0
    var drawing = SVGDrawing(width: Charts.width, height: height)
    let plot = Plot(buckets: buckets, left: 40, right: 70, top: 14, bottom: 18, height: height)
    let most = max(1, (forecast.values[begin...] + weeks.map(\.high)).max() ?? 1)
    plot.drawFrame(in: &drawing, most: Int(most.rounded()))
    func point(_ place: Int, _ value: Double) -> (x: Double, y: Double) {
      (plot.x(place) + plot.step / 2, plot.base - value / most * plot.tall)
    }
    func ahead(_ value: (SeasonForecast.Week) -> Double) -> [(x: Double, y: Double)] {
      weeks.enumerated().map { point(past + $0, value($1)) }
    }
    drawing.band(ahead(\.high), ahead(\.low), "band")
    drawing.path((0..<past).map { point($0, forecast.values[begin + $0]) }, "line")
    drawing.path(ahead { Double($0.lastYear) }, "dash")
    drawing.path(ahead(\.expected), "accent-line")
    if let last = weeks.last {
      let x = plot.x(past + weeks.count) + 4
      let own = point(0, last.expected).y
      var other = point(0, Double(last.lastYear)).y
      if abs(own - other) < 12 { other = own + (other < own ? -12 : 12) }
      drawing.text(
        pick("预测", "forecast") + " \(Int(last.expected.rounded()))", x, own + 4, "number")
      drawing.text(pick("上年", "last year") + " \(last.lastYear)", x, other + 4, "note")
    }
    return drawing.svg("每周停电工单与预测")
  }

  private func table(_ places: [(name: String, forecast: SeasonForecast)]) -> String {
    let weeks = places[0].forecast.weeks()
    let heads = weeks.map { week in
      let name = HolidayWeeks.name(ofWeek: week.start, request.language)
      let date = String(DeskTime(week.start * DeskTime.day).dayText.dropFirst(5))
      return "<th>\(date)\(name.isEmpty ? "" : "<br><small>\(name)</small>")</th>"
    }.joined()
    let rows = places.map { place in
      let cells = place.forecast.weeks().map {
        "<td>\(Int($0.expected.rounded()))<br>"
          + "<small>\(Int($0.low.rounded()))–\(Int($0.high.rounded()))</small></td>"
      }.joined()
      let error = place.forecast.error.map {
        "\(HTML.percent($0.own, of: 1))<br><small>\(HTML.percent($0.lastYear, of: 1))</small>"
      }
      return """
        <tr><th>\(HTML.escaped(place.name))</th><td>\(SVGDrawing.n(place.forecast.recent / 52))</td>\
        \(cells)<td>\(error ?? "–")</td></tr>
        """
    }.joined()
    return """
      <h3>\(beside("按\(request.grouping.name)", "By \(request.grouping.english)"))</h3>\
      <table class="forecast"><thead><tr><th>\(placeName)</th><th>\(pick("年周均", "weekly mean"))</th>\
      \(heads)<th>\(pick("误差", "error"))<br><small>\(pick("上年同周", "last year"))</small></th></tr></thead><tbody>\(rows)</tbody></table>
      """
  }

  private func csv(_ name: String, _ place: String, _ forecast: SeasonForecast) -> ReportTable {
    ReportTable(
      name: name,
      columns: [
        pick("范围", "of"), pick("周一", "Monday"), pick("说明", "note"), pick("预测", "forecast"),
        pick("下沿", "low"), pick("上沿", "high"), pick("上年同周", "last year"),
        pick("回测误差", "error"), pick("上年同周误差", "error of last year"),
      ],
      rows: forecast.weeks().map { week in
        [
          place, DeskTime(week.start * DeskTime.day).dayText,
          HolidayWeeks.name(ofWeek: week.start, request.language),
          SVGDrawing.n(week.expected), SVGDrawing.n(week.low), SVGDrawing.n(week.high),
          "\(week.lastYear)", forecast.error.map { "\(Int($0.own * 100)) %" } ?? "",
          forecast.error.map { "\(Int($0.lastYear * 100)) %" } ?? "",
        ]
      })
  }
}

extension SeasonForecast {
  /// Orders of the last 52 weeks.
  var recent: Double { values.suffix(52).reduce(0, +) }
}
