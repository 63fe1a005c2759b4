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
      <p class="cover"><b>\(HTML.number(all))</b> 张工单　诉求已判定 <b>\(share)</b>　待人工 \
      <b>\(HTML.number(review))</b>　按\(request.grouping.name)分组</p>
      <p class="faint-line">时间取工单自己的受理时间，没写的取投放时间。规则版本 \(rulesets.count) 个\
      \(rulesets.first.map { "，最近主要是 \(HTML.escaped(String($0.key.dropFirst(7).prefix(12))))" } ?? "")。</p>
      """
    section.summary = [
      "报告 \(request.from.dayText) … \(request.to.dayText)，按\(request.grouping.name)",
      "工单 \(all)，诉求已判定 \(decided)（\(share)），待人工 \(review)",
    ]
    return section
  }

  func intents() throws(HistoryFailure) -> ReportSection {
    var section = ReportSection(title: "诉求与渠道")
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
        note: word == nil ? "" : HTML.change(from: before[count.key] ?? 0, to: count.orders)
      )
    }
    let channels = try channelBars()
    section.html = """
      <figure><figcaption>每\(buckets.word)工单量\(buckets.isWeekly ? "（浅色是不足整周的周）" : "")</figcaption>
      \(Charts.timeBars(total, buckets, describing: "每\(buckets.word)工单量"))</figure>
      <figure><figcaption>各类诉求，每行自成比例\(word.map { "；右边是合计与\($0)" } ?? "；右边是合计")</figcaption>
      \(Charts.smallMultiples(rows, buckets, describing: "各类诉求随时间"))</figure>
      <figure><figcaption>渠道（诉求所关于的，其次才是来的）</figcaption>
      \(Charts.bars(channels, describing: "渠道"))</figure>
      """
    section.tables = [
      ReportTable(
        name: "volumes", columns: ["起始日", "工单"] + ranked.map { words.name($0.key) },
        rows: buckets.starts.indices.map { place in
          [buckets.date(place).dayText, "\(total[place])"]
            + ranked.map { "\(byIntent[$0.key]?[place] ?? 0)" }
        }),
      ReportTable(
        name: "channels", columns: ["渠道", "编号", "工单"],
        rows: channels.map { [$0.name, $0.tip, "\($0.value)"] }),
    ]
    section.summary =
      ["诉求"]
      + ranked.prefix(8).map {
        "  \(words.name($0.key)) \($0.orders)"
          + (word == nil ? "" : "（\(HTML.change(from: before[$0.key] ?? 0, to: $0.orders))）")
      }
    return section
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
    var section = ReportSection(title: "成因")
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
          note: word == nil ? "" : HTML.change(from: before[$0.key] ?? 0, to: $0.orders),
          tip: $0.key)
      }
      let name = Wording.group(group)
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
        name: "causes", columns: ["成因组", "成因", "编号", "工单", word ?? "比较期"],
        rows: ranked.map {
          [
            Wording.group(groups[$0.key] ?? ""), words.name($0.key), $0.key, "\($0.orders)",
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
    guard let word else { return "<p class=\"faint-line\">更早的工单不够，没有可比的时期。</p>" }
    let now = Dictionary(counts.map { ($0.key, $0.orders) }, uniquingKeysWith: +)
    let all = Set(now.keys).union(before.keys).map { key in
      (key: key, old: before[key] ?? 0, new: now[key] ?? 0)
    }
    let clear = all.filter {
      let spread = Double($0.old + $0.new).squareRoot()
      return Double(abs($0.new - $0.old)) > 3 * spread
    }.sorted { (abs($1.new - $1.old), $0.key) < (abs($0.new - $0.old), $1.key) }
    guard !clear.isEmpty else { return "<p>\(word)没有超出偶然的变化。</p>" }
    let sentences = clear.prefix(5).map {
      "<b>\(HTML.escaped(words.name($0.key)))</b> \(HTML.number($0.old)) → \(HTML.number($0.new))"
        + "（\(HTML.change(from: $0.old, to: $0.new))）"
    }
    return "<p>\(word)变化最大：\(sentences.joined(separator: "，"))。</p>"
  }

  func lightning() throws(HistoryFailure) -> ReportSection {
    var section = ReportSection(title: "雷击与停电")
    let buckets = request.buckets
    let outages = try series(request.filter.with(label: "topic:outage"))
    let struck = request.filter.with(label: "cause:lightning")
    let strikes = try series(struck)
    let places = try seriesByKey(request.grouping.dimension, struck)
    let rows = places.map { key, values in
      (name: key.isEmpty ? "未注明" : key, values: values)
    }.sorted {
      ($1.values.reduce(0, +), $0.name) < ($0.values.reduce(0, +), $1.name)
    }.prefix(16)
    section.html = """
      <figure><figcaption>全部停电类工单，每\(buckets.word)</figcaption>
      \(Charts.timeBars(outages, buckets, height: 96, describing: "停电工单"))</figure>
      <figure><figcaption>其中雷击，每\(buckets.word)</figcaption>
      \(Charts.timeBars(strikes, buckets, height: 96, isStrong: true, describing: "雷击工单"))</figure>
      """
    if !rows.isEmpty {
      section.html += """
        <figure><figcaption>雷击按\(request.grouping.name)，颜色越深越多，右边是合计</figcaption>
        \(Charts.heat(Array(rows), buckets, describing: "雷击按\(request.grouping.name)和时间"))</figure>
        """
    }
    section.tables = [
      ReportTable(
        name: "lightning", columns: ["起始日", "停电", "雷击"] + rows.map(\.name),
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
