/// Words people type for the closed words of rule files.
enum UsualWords {
  /// The word meant, when it is one of those that may stand here.
  static func meant(by written: String, among words: [String]) -> String? {
    table[written.lowercased()].flatMap { $0.first(where: words.contains) }
  }

  private static let table: [String: [String]] = [
    "yes": ["true"], "on": ["true"], "是": ["true"], "1": ["true"],
    "no": ["false"], "off": ["false"], "否": ["false"], "0": ["false"],
    "客户": ["customer"], "用户": ["customer"], "坐席": ["agent"], "客服": ["agent"],
    "抢修": ["crew"], "抢修人员": ["crew"], "受理": ["accept"], "受理内容": ["accept"],
    "处理": ["handling"], "处理结果": ["handling"], "回复": ["reply"], "备注": ["remark"],
    "肯定": ["asserted"], "否定": ["negated"], "怀疑": ["suspected"], "假设": ["supposed"],
    "过去": ["past"], "询问": ["asked"], "疑问": ["wondered"], "选项": ["listed"],
    "指示": ["instructed"], "句": ["sentence"], "句子": ["sentence"], "全文": ["document"],
    "生效": ["active"], "停用": ["retired"], "草稿": ["draft"], "试运行": ["shadow"],
    "enabled": ["active"], "disabled": ["retired"], "before": ["behind"], "after": ["ahead"],
    "前": ["behind"], "后": ["ahead"],
  ]
}
