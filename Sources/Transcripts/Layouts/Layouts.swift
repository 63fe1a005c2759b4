/// How orders are laid out, as `layouts.yaml` says it: pure data, made by the rule reader.
package struct Layouts: Sendable {
  /// A field name of a work order, such as 受理内容.
  package struct FieldName: Sendable {
    package var names: [String]
    /// The section its value belongs to.
    package var section: Section
    /// The id under which the value is reported, or nil.
    package var field: String?

    package init(names: [String], section: Section, field: String? = nil) {
      self.names = names
      self.section = section
      self.field = field
    }
  }

  /// A prefix that opens a turn, such as 客户：.
  package struct SpeakerPrefix: Sendable {
    package var names: [String]
    package var speaker: Speaker

    package init(names: [String], speaker: Speaker) {
      self.names = names
      self.speaker = speaker
    }
  }

  /// Text that names labels without meaning them.
  package struct Boilerplate: Sendable {
    package enum Until: String, Sendable, CaseIterable { case sentence, line, document }
    package var starts: [String]
    package var until: Until

    package init(starts: [String], until: Until) {
      self.starts = starts
      self.until = until
    }
  }

  package var fields: [FieldName] = []
  package var speakers: [SpeakerPrefix] = []
  /// Words after which the rest of the sentence is a finding.
  package var findings: [String] = []
  package var boilerplate: [Boilerplate] = []
  /// Marks of an option that was not ticked, such as □.
  package var optionMarks: [String] = []
  /// Values that say no in `name：value` option lists.
  package var optionDenials: [String] = []

  /// What agents say: tells who is who where prefixes do not, as in A：…, B：….
  package var agentWords = [
    "您", "您好", "请问", "请讲", "请说", "给您", "为您", "帮您", "登记", "工作日", "请稍等", "请您", "抱歉", "派单",
    "这边查", "我这边", "国家电网", "供电服务热线", "工号", "感谢您",
  ]
  /// What customers say, for the same purpose.
  package var customerWords = [
    "我家", "你们", "我们家", "我们小区", "我们村", "我们公司", "我们厂", "我们店", "我想问", "我要", "咋", "啥", "麻烦你",
    "怎么回事", "凭什么", "我交",
  ]
  /// Words that, at the start of a sentence, end a passage of findings: the customer speaks again.
  package var resumingWords = [
    "客户表示", "客户称", "客户反映", "客户要求", "客户认为", "客户坚持", "客户仍", "客户希望", "客户不", "客户问", "用户表示",
    "用户称", "用户反映", "用户要求", "用户认为", "诉求人", "来电人", "市民", "群众", "村民称",
  ]
  /// Weather, shifts and kinds of work in the head of a duty-log line, which is no account of anything.
  package var dutyWords = [
    "晴", "多云", "阴", "小雨", "中雨", "大雨", "暴雨", "雷雨", "雷阵雨", "阵雨", "雨", "雨夹雪", "雪", "小雪", "大雪",
    "暴雪", "冻雨", "大风", "台风", "雾", "大雾", "霜", "高温", "冰雹", "早班", "中班", "夜班", "晚班", "白班", "值班",
    "单户故障报修", "多户故障报修", "故障报修", "咨询服务", "新装业务", "迁改业务", "投诉处理", "单户停电", "多户停电",
  ]

  package init() {}
}
