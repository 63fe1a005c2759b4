internal import History

extension ReportBuilder {
  func cover() throws(HistoryFailure) -> ReportSection {
    var section = ReportSection(title: "")
    let all = try reader.count(request.filter)
    let decided = try counts([.intent], request.filter).reduce(0) { $0 + $1.orders }
    var toReview = request.filter
    toReview.needsReview = true
    let review = try reader.count(toReview)
    let rulesets = try ranked(.ruleset, request.filter)
    let share = HTML.percent(Double(decided), of: Double(all))
    section.html = """
      <p class="cover"><b>\(HTML.number(all))</b> \(pick("张工单　诉求已判定", "orders, intent told in"))\
       <b>\(share)</b>\(pick("　待人工", ", for people"))\
       <b>\(HTML.number(review))</b>\(pick("　按\(request.grouping.name)分组", ", by \(placeName)"))</p>
      <p class="faint-line">\(sources(rulesets))</p>
      """
    section.summary = [
      "报告 \(request.from.dayText) … \(request.to.dayText)，按\(request.grouping.name)",
      "工单 \(all)，诉求已判定 \(decided)（\(share)），待人工 \(review)",
    ]
    return section
  }

  /// Where times come from, and how many rule sets had a part in it.
  private func sources(_ rulesets: [Count]) -> String {
    let main = rulesets.first.map { HTML.escaped(String($0.key.dropFirst(7).prefix(12))) }
    return pick(
      "时间取工单自己的受理时间，没写的取投放时间。规则版本 \(rulesets.count) 个"
        + (main.map { "，最近主要是 \($0)" } ?? "") + "。",
      "Orders count when they were accepted, as they say, else when they were dropped. "
        + "\(rulesets.count) rule sets had a part in it"
        + (main.map { ", mostly \($0)" } ?? "") + ".")
  }

  func intents() throws(HistoryFailure) -> ReportSection {
    var section = ReportSection(title: "诉求与渠道", english: "Intents and channels")
    let buckets = request.buckets
    let total = try series(request.filter)
    let byIntent = try seriesByKey(.intent, request.filter)
    let before = try before(.intent)
    let ranked = try ranked(.intent, request.filter)
    let word = try comparison()?.word
    let rows = ranked.map { count in
      (
        name: words.name(count.key), tip: count.key,
        values: byIntent[count.key] ?? [],
        note: word == nil ? "" : change(from: before[count.key] ?? 0, to: count.orders)
      )
    }
    let channels = try channelBars()
    section.html = """
      <figure><figcaption>\(volumeCaption(buckets))</figcaption>
      \(Charts.timeBars(total, buckets, describing: "每\(buckets.word)工单量"))</figure>
      <figure><figcaption>\(multiplesCaption(word))</figcaption>
      \(Charts.smallMultiples(rows, buckets, describing: "各类诉求随时间"))</figure>
      <figure><figcaption>\(beside("渠道（诉求所关于的，其次才是来的）", "Channels, as spoken about, else as used"))</figcaption>
      \(Charts.bars(channels, describing: "渠道"))</figure>
      """
    section.tables = [
      ReportTable(
        name: "volumes",
        columns: [pick("起始日", "from"), pick("工单", "orders")] + ranked.map { words.name($0.key) },
        rows: buckets.starts.indices.map { place in
          [buckets.date(place).dayText, "\(total[place])"]
            + ranked.map { "\(byIntent[$0.key]?[place] ?? 0)" }
        }),
      ReportTable(
        name: "channels", columns: [pick("渠道", "channel"), pick("编号", "id"), pick("工单", "orders")],
        rows: channels.map { [$0.name, $0.tip, "\($0.value)"] }),
    ]
    section.summary =
      ["诉求"]
      + ranked.prefix(8).map {
        "  \(words.name($0.key)) \($0.orders)"
          + (word == nil ? "" : "（\(change(from: before[$0.key] ?? 0, to: $0.orders))）")
      }
    return section
  }

  private func volumeCaption(_ buckets: TimeBuckets) -> String {
    beside(
      "每\(buckets.word)工单量\(buckets.isWeekly ? "（浅色是不足整周的周）" : "")",
      "Orders each \(buckets.english)\(buckets.isWeekly ? "; lighter: not a whole week" : "")")
  }

  private func multiplesCaption(_ word: String?) -> String {
    beside(
      "各类诉求，每行自成比例；右边是合计\(request.language == .enThenChinese ? "" : word.map { "与\($0)" } ?? "")",
      "Intents, each row on its own scale; totals on the right"
        + (request.language == .enThenChinese ? word.map { ", \($0)" } ?? "" : ""))
  }

  private func channelBars() throws(HistoryFailure) -> [Charts.Bar] {
    let all = try ranked(.attribute("channel"), request.filter)
    let sum = Double(all.reduce(0) { $0 + $1.orders })
    return all.map {
      Charts.Bar(
        name: words.name($0.key), value: $0.orders, note: HTML.percent(Double($0.orders), of: sum),
        tip: $0.key)
    }
  }

