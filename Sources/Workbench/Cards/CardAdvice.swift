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

  /// What to do, and why, in both languages.
  typealias Verdict = (advice: RuleCard.Advice, zh: String, en: String)

  var verdict: Verdict {
    reviewed ?? unusual ?? shadow ?? silent ?? doubled
      ?? (
        .keep, "近 30 天命中 \(card.orders) 次，没有发现问题",
        "\(card.orders) hits in 30 days, nothing wrong found"
      )
  }

  private var reviewed: Verdict? {
    guard let review = card.review, review.reviewed >= RuleCards.leastReviewed,
      review.precision < 0.8
    else { return nil }
    return (
      .tune,
      "人工看过 \(review.reviewed) 张，\(review.wrong) 张是误判；`suqiu suggest` 会提出排除词",
      "wrong in \(review.wrong) of \(review.reviewed) orders people looked at; "
        + "`suqiu suggest` proposes words to exclude"
    )
  }

  private var unusual: Verdict? {
    guard let flag = card.flag else { return nil }
    let isSilent = flag.kind == .silent
    return (
      .tune,
      "最近 \(flag.hours) 小时命中 \(flag.orders) 次，比预计的\(isSilent ? "太少" : "太多")（\(card.rule.expect)）",
      "\(flag.orders) hits in the last \(flag.hours) hours, too \(isSilent ? "few" : "many") for "
        + "what is expected (\(card.rule.expect))"
    )
  }

  private var shadow: Verdict? {
    guard card.rule.status == .shadow else { return nil }
    return (
      .keep, "试运行中，近 30 天命中 \(card.orders) 次，不影响结果",
      "on trial, \(card.orders) hits in 30 days, no effect on results"
    )
  }

  private var silent: Verdict? {
    guard card.rule.status == .active, card.yearOrders == 0 else { return nil }
    guard yearTotal >= Self.tellingTotal else {
      return (
        .keep, "还没有命中，一共才 \(yearTotal) 张工单，看不出什么",
        "no hit yet; \(yearTotal) orders are too few to tell"
      )
    }
    if card.historyDays >= 360 { return (.retire, "一年里一次也没有命中", "not one hit in a year") }
    if card.historyDays >= 90 {
      return (
        .tune, "\(card.historyDays) 天里一次也没有命中；不满一年，可能只是季节未到，先看用词",
        "not one hit in \(card.historyDays) days; less than a year, so it may be the season: "
          + "look at its words first"
      )
    }
    return (
      .keep, "还没有命中，历史只有 \(card.historyDays) 天，看不出什么",
      "no hit yet; \(card.historyDays) days are too few to tell"
    )
  }

  private var doubled: Verdict? {
    guard looked >= 20,
      let twin = card.overlaps.first(where: { $0.givesTheSame && $0.orders == looked })
    else { return nil }
    return (
      .tune,
      "最近 \(looked) 次命中每次都同时命中 \(twin.rule)，给的标签它都给，可以并进它",
      "its last \(looked) hits were all hits of \(twin.rule) too, which gives all it gives: merge them"
    )
  }
}
