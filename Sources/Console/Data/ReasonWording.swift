internal import Matching
internal import RuleLanguage
internal import Transcripts
internal import Workbench

/// Says in Chinese or English why something was given or not.
struct ReasonWording {
  private let english: TestWording
  private let text: OrderText
  private let ruleSet: RuleSet
  private let names: LabelNames

  init(_ classifier: borrowing OrderClassifier, _ names: LabelNames) {
    ruleSet = classifier.engine.ruleSet
    text = OrderText(classifier)
    english = TestWording(ruleSet, text)
    self.names = names
  }

  private var language: Language { names.language }

  // MARK: Votes

  func implied(by label: String) -> String {
    language.pick("因为已给出「\(label)」", "follows from “\(label)”")
  }
  func state(_ state: String) -> String {
    language.pick("工单状态：\(state)", "state of the document: \(state)")
  }
  var soft: String { language.pick("从已标注工单学到的权重", "weights learned from labelled orders") }
  var generic: String {
    language.pick("旁边有更具体的主题", "a more specific topic stands beside it")
  }

  /// A sentence once, however many words of it count.
  func sentences(of places: [FoundPlace]) -> [JSONValue] {
    var seen: [TextSpan] = []
    return places.compactMap { place in
      guard !seen.contains(place.sentence) else { return nil }
      seen.append(place.sentence)
      return self.place(place, among: places.filter { $0.sentence == place.sentence })
    }
  }

  func place(_ place: FoundPlace, among together: [FoundPlace]? = nil) -> JSONValue {
    var circumstances = [SectionWords.name(place.section, language)]
    if let turn = place.turn { circumstances.append(language.pick("第 \(turn) 轮", "turn \(turn)")) }
    circumstances.append(SectionWords.speaker(place.speaker.name, language))
    circumstances.append(SectionWords.context(place.context, language))
    if let cue = place.cue {
      circumstances.append(language.pick("因「\(text.quote(cue))」", "by \(text.quote(cue))"))
    }
    return .members([
      "start": .number(place.span.start), "end": .number(place.span.end),
      "quote": .string(text.quote(place.span)),
      "passage": .string(text.passage(together ?? [place])),
      "context": .string(place.context.name),
      "where": .string(circumstances.filter { !$0.isEmpty }.joined(separator: " · ")),
    ])
  }

  // MARK: Policy

  func sentence(_ hurdle: Hurdle, of label: Int) -> String {
    guard language == .zh else { return english.sentence(hurdle, of: label) }
    let by =
      hurdle.byLabel.map { "「\(names[ruleSet.taxonomy.labels[$0].key])」" }
      ?? hurdle.byRule.map { "规则 \(ruleSet.rules[$0].id)" } ?? "另一条"
    return switch hurdle.why {
    case "suppressed": "投票的规则被\(by)压下"
    case "found_elsewhere": "这里只是猜测，而核实到的是\(by)"
    case "denied": "核查结果否定了它"
    case "missing_requirement":
      "要求文中有其中之一：\(hurdle.words.prefix(6).joined(separator: "、"))，可是一个也没有"
    case "beaten": "让位给\(by)"
    case "below_need": "得 \(hurdle.score) 分，需要 \(hurdle.need ?? 0) 分"
    case "lower_score": "\(by)得分更高，或排在前面"
    case "precedence": "\(by)在分类表里排在前面"
    case "limit": "这一类标签已满，最后一个是\(by)"
    case "soft_votes": "学到的权重不支持它"
    case "cleared": "\(by)清空了这一类"
    default: hurdle.why
    }
  }

  func review(_ reason: String) -> String {
    switch reason {
    case "no_intent": language.pick("没有规则能定诉求", "no rule decides the intent")
    case "conflict": language.pick("几个诉求分不出高下", "several intents are as likely")
    case "low_score": language.pick("证据太弱", "the evidence is weak")
    case "partial": language.pick("有规则超出限制，结果不完整", "a rule met a limit; the result is partial")
    case "too_short": language.pick("文字太短", "the text is too short")
    default: reason
    }
  }