  func causes() throws(HistoryFailure) -> ReportSection {
    var section = ReportSection(title: "成因", english: "Causes")
    let ranked = try ranked(.cause, request.filter)
    let before = try before(.cause)
    let word = try comparison()?.word
    let byGroup = Dictionary(grouping: ranked) { groups[$0.key] ?? "unknown" }
    let order = byGroup.keys.sorted { left, right in
      let sums = [left, right].map { byGroup[$0, default: []].reduce(0) { $0 + $1.orders } }
      return (sums[1], left) < (sums[0], right)
    }
    section.html = changes(ranked, before, word)
    let most = ranked.first?.orders
    section.html += "<div class=\"groups\">"
    for group in order {
      let counts = byGroup[group] ?? []
      let sum = counts.reduce(0) { $0 + $1.orders }
      let bars = counts.map {
        Charts.Bar(
          name: words.name($0.key), value: $0.orders,
          note: word == nil ? "" : change(from: before[$0.key] ?? 0, to: $0.orders),
          tip: $0.key)
      }
      let name = words.group(group)
      let picture = Charts.bars(
        bars, most: most, width: 330, nameWidth: 128, describing: "成因：\(name)")
      section.html += """
        <figure><figcaption>\(HTML.escaped(name))<span class="sum">\(HTML.number(sum))</span></figcaption>
        \(picture)</figure>
        """
    }
    section.html += "</div>"
    section.tables = [
      ReportTable(
        name: "causes",
        columns: [
          pick("成因组", "group"), pick("成因", "cause"), pick("编号", "id"), pick("工单", "orders"),
          word ?? pick("比较期", "before"),
        ],
        rows: ranked.map {
          [
            words.group(groups[$0.key] ?? ""), words.name($0.key), $0.key, "\($0.orders)",
            "\(before[$0.key] ?? 0)",
          ]
        })
    ]
    section.summary =
      ["成因"] + ranked.prefix(8).map { "  \(words.name($0.key)) \($0.orders)" }
    return section
  }

  /// The largest changes in words; those that chance alone would bring are left out.
  private func changes(_ counts: [Count], _ before: [String: Int], _ word: String?) -> String {
    guard let word else {
      return "<p class=\"faint-line\">"
        + pick("更早的工单不够，没有可比的时期。", "There are too few earlier orders to compare with.")
        + "</p>"
    }
    let now = Dictionary(counts.map { ($0.key, $0.orders) }, uniquingKeysWith: +)
    let all = Set(now.keys).union(before.keys).map { key in
      (key: key, old: before[key] ?? 0, new: now[key] ?? 0)
    }
    let clear = all.filter {
      let spread = Double($0.old + $0.new).squareRoot()
      return Double(abs($0.new - $0.old)) > 3 * spread
    }.sorted { (abs($1.new - $1.old), $0.key) < (abs($0.new - $0.old), $1.key) }
    guard !clear.isEmpty else {
      return "<p>"
        + pick("\(word)没有超出偶然的变化。", "No change \(word) beyond chance.") + "</p>"
    }
    let sentences = clear.prefix(5).map {
      "<b>\(HTML.escaped(words.name($0.key)))</b> \(HTML.number($0.old)) → \(HTML.number($0.new))"
        + pick("（", " (") + change(from: $0.old, to: $0.new) + pick("）", ")")
    }
    return "<p>"
      + pick(
        "\(word)变化最大：\(sentences.joined(separator: "，"))。",
        "Largest changes \(word): \(sentences.joined(separator: ", ")).") + "</p>"
  }

  private var heatCaption: String {
    beside(
      "雷击按\(request.grouping.name)，颜色越深越多，右边是合计",
      "Lightning by \(request.grouping.english): darker is more, totals on the right")
  }

  func lightning() throws(HistoryFailure) -> ReportSection {
    var section = ReportSection(title: "雷击与停电", english: "Lightning and outages")
    let buckets = request.buckets
    let outages = try series(request.filter.with(label: "topic:outage"))
    let struck = request.filter.with(label: "cause:lightning")
    let strikes = try series(struck)
    let places = try seriesByKey(request.grouping.dimension, struck)
    let rows = places.map { key, values in
      (name: key.isEmpty ? pick("未注明", "not said") : key, values: values)
    }.sorted {
      ($1.values.reduce(0, +), $0.name) < ($0.values.reduce(0, +), $1.name)
    }.prefix(16)
    section.html = """
      <figure><figcaption>\(beside("全部停电类工单，每\(buckets.word)", "All outages, each \(buckets.english)"))</figcaption>
      \(Charts.timeBars(outages, buckets, height: 96, describing: "停电工单"))</figure>
      <figure><figcaption>\(beside("其中雷击，每\(buckets.word)", "Lightning among them"))</figcaption>
      \(Charts.timeBars(strikes, buckets, height: 96, isStrong: true, describing: "雷击工单"))</figure>
      """
    if !rows.isEmpty {
      section.html += """
        <figure><figcaption>\(heatCaption)</figcaption>
        \(Charts.heat(Array(rows), buckets, describing: "雷击按\(request.grouping.name)和时间"))</figure>
        """
    }
    section.tables = [
      ReportTable(
        name: "lightning",
        columns: [pick("起始日", "from"), pick("停电", "outages"), pick("雷击", "lightning")]
          + rows.map(\.name),
        rows: buckets.starts.indices.map { place in
          [buckets.date(place).dayText, "\(outages[place])", "\(strikes[place])"]
            + rows.map { "\($0.values[place])" }
        })
    ]
    let all = strikes.reduce(0, +)
    section.summary = ["停电 \(outages.reduce(0, +))，其中雷击 \(all)"]
    return section
  }
}
