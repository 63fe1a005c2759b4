internal import History
internal import Matching
internal import Pipeline
internal import RuleLanguage
internal import Workbench

/// Orders and rules as rows of a table.
enum OrderTable {
  static func columns(_ language: Language) -> [String] {
    language == .en
      ? [
        "time", "id", "order number", "unit", "city", "hall", "intent", "topics", "causes",
        "urgency", "review", "evidence", "rules", "rule set",
      ]
      : [
        "时间", "编号", "工单号", "单位", "地市", "营业厅", "诉求", "主题", "成因", "紧急", "待人工", "依据", "规则", "规则版本",
      ]
  }

  /// File names are left out: they may name customers.
  static func row(_ record: OrderRecord, _ names: LabelNames) -> [String] {
    [
      record.time.minuteText, record.id, record.orderNumber, record.place.unit,
      record.place.city, record.place.hall, record.intent.map { names[$0.key] } ?? "",
      record.topics.map { names[$0.key] }.joined(separator: " "),
      record.causes.map { names[$0.key] }.joined(separator: " "),
      record.attributes["urgency"] ?? "", record.reviewReasons.joined(separator: " "),
      record.quotes.first?.sentence ?? "", record.rules.joined(separator: " "),
      record.rulesetLabel,
    ]
  }
}

extension Desk {
  /// Rows of a search, newest first, and where the next ones begin.
  func orderTable(
    _ query: Query, after mark: String?, limit: Int
  ) -> (rows: [[String]], next: String?) {
    let names = names(query.language)
    let start = (mark ?? query["after"]).flatMap { PageMark($0) }
    guard let page = try? history()?.orders(query.filter, after: start, limit: limit) else {
      return ([], nil)
    }
    return (page.orders.map { OrderTable.row($0, names) }, page.next?.text)
  }
}

extension Desk {
  /// Every rule with what it did of late.
  func rulesTable(_ language: Language) async -> ReportTable {
    let columns =
      language == .en
      ? [
        "rule", "name", "pack", "state", "gives", "hits of 30 days", "looked at", "wrong", "owner",
        "expected", "says",
      ]
      : ["规则", "名称", "规则包", "状态", "给出", "近 30 天命中", "人工看过", "误判", "维护人", "预计", "它说什么"]
    guard let engine = board.engine else {
      return ReportTable(name: "rules", columns: columns, rows: [])
    }
    let labels = engine.ruleSet.taxonomy.labels
    let figures = await figures()
    let hits = figures?.days ?? [:]
    return ReportTable(
      name: "rules", columns: columns,
      rows: engine.ruleSet.rules.map { rule in
        [
          rule.id, rule.name, rule.pack, rule.status.rawValue,
          rule.gives.map { labels[$0.label].key }.joined(separator: " "),
          "\(hits[rule.id]?.reduce(0, +) ?? 0)",
          "\(figures?.reviews[rule.id]?.reviewed ?? 0)", "\(figures?.reviews[rule.id]?.wrong ?? 0)",
          rule.owner, rule.expect,
          RuleSentence(rule, language).sentences.joined(separator: language == .en ? "; " : "；"),
        ]
      })
  }
}
