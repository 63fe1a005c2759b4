internal import History

extension ReportBuilder {
  private static let serviceCauses = [
    "cause:answer_wrong", "cause:answer_unclear", "cause:answer_incomplete", "cause:attitude_poor",
    "cause:buck_passing", "cause:no_callback", "cause:work_mistake",
  ]
  private static let gapCauses = [
    "cause:answer_wrong", "cause:answer_unclear", "cause:answer_incomplete", "cause:knowledge_gap",
  ]
  private static let tripCauses = [
    "cause:repeat_trips", "cause:no_one_time_notice", "cause:repeat_papers",
  ]

  func service() throws(HistoryFailure) -> ReportSection {
    var section = ReportSection(title: "服务质量", english: "Service quality")
    let causes = Self.serviceCauses
    let channels = try crossed(causes, .attribute("channel"), rows: 8)
    let places = try crossed(causes, request.grouping.dimension, rows: 12)
    let repeated = request.filter.with(label: "repeat_contact:repeated")
    let repeats = try series(repeated)
    let sum = repeats.reduce(0, +)
    let all = try reader.count(request.filter)
    section.html = """
      <h3>\(beside("按渠道", "By channel"))</h3>\(table(pick("渠道", "channel"), channels, causes))
      <h3>\(beside("按\(request.grouping.name)", "By \(request.grouping.english)"))</h3>\(table(placeName, places, causes))
      <h3>\(beside("原话", "In their words"))</h3>
      """
    for cause in causes {
      let quotes = try quotations.of(cause, request.filter.with(label: cause), count: 2)
      guard !quotes.isEmpty else { continue }
      section.html += """
        <div class="quotes"><h4>\(HTML.escaped(words.name(cause)))</h4>\
        <ul>\(Quotations.html(quotes))</ul></div>
        """
    }
    let topics = try ranked(.topic, repeated).prefix(8).map {
      Charts.Bar(name: words.name($0.key), value: $0.orders, tip: $0.key)
    }
    section.html += """
      <figure><figcaption>\(beside("重复来电", "Called again")) \(HTML.number(sum))，\(HTML.percent(Double(sum), of: Double(all)))</figcaption>
      \(Charts.timeBars(repeats, request.buckets, height: 90, describing: "重复来电"))</figure>
      <figure><figcaption>\(beside("重复来电说的是什么", "What they called again about"))</figcaption>
      \(Charts.bars(topics, describing: "重复来电的主题"))</figure>
      """
    section.tables = [
      csv("service-channels", pick("渠道", "channel"), channels, causes),
      csv("service-places", placeName, places, causes),
    ]
    section.summary = [
      "重复来电 \(sum)（\(HTML.percent(Double(sum), of: Double(all)))）"
    ]
    return section
  }

  /// Values of a dimension down, causes across, largest first.
  private func crossed(
    _ causes: [String], _ dimension: Dimension, rows: Int
  ) throws(HistoryFailure) -> [(name: String, values: [Int])] {
    var found: [String: [Int]] = [:]
    for (place, cause) in causes.enumerated() {
      for count in try counts([dimension], request.filter.with(label: cause)) {
        found[count.key, default: Array(repeating: 0, count: causes.count)][place] += count.orders
      }
    }
    return found.map { key, values in
      let isAttribute = key.contains(":")
      return (
        name: key.isEmpty ? pick("未注明", "not said") : isAttribute ? words.name(key) : key,
        values: values
      )
    }.sorted {
      ($1.values.reduce(0, +), $0.name) < ($0.values.reduce(0, +), $1.name)
    }.prefix(rows).map { $0 }
  }

  private func table(
    _ head: String, _ rows: [(name: String, values: [Int])], _ causes: [String]
  ) -> String {
    guard !rows.isEmpty else { return nothing }
    let most = Double(rows.flatMap(\.values).max() ?? 1)
    let heads = causes.map { "<th title=\"\($0)\">\(HTML.escaped(words.name($0)))</th>" }.joined()
    let lines = rows.map { row in
      let cells = row.values.map { value in
        value == 0
          ? "<td class=\"zero\">·</td>"
          : "<td>\(mark(Double(value) / most * 36))\(HTML.number(value))</td>"
      }.joined()
      return "<tr><th>\(HTML.escaped(row.name))</th>\(cells)</tr>"
    }.joined()
    return "<table><thead><tr><th>\(head)</th>\(heads)</tr></thead><tbody>\(lines)</tbody></table>"
  }

