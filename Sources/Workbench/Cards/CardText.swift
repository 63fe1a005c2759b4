internal import History
internal import RuleLanguage

/// Cards as people and machines read them.
package enum CardText {
  /// One card.
  package static func text(_ card: RuleCard) -> String {
    let rule = card.rule
    var lines = ["\(rule.id)　\(rule.name)　〔\(rule.pack)，\(rule.status.rawValue)〕"]
    let gives = card.gives.map { "\($0.zh)（\($0.key)）" }.joined(separator: "、")
    lines.append("给出    \(gives.isEmpty ? "无" : gives)")
    lines.append(
      "命中    近 \(card.days.count) 天 \(card.orders) 次  \(spark(card.days))  近一年 \(card.yearOrders) 次"
    )
    lines.append("最近    \(card.last?.minuteText ?? "从来没有")")
    if !rule.expect.isEmpty { lines.append("预计    \(rule.expect)") }
    lines.append("准确    \(review(card))")
    if let cost = card.cost {
      lines.append("耗时    每张工单\(cost < 0.1 ? "不到 0.1" : "约 \(tenth(cost))") 微秒")
    }
    lines.append("建议    \(card.advice.zh)：\(card.reason)")
    if !card.overlaps.isEmpty {
      lines.append("同现")
      lines += card.overlaps.map {
        "  \($0.rule) \($0.orders) 次\($0.givesTheSame ? "，给的标签它都给" : "")"
      }
    }
    if !card.samples.isEmpty {
      lines.append("例句")
      lines += card.samples.map { "  \($0.day)  \($0.sentence)" }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// All cards, a line each; those with something to do first.
  package static func list(_ cards: [RuleCard]) -> String {
    var table = TextTable(["规则", "建议", "30 天", "一年", "最近"], indent: "")
    var reasons = ["理由"]
    let order: [RuleCard.Advice] = [.tune, .retire, .keep]
    for advice in order {
      for card in cards where card.advice == advice {
        table.add([
          card.rule.id, advice.zh, "\(card.orders)", "\(card.yearOrders)",
          card.last?.dayText ?? "–",
        ])
        reasons.append(card.reason)
      }
    }
    let lines = zip(table.text.split(separator: "\n"), reasons).map { "\($0)  \($1)\n" }.joined()
    let sums = order.map { advice in "\(advice.zh) \(cards.count { $0.advice == advice })" }
    return lines + "\(cards.count) 条规则：\(sums.joined(separator: "，"))\n"
  }

  /// All cards as CSV, a column for each of the days.
  package static func csv(_ cards: [RuleCard]) -> String {
    let days = (0..<RuleCards.days).map { "前\(RuleCards.days - 1 - $0)天" }
    let columns =
      [
        "规则", "名称", "规则包", "状态", "标签", "30天命中", "一年命中", "最近命中", "人工看过", "误判", "准确率",
        "微秒每单", "同现最多", "同现次数", "预计", "建议", "理由", "例句",
      ] + days
    let rows = cards.map { card in
      [
        card.rule.id, card.rule.name, card.rule.pack, card.rule.status.rawValue,
        card.gives.map(\.key).joined(separator: " "), "\(card.orders)", "\(card.yearOrders)",
        card.last?.minuteText ?? "", "\(card.review?.reviewed ?? 0)", "\(card.review?.wrong ?? 0)",
        isShown(card.review) ? percent(card.review) : "", card.cost.map(tenth) ?? "",
        card.overlaps.first?.rule ?? "", card.overlaps.first.map { "\($0.orders)" } ?? "",
        card.rule.expect, card.advice.zh, card.reason, card.samples.first?.sentence ?? "",
      ] + card.days.map(String.init)
    }
    return ReportTable(name: "rules", columns: columns, rows: rows).csv
  }

  /// One card for machines.
  package static func json(_ card: RuleCard) -> JSONValue {
    .members([
      "rule": .string(card.rule.id), "name": .string(card.rule.name),
      "pack": .string(card.rule.pack), "status": .string(card.rule.status.rawValue),
      "gives": .strings(card.gives.map(\.key)), "days": .array(card.days.map { .number($0) }),
      "orders_30_days": .number(card.orders), "orders_year": .number(card.yearOrders),
      "last": card.last.map { .string($0.minuteText) } ?? .null,
      "reviewed": .number(card.review?.reviewed ?? 0), "wrong": .number(card.review?.wrong ?? 0),
      "cost_nanoseconds": card.cost.map { .number(Int($0 * 1_000)) },
      "overlaps": .array(
        card.overlaps.map {
          .members([
            "rule": .string($0.rule), "orders": .number($0.orders),
            "gives_the_same": .bool($0.givesTheSame),
          ])
        }),
      "samples": .array(
        card.samples.map {
          .members(["day": .string($0.day), "sentence": .string($0.sentence)])
        }),
      "advice": .string(card.advice.rawValue), "reason": .string(card.reason),
    ])
  }

  private static func review(_ card: RuleCard) -> String {
    guard let review = card.review, review.reviewed > 0 else { return "没有人看过" }
    guard isShown(review) else { return "只看过 \(review.reviewed) 张，说明不了什么" }
    return "\(percent(review))（看过 \(review.reviewed) 张）"
  }

  private static func isShown(_ review: RuleCard.Review?) -> Bool {
    (review?.reviewed ?? 0) >= RuleCards.leastReviewed
  }

  private static func percent(_ review: RuleCard.Review?) -> String {
    "\(Int(((review?.precision ?? 0) * 100).rounded())) %"
  }

  private static func tenth(_ value: Double) -> String { SVGDrawing.n(value) }

  /// Days as a line of blocks, the highest of them full.
  static func spark(_ days: [Int]) -> String {
    let blocks = Array("▁▂▃▄▅▆▇█")
    guard let most = days.max(), most > 0 else { return String(repeating: "·", count: days.count) }
    return String(days.map { $0 == 0 ? "·" : blocks[min(7, $0 * 8 / (most + 1))] })
  }
}
