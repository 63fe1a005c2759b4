/// What pages say, in both languages.
enum PageWords {
  /// All words of one language by name; navigation shows both.
  static func all(_ language: Language) -> [String: Any] {
    var words: [String: Any] = [:]
    for (name, zh, en) in list { words[name] = language.pick(zh, en) }
    return words
  }

  private static let list: [(name: String, zh: String, en: String)] = [
    ("product", "诉求", "Suqiu"),
    ("overview", "概览 Overview", "Overview 概览"), ("orders", "工单 Orders", "Orders 工单"),
    ("review", "待人工 Review", "Review 待人工"), ("rules", "规则 Rules", "Rules 规则"),
    ("playground", "试验台 Playground", "Playground 试验台"), ("report", "报告 Report", "Report 报告"),
    ("other_language", "English", "中文"),
    ("footer", "只在本机提供", "Served on this machine only"),
    ("missing", "没有这一页", "There is no such page"),
    // Overview
    ("today", "今日", "Today"), ("this_hour", "本小时", "This hour"),
    ("backlog", "待处理", "Waiting"), ("quarantined", "拒收", "Refused"),
    ("last_minute", "近一分钟", "Last minute"), ("paused", "已暂停", "Paused"),
    ("refused", "新规则没有启用", "The newer rules are not in use"),
    ("refused_help", "规则文件有错，仍用原来的规则（点开看）", "the files have errors; the older rules go on (open)"),
    ("hours", "近 24 小时，每小时工单数", "Orders of each of the last 24 hours"),
    ("intents", "今日诉求", "Intents today"), ("causes", "原因", "Causes"),
    (
      "weeks", "近 54 周，每周工单数；底色为 6–9 月",
      "Orders of each of the last 54 weeks; June–September shaded"
    ),
    ("usual", "平日同时段", "usually"), ("unusual", "异常", "unusual"),
    ("nothing_today", "今天还没有", "nothing yet today"), ("alarms", "提醒", "Alarms"),
    ("no_alarms", "没有沉默或暴增的规则", "no rule is silent or explodes"),
    (
      "no_orders", "还没有工单：把文件放进 inbox，一会儿就能在这里看到",
      "No orders yet: put files into the inbox and they appear here"
    ),
    ("rules_in_use", "在用的规则", "Rules in use"), ("since", "启用于", "in use since"),
    ("last_good", "规则目录有错，用的是上一份好的", "the folder has errors; these are the last good ones"),
    ("switched_off", "多次超限，已停用", "met limits too often and is switched off"),
    // Orders
    ("label", "标签", "Label"), ("rule", "规则", "Rule"), ("unit", "单位", "Unit"),
    ("from", "从", "From"), ("to", "到", "To"), ("number", "工单号", "Order no."),
    ("digest", "原文摘要", "Text digest"), ("any", "不限", "any"), ("needed", "待人工", "needed"),
    ("not_needed", "不需要", "not needed"), ("search", "查找", "Search"), ("time", "时间", "Time"),
    ("intent", "诉求", "Intent"), ("topics", "主题", "Topics"), ("urgency", "紧急", "Urgency"),
    ("first_evidence", "依据", "Evidence"), ("older", "更早的", "Older"),
    ("no_match", "没有符合的工单：放宽条件再试", "No order meets all of this: drop a condition"),
    // One order
    ("order", "工单", "Order"), ("drop_time", "投递时间", "time of the drop"),
    ("no_intent", "没有诉求", "no intent"),
    (
      "other_rules", "归档的结果由另一版规则给出，下面按现在的规则说明：",
      "The archived result was made by other rules; below is what today's say:"
    ),
    (
      "reviewed", "这张已经有人看过、说过对错，不再排在待人工里",
      "Somebody has spoken of this order; it is no longer in the queue"
    ),
    ("no_text", "归档里已没有原文，只剩当时的依据：", "The archive let go of the text; only the evidence is left:"),
    ("attribute", "属性", "Attributes"), ("not_counted", "没算数的", "not counted"),
    ("masked", "已遮盖的个人信息", "personal data, masked"), ("boilerplate", "套话", "boilerplate"),
    ("finding", "核查结果", "finding"), ("why", "为什么给了这些标签", "Why these labels"),
    ("points", "分", "points"), ("nothing_given", "一个标签也没有给", "No label was given"),
    ("lost", "得了票却没给的", "Had votes and lost"), ("none", "没有", "none"),
    ("on_trial", "试运行的规则命中：", "On trial, fired:"),
    ("why_not", "为什么没有…", "Why not …"), ("ask", "问", "Ask"),
    ("was_given", "已经给了", "it was given"),
    (
      "nothing_near", "给这个标签的规则，要找的词文中一个也没有；最接近的是：",
      "Nothing its rules look for stands in the text; the nearest:"
    ),
    ("correct", "纠正标签", "Correct the label"),
    (
      "correct_help", "选对的标签；它和拖进 feedback 文件夹的纠正走同一条路。",
      "Choose the right label; it goes where results dragged into the feedback folder go."
    ),
    ("should_be", "应该是", "Should be"), ("wrong_rule", "这条规则误判了", "This rule was wrong:"),
    (
      "wrong_help", "告诉维护规则的人：它不该命中这张工单",
      "Tell those who keep the rules that it should not fire here"
    ),
    ("to_playground", "到试验台", "To the playground"), ("facts", "编号与摘要", "Ids and digests"),
    ("file", "文件", "File"),
    // Review
    ("left", "张待看", "left"), ("none_of_these", "都不是", "None of these"),
    ("skip", "跳过", "Skip"), ("undo", "撤销", "Undo"),
    ("review_done", "没有待人工的工单了", "Nothing is left to look at"),
    // Rules
    (
      "rules_help", "一章一个规则包；点开看每条规则说什么、命中多少。",
      "One pack a chapter; open one to see what each rule says and how often it hits."
    ),
    ("pack", "规则包", "Pack"), ("hits_30", "次（近 30 天）", "in 30 days"),
    ("hits_year", "次（近一年）", "in a year"), ("trend", "走势", "Trend"),
    ("gives", "给出", "Gives"), ("state", "状态", "State"), ("says", "它说什么", "What it says"),
    ("in_life", "用起来怎样", "In life"), ("last_hit", "最近", "last"),
    ("precision", "准确", "Precision"), ("cost", "耗时", "Cost"), ("advice", "建议", "Advice"),
    (
      "precision_from", "（来源：纠正、确认和误判的工单，spool/feedback/cases.jsonl）",
      "(from orders corrected, confirmed or blamed: spool/feedback/cases.jsonl)"
    ),
    (
      "cost_from", "（这条规则单独跑全部例句，与不跑任何规则相比）",
      "(this rule alone on all examples, against no rule)"
    ),
    ("together", "常一起命中：", "Often together with"), ("orders_behind", "命中的工单", "Orders behind it"),
    ("edit_copy", "到试验台改一份", "Edit a copy in the playground"), ("examples", "例句", "Examples"),
    // Playground
    (
      "playground_help", "贴一段文字，看现在的规则怎么判；选一个规则包，可以在副本上改了再看。这里什么都不会保存，除非按「保存」。",
      "Paste a text to see what the rules make of it; choose a pack to edit a copy and see again. Nothing is kept unless you press Save."
    ),
    ("text", "文字", "Text"), ("no_pack", "不改规则", "rules as they are"),
    ("rule_copy", "规则副本", "Copy of the rules:"), ("try", "试", "Try"),
    ("download", "下载", "Download"), ("save", "保存", "Save"), ("problems", "规则检查", "Problems"),
    (
      "clean", "这个规则包检查通过，它的例句全部符合；保存时再查全部规则包。例句数：",
      "Lint of this pack passes and its examples hold; saving checks all packs. Examples:"
    ),
    ("changed", "改了会怎样（这段文字）", "What the edit changes (this text)"),
    ("on_archive", "改了会怎样：近 7 天归档的工单", "What the edit does to archived orders of 7 days"),
    ("no_change", "没有变化", "nothing changes"),
    // Report and downloads
    ("by", "按", "By"), ("show", "看", "Show"), ("print_all", "全部（打印）", "All, for print"),
    ("csv_found", "下载查到的（CSV）", "Download what was found (CSV)"),
    ("csv_rules", "下载规则表（CSV）", "Download the rules (CSV)"), ("csv", "下载表格：", "Tables as CSV:"),
    ("made_at", "统计于", "counted at"),
    ("report_soon", "正在统计，好了会自动显示…", "Counting; the page shows it as soon as it is there …"),
    (
      "report_none", "还没有索引：工单归档以后才有报告",
      "There is no index yet: reports begin with the first archived order"
    ),
  ]
}
