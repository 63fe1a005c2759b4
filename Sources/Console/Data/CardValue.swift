internal import History
internal import RuleLanguage
internal import Workbench

/// What a rule does in life, as its page and programs see it.
struct CardValue {
  let members: [(key: String, value: JSONValue)]

  init(_ card: RuleCard, _ cost: RuleCosts.Cost, _ language: Language) {
    var members: [(key: String, value: JSONValue)] = [
      ("year", .number(card.yearOrders)), ("last", .string(card.last?.minuteText ?? "–")),
      ("advice", .string(card.advice.rawValue)),
      ("advice_word", .string(language == .zh ? card.advice.zh : card.advice.rawValue)),
      ("reason", .string(language == .zh ? card.reason : card.reasonEnglish)),
      ("reviewed", .number(card.review?.reviewed ?? 0)),
      ("wrong", .number(card.review?.wrong ?? 0)),
      ("precision_sentence", .string(Self.precision(card.review, language))),
      ("cost_sentence", .string(Self.cost(cost, language))),
      (
        "samples",
        .array(
          card.samples.map {
            .members(["sentence": .string($0.sentence), "day": .string($0.day)])
          })
      ),
      (
        "overlaps",
        .array(
          card.overlaps.map {
            .members(["rule": .string($0.rule), "orders": .number($0.orders)])
          })
      ),
    ]
    if case .microseconds(let cost) = cost {
      members.append(("cost_nanoseconds", .number(Int(cost * 1_000))))
    }
    if let review = card.review, review.reviewed >= RuleCards.leastReviewed {
      let percent = Int((review.precision * 100).rounded())
      members.append(("precision_percent", .number(percent)))
    }
    self.members = members
  }

  /// With the size of its sample, and nothing where the sample says nothing.
  static func precision(_ review: RuleCard.Review?, _ language: Language) -> String {
    guard let review, review.reviewed > 0 else {
      return language.pick(
        "还没有人对它命中的工单说过对错", "nobody has yet spoken of an order it fires on")
    }
    guard review.reviewed >= RuleCards.leastReviewed else {
      return language.pick(
        "人工只看过 \(review.reviewed) 张（\(review.wrong) 张误判），太少，不算准确率",
        "\(review.reviewed) orders looked at (\(review.wrong) wrong): too few for a share")
    }
    let percent = Int((review.precision * 100).rounded())
    return language.pick(
      "\(percent) %：人工看过 \(review.reviewed) 张，\(review.right) 张对，\(review.wrong) 张误判",
      "\(percent) %: right in \(review.right) and wrong in \(review.wrong) of "
        + "\(review.reviewed) orders people looked at")
  }

  static func cost(_ cost: RuleCosts.Cost, _ language: Language) -> String {
    switch cost {
    case .soon:
      return language.pick("正在量，过几秒刷新可见", "being measured; open the page again in a moment")
    case .unknown: return language.pick("没有例句，量不出", "no examples to measure on")
    case .microseconds(let microseconds):
      let tenths = Int((microseconds * 10).rounded())
      let number = tenths == 0 ? "< 0.1" : "\(tenths / 10).\(tenths % 10)"
      return language.pick("每张工单 \(number) 微秒", "\(number) µs an order")
    }
  }
}

extension JSONValue {
  /// An object with more members.
  func adding(_ more: [(key: String, value: JSONValue)]) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members + more)
  }
}

/// What states of rules are called.
enum StateWords {
  static func word(_ status: Rule.Status, _ language: Language) -> String {
    switch status {
    case .active: language.pick("在用", "in use")
    case .shadow: language.pick("试运行", "on trial")
    case .retired: language.pick("已停用", "retired")
    case .draft: language.pick("草稿", "draft")
    }
  }
}
