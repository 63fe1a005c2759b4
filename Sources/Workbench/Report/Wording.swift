/// Chinese names of what results write in ids only.
struct Wording {
  /// Names the index has seen, by key.
  let labels: [String: String]

  func name(_ key: String) -> String {
    if let name = labels[key], !name.isEmpty { return name }
    return Self.values[key] ?? String(key.drop { $0 != ":" }.dropFirst())
  }

  static func group(_ id: String) -> String { groups[id] ?? id }

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

  private static let groups = [
    "natural": "自然", "external": "外力", "equipment": "设备", "load_grid": "负荷与网架",
    "customer_side": "客户侧", "outage_management": "停电管理", "repair": "抢修", "service": "服务",
    "process": "办理流程", "billing": "电费", "digital": "线上渠道", "new_energy": "新能源",
    "unknown": "原因不明",
  ]
}