  /// A bar within a line; a picture, since pages allow no style of a single element.
  private func mark(_ length: Double) -> String {
    let wide = SVGDrawing.n(length)
    return "<svg class=\"mark\" width=\"\(wide)\" height=\"8\" aria-hidden=\"true\">"
      + "<rect class=\"bar\" width=\"\(wide)\" height=\"8\"/></svg>"
  }

  private var nothing: String {
    "<p class=\"faint-line\">\(pick("这段时间没有。", "None in this time."))</p>"
  }

  private func csv(
    _ name: String, _ head: String, _ rows: [(name: String, values: [Int])], _ causes: [String]
  ) -> ReportTable {
    ReportTable(
      name: name, columns: [head] + causes.map(words.name),
      rows: rows.map { [$0.name] + $0.values.map(String.init) })
  }

  // MARK: Areas of improvement

  func areas() throws(HistoryFailure) -> ReportSection {
    var section = ReportSection(title: "四个改进方向", english: "Four areas of improvement")
    var rows: [[String]] = []
    for area in Wording.improvements {
      let filter = request.filter.with(label: area)
      let count = try reader.count(filter)
      let causes = try ranked(.cause, filter).prefix(6)
      let bars = causes.map {
        Charts.Bar(
          name: words.name($0.key), value: $0.orders,
          note: HTML.percent(Double($0.orders), of: Double(count)), tip: $0.key)
      }
      section.html += """
        <div class="area"><h3>\(words.name(area))　<span class="sum">\(HTML.number(count))</span></h3>
        \(bars.isEmpty ? "<p class=\"faint-line\">\(pick("没有判出成因的工单。", "No order with a cause."))</p>" : Charts.bars(Array(bars), describing: words.name(area)))
        """
      var quotes: [(sentence: String, day: String)] = []
      for cause in causes.prefix(2) {
        let found = try quotations.of(cause.key, filter.with(label: cause.key), count: 2)
        quotes += found.filter { one in !quotes.contains { $0.sentence == one.sentence } }.prefix(1)
      }
      section.html += "<ul>\(Quotations.html(quotes))</ul></div>"
      rows += causes.map { [words.name(area), words.name($0.key), $0.key, "\($0.orders)"] }
      section.summary.append(
        "\(words.name(area)) \(count)"
          + (causes.isEmpty
            ? ""
            : "："
              + causes.prefix(3).map { "\(words.name($0.key)) \($0.orders)" }
              .joined(separator: "、")))
    }
    section.tables = [
      ReportTable(
        name: "areas",
        columns: [
          pick("改进方向", "area"), pick("成因", "cause"), pick("编号", "id"), pick("工单", "orders"),
        ], rows: rows)
    ]
    return section
  }

  // MARK: Work lists

  func knowledgeGaps() throws(HistoryFailure) -> ReportSection {
    try workList(
      title: "知识库缺口", english: "Gaps of the knowledge base", table: "knowledge-gaps",
      causes: Self.gapCauses,
      lead: pick(
        "哪些主题答错、前后矛盾、听不懂、答不全，或知识库里没有。按次数排，附客户的话，照单补知识库。",
        "Topics answered wrongly, unclearly or in part, or not known. Most frequent first."))
  }

  func noticeGaps() throws(HistoryFailure) -> ReportSection {
    try workList(
      title: "一次性告知缺口", english: "Gaps of one-time notices", table: "notice-gaps",
      causes: Self.tripCauses,
      lead: pick(
        "哪些业务让客户跑了几趟、材料没有一次说全、同一材料交了两遍。按次数排，照单补告知单。",
        "Business that took customers several trips or papers twice. Most frequent first."))
  }

