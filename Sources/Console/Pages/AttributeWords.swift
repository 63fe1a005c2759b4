/// What values of attributes are called; the taxonomy has ids for them only.
enum AttributeWords {
  /// nil for one that is not known here.
  static func name(_ key: String, _ language: Language) -> String? {
    words[key].map { language.pick($0.zh, $0.en) }
  }

  private static let words: [String: (zh: String, en: String)] = [
    "channel:hall": ("渠道：营业厅", "channel: hall"),
    "channel:hotline": ("渠道：热线", "channel: hotline"),
    "channel:online": ("渠道：线上", "channel: online"),
    "channel:door_to_door": ("渠道：上门", "channel: door to door"),
    "channel:ecommerce": ("渠道：电商", "channel: e-commerce"),
    "channel:bank": ("渠道：银行", "channel: bank"),
    "channel:government_line": ("渠道：12345 等政府热线", "channel: government line"),
    "channel:unknown": ("渠道：未说明", "channel: not said"),
    "urgency:critical": ("危急", "critical"), "urgency:urgent": ("紧急", "urgent"),
    "urgency:normal": ("不急", "not urgent"),
    "sentiment:angry": ("情绪：愤怒", "angry"), "sentiment:dissatisfied": ("情绪：不满", "dissatisfied"),
    "sentiment:neutral": ("情绪：平静", "neutral"), "sentiment:satisfied": ("情绪：满意", "satisfied"),
    "safety_hazard:none": ("没有安全隐患", "no hazard"),
    "safety_hazard:electric_shock": ("隐患：触电", "hazard: electric shock"),
    "safety_hazard:fire_smoke": ("隐患：起火冒烟", "hazard: fire or smoke"),
    "safety_hazard:fallen_line": ("隐患：断线落地", "hazard: fallen line"),
    "safety_hazard:pole_manhole": ("隐患：电杆或井盖", "hazard: pole or manhole"),
    "safety_hazard:other": ("隐患：其他", "hazard: other"),
    "repeat_contact:first": ("第一次来电", "first contact"),
    "repeat_contact:repeated": ("重复来电", "called again"),
    "extent:household": ("范围：一户", "extent: one household"),
    "extent:building": ("范围：一栋楼", "extent: a building"),
    "extent:area": ("范围：一片", "extent: an area"), "extent:line": ("范围：一条线路", "extent: a line"),
    "extent:unknown": ("范围：未说明", "extent: not said"),
    "side:utility": ("产权或责任：供电企业", "side: utility"),
    "side:customer": ("产权或责任：客户", "side: customer"),
    "side:third_party": ("产权或责任：第三方", "side: third party"),
    "side:unknown": ("产权或责任：未说明", "side: not said"),
    "season:summer_peak": ("迎峰度夏", "summer peak"), "season:winter_peak": ("迎峰度冬", "winter peak"),
    "season:holiday": ("节假日", "holiday"), "season:none": ("平常时段", "no season"),
    "improvement:grid_operation": ("改进：电网运行", "improve: grid operation"),
    "improvement:consultation": ("改进：咨询服务", "improve: consultation"),
    "improvement:online_handling": ("改进：线上办电", "improve: online handling"),
    "improvement:prepaid_package": ("改进：预缴套餐", "improve: prepaid package"),
    "improvement:none": ("改进：不属四类", "improve: none of the four"),
  ]
}
