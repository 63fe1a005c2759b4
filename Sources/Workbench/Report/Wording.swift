/// Names of what results write in ids only.
struct Wording {
  /// Names the index has seen, by key.
  let labels: [String: String]
  /// English names by key, where English comes first.
  var english: [String: String] = [:]
  var language = ReportLanguage.zh

  func name(_ key: String) -> String {
    let id = String(key.drop { $0 != ":" }.dropFirst())
    if language == .enThenChinese {
      return english[key] ?? Self.english[key] ?? id.replacing("_", with: " ")
    }
    if let name = labels[key], !name.isEmpty { return name }
    return Self.values[key] ?? id
  }

  func group(_ id: String) -> String {
    language.pick(Self.groups[id] ?? id, id.replacing("_", with: " "))
  }

  static let improvements = [
    "improvement:grid_operation", "improvement:consultation", "improvement:online_handling",
    "improvement:prepaid_package",
  ]

  private static let values = [
    "channel:hall": "营业厅", "channel:hotline": "热线", "channel:online": "线上",
    "channel:door_to_door": "上门", "channel:ecommerce": "电商", "channel:bank": "银行",
    "channel:government_line": "12345 等政府热线", "channel:unknown": "未说明",
    "improvement:grid_operation": "电网运行", "improvement:consultation": "咨询服务",
    "improvement:online_handling": "线上办电", "improvement:prepaid_package": "预缴套餐",
    "improvement:none": "不属四类", "review:no_intent": "判不出诉求", "review:conflict": "诉求相持不下",
    "review:low_score": "依据太少", "review:partial": "有规则没跑完", "review:too_short": "正文太短",
  ]

  private static let english = [
    "channel:government_line": "12345 and other government lines", "channel:unknown": "not said",
    "improvement:none": "none of the four", "review:no_intent": "no intent found",
    "review:conflict": "intents in a tie", "review:low_score": "too little evidence",
    "review:partial": "some rules did not finish", "review:too_short": "the text is too short",
  ]

  private static let groups = [
    "natural": "自然", "external": "外力", "equipment": "设备", "load_grid": "负荷与网架",
    "customer_side": "客户侧", "outage_management": "停电管理", "repair": "抢修", "service": "服务",
    "process": "办理流程", "billing": "电费", "digital": "线上渠道", "new_energy": "新能源",
    "unknown": "原因不明",
  ]
}
