internal import History
internal import RuleLanguage

/// Keep, tune or retire, and why; the first reason that holds.
struct CardAdvice {
  private let card: RuleCard
  private let looked: Int
  private let yearTotal: Int

  /// Orders of a year below which a silent rule says nothing: rare situations are rare.
  static let tellingTotal = 20_000

  /// `looked` is how many of the rule's newest orders were looked through, `yearTotal` all orders
  /// of the last year.
  init(_ card: RuleCard, looked: Int, yearTotal: Int) {
    self.card = card
    self.looked = looked
    self.yearTotal = yearTotal
  }

  var verdict: (RuleCard.Advice, String) {
    reviewed ?? unusual ?? shadow ?? silent ?? doubled
      ?? (.keep, "近 30 天命中 \(card.orders) 次，没有发现问题")
  }

  private var reviewed: (RuleCard.Advice, String)? {
    guard let review = card.review, review.reviewed >= RuleCards.leastReviewed,
      review.precision < 0.8
    else { return nil }
    return (
      .tune,
      "人工看过 \(review.reviewed) 张，\(review.wrong) 张是误判；`suqiu suggest` 会提出排除词"
    )
  }

  private var unusual: (RuleCard.Advice, String)? {
    guard let flag = card.flag else { return nil }
    let what = flag.kind == .silent ? "太少" : "太多"
    return (.tune, "最近 \(flag.hours) 小时命中 \(flag.orders) 次，比预计的\(what)（\(card.rule.expect)）")
  }

  private var shadow: (RuleCard.Advice, String)? {
    guard card.rule.status == .shadow else { return nil }
    return (.keep, "试运行中，近 30 天命中 \(card.orders) 次，不影响结果")
  }

  private var silent: (RuleCard.Advice, String)? {
    guard card.rule.status == .active, card.yearOrders == 0 else { return nil }
    guard yearTotal >= Self.tellingTotal else {
      return (.keep, "还没有命中，一共才 \(yearTotal) 张工单，看不出什么")
    }
    if card.historyDays >= 360 { return (.retire, "一年里一次也没有命中") }
    if card.historyDays >= 90 {
      return (.tune, "\(card.historyDays) 天里一次也没有命中；不满一年，可能只是季节未到，先看用词")
    }
    return (.keep, "还没有命中，历史只有 \(card.historyDays) 天，看不出什么")
  }

  private var doubled: (RuleCard.Advice, String)? {
    guard looked >= 20,
      let twin = card.overlaps.first(where: { $0.givesTheSame && $0.orders == looked })
    else { return nil }
    return (
      .tune,
      "最近 \(looked) 次命中每次都同时命中 \(twin.rule)，给的标签它都给，可以并进它"
    )
  }
}