  private func workList(
    title: String, english: String, table name: String, causes: [String], lead: String
  ) throws(HistoryFailure) -> ReportSection {
    var section = ReportSection(title: title, english: english)
    var found: [String: [Int]] = [:]
    for (place, cause) in causes.enumerated() {
      for count in try counts([.topic], request.filter.with(label: cause)) {
        found[count.key, default: Array(repeating: 0, count: causes.count)][place] += count.orders
      }
    }
    // Conduct of staff goes with most of these causes and names no piece of business: it comes last.
    let general = "topic:staff_service"
    let ranked = found.map { (topic: $0.key, values: $0.value) }.sorted {
      ($0.topic == general ? 1 : 0, $1.values.reduce(0, +), $0.topic)
        < ($1.topic == general ? 1 : 0, $0.values.reduce(0, +), $1.topic)
    }
    section.html = "<p>\(lead)</p>"
    if ranked.isEmpty { section.html += nothing }
    for (place, entry) in ranked.prefix(12).enumerated() {
      var quotes: [(sentence: String, day: String)] = []
      for (index, cause) in causes.enumerated() where entry.values[index] > 0 && quotes.count < 3 {
        let filter = request.filter.with(label: cause).with(label: entry.topic)
        let found = try quotations.of(cause, filter, count: 3)
        quotes += found.filter { one in !quotes.contains { $0.sentence == one.sentence } }
          .prefix(quotes.isEmpty ? 2 : 1)
      }
      let parts = zip(causes, entry.values).filter { $1 > 0 }.map {
        "\(HTML.escaped(words.name($0))) \($1)"
      }
      section.html += """
        <div class="todo"><h4><span class="tick"></span>\(place + 1). \(HTML.escaped(words.name(entry.topic)))\
        <span class="sum">\(HTML.number(entry.values.reduce(0, +)))</span>\
        <span class="parts">\(parts.joined(separator: "　"))</span></h4>\
        <ul>\(Quotations.html(quotes))</ul></div>
        """
    }
    section.tables = [
      ReportTable(
        name: name, columns: [pick("主题", "topic"), pick("编号", "id")] + causes.map(words.name),
        rows: ranked.map { [words.name($0.topic), $0.topic] + $0.values.map(String.init) })
    ]
    section.summary =
      [title]
      + ranked.prefix(5).map { "  \(words.name($0.topic)) \($0.values.reduce(0, +))" }
    return section
  }

  // MARK: Online handling and prepaid packages

  func online() throws(HistoryFailure) -> ReportSection {
    var section = ReportSection(
      title: "线上办电与预缴套餐", english: "Online handling and prepaid packages")
    for area in Wording.improvements.dropFirst(2) {
      let filter = request.filter.with(label: area)
      let byTopic = try seriesByKey(.topic, filter)
      let rows = byTopic.map { key, values in
        (name: words.name(key), tip: key, values: values, note: "")
      }.sorted {
        ($1.values.reduce(0, +), $0.tip) < ($0.values.reduce(0, +), $1.tip)
      }.prefix(8)
      guard !rows.isEmpty else { continue }
      section.html += """
        <figure><figcaption>\(HTML.escaped(words.name(area)))：\(beside("各主题随时间，每行自成比例", "topics over time, each row on its own scale"))</figcaption>
        \(Charts.smallMultiples(Array(rows), request.buckets, describing: words.name(area)))</figure>
        """
      section.tables.append(
        ReportTable(
          name: area == "improvement:online_handling" ? "online" : "prepaid",
          columns: [pick("主题", "topic"), pick("编号", "id"), pick("工单", "orders")],
          rows: rows.map { [$0.name, $0.tip, "\($0.values.reduce(0, +))"] }))
    }
    if section.html.isEmpty { section.html = nothing }
    return section
  }

  // MARK: What the rules could not tell

  func unclear() throws(HistoryFailure) -> ReportSection {
    var section = ReportSection(title: "规则说不清的", english: "What the rules could not tell")
    var filter = request.filter
    filter.needsReview = true
    let queue = try series(filter)
    let sum = queue.reduce(0, +)
    let all = try reader.count(request.filter)
    var reasons: [String: Int] = [:]
    var mark: PageMark?
    var looked = 0
    repeat {
      let page = try reader.orders(filter, after: mark, limit: 1_000)
      for order in page.orders { for why in order.reviewReasons { reasons[why, default: 0] += 1 } }
      looked += page.orders.count
      mark = looked < 5_000 ? page.next : nil
    } while mark != nil
    let bars = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      Charts.Bar(name: words.name("review:\($0.key)"), value: $0.value, tip: $0.key)
    }
    let shown =
      looked < sum
      ? pick("（最近 \(HTML.number(looked)) 张）", " (newest \(HTML.number(looked)))") : ""
    section.html = """
      <p>\(pick("待人工", "For people:")) \(HTML.number(sum)) \(pick("张，占 ", "orders, "))\(HTML.percent(Double(sum), of: Double(all)))\(pick("。", "."))</p>
      <figure><figcaption>\(beside("待人工，每\(request.buckets.word)", "For people, each \(request.buckets.english)"))</figcaption>
      \(Charts.timeBars(queue, request.buckets, height: 90, describing: "待人工"))</figure>
      <figure><figcaption>\(beside("为什么", "Why"))\(shown)</figcaption>
      \(Charts.bars(bars, describing: "待人工的原因"))</figure>
      """
    section.tables = [
      ReportTable(
        name: "review", columns: [pick("原因", "reason"), pick("编号", "id"), pick("工单", "orders")],
        rows: bars.map { [$0.name, $0.tip, "\($0.value)"] })
    ]
    return section
  }
}