  // MARK: Tests

  func sentence(_ failed: FailedTest, of miss: NearMiss) -> String {
    guard language == .zh else { return english.sentence(failed, of: miss) }
    let place = failed.places.first
    switch failed.test {
    case .context:
      let cue = place?.cue.map { "，因为「\(text.quote($0))」" } ?? ""
      let context = place.map { SectionWords.context($0.context, language) } ?? "另有所指"
      return "找到了，但语气是「\(context)」\(cue)，不算数"
    case .unless: return "命中了排除条件：\(failed.other.map(text.quote) ?? "")"
    case .boilerplate: return "落在套话、菜单或模板里，不算数"
    case .section:
      return "落在「\(place.map { SectionWords.name($0.section, language) } ?? "")」段，规则不看这一段"
    case .speaker:
      return "说话的人不对（\(place.map { SectionWords.speaker($0.speaker.name, language) } ?? "")）"
    case .turns: return "在第 \(place?.turn ?? 0) 轮说的，规则不看这一轮"
    case .notIn: return "只是更长的词「\(failed.other.map(text.quote) ?? "")」的一部分"
    case .within: return "两个词隔了 \(failed.found ?? 0) 字，最多 \(failed.wanted ?? 0) 字"
    case .ordered: return "词的先后次序不对"
    case .sameSentence: return "词不在同一句里"
    case .scope: return "几个条件没有在同一处（\(ruleSet.rules[miss.rule].scope.rawValue)）碰头"
    case .missingWord: return absence(failed)
    case .status: return "规则没有启用：状态是 \(ruleSet.rules[miss.rule].status.rawValue)"
    }
  }

  /// How far a rule is of which nothing could be proven; empty where something is.
  func distance(of miss: NearMiss) -> String {
    guard language == .zh else { return english.distance(of: miss) ?? "" }
    guard let nearest = miss.nearest else { return "" }
    let start = miss.isFar ? "文中没有这条规则要找的词" : "文中有的还不够"
    return "\(start)；\(absence(nearest))"
  }

  private func absence(_ failed: FailedTest) -> String {
    if failed.missing.isEmpty { return "没有符合写法的文字" }
    let words = failed.missing.prefix(6).joined(separator: "、")
    var sentence = "文中没有\(failed.missing.count > 1 ? "其中之一" : "")：\(words)"
    if failed.missing.count > 6 { sentence += " 等 \(failed.missing.count) 个" }
    if let near = failed.resembles, let word = failed.resembled {
      sentence += "；最接近的是「\(text.quote(near))」，像「\(word)」"
    }
    return sentence
  }
}

/// Names of sections, speakers and contexts.
enum SectionWords {
  static func name(_ section: Section, _ language: Language) -> String {
    switch section {
    case .header: language.pick("工单头", "header")
    case .accept: language.pick("受理内容", "accepted")
    case .handling: language.pick("处理情况", "handling")
    case .reply: language.pick("答复", "reply")
    case .survey: language.pick("回访", "survey")
    case .remark: language.pick("备注", "remark")
    }
  }

  static func speaker(_ name: String?, _ language: Language) -> String {
    switch name {
    case "customer": language.pick("客户", "customer")
    case "agent": language.pick("坐席", "agent")
    case "crew": language.pick("抢修人员", "crew")
    case "other": language.pick("旁人", "somebody else")
    default: name ?? ""
    }
  }

  static func context(_ context: HitContext, _ language: Language) -> String {
    switch context {
    case .asserted: language.pick("陈述", "asserted")
    case .suspected: language.pick("怀疑", "suspected")
    case .supposed: language.pick("假设", "supposed")
    case .negated: language.pick("否定", "negated")
    case .past: language.pick("过去的事", "past")
    case .asked: language.pick("提问", "asked")
    case .wondered: language.pick("想知道", "wondered")
    case .listed: language.pick("罗列", "listed")
    case .instructed: language.pick("嘱咐", "instructed")
    }
  }
}
