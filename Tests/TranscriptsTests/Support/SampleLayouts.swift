import Transcripts

/// A small set of names in the shape of `Rules/layouts.yaml`.
let sampleLayouts: Layouts = {
  var layouts = Layouts()
  layouts.fields = [
    .init(names: ["受理内容", "诉求内容", "报障描述", "问题", "诉求"], section: .accept),
    .init(names: ["处理结果", "处理情况", "停电原因", "结论"], section: .handling),
    .init(names: ["回复内容", "回复"], section: .reply),
    .init(names: ["满意度", "服务评价"], section: .survey),
    .init(names: ["备注"], section: .remark),
    .init(names: ["工单编号", "工作单号", "故障单号"], section: .header, field: "order_no"),
    .init(names: ["原工单"], section: .header, field: "earlier_order"),
    .init(names: ["受理时间", "写信时间"], section: .header, field: "accepted_at"),
    .init(names: ["业务类型"], section: .header, field: "desk_type"),
    .init(names: ["地址", "故障地址"], section: .header, field: "address"),
    .init(names: ["用户编号", "户号"], section: .header, field: "account_no"),
    .init(names: ["联系人", "写信人"], section: .header, field: "contact"),
    .init(names: ["用户名称", "户名"], section: .header, field: "customer_name"),
    .init(names: ["联系电话", "联系方式", "电话"], section: .header, field: "phone"),
    .init(names: ["是否超时"], section: .header, field: "overdue"),
  ]
  layouts.speakers = [
    .init(names: ["客户", "用户", "来电人"], speaker: .customer),
    .init(names: ["客服", "坐席", "话务员"], speaker: .agent),
    .init(names: ["抢修人员", "现场"], speaker: .crew),
    .init(names: ["系统"], speaker: .other),
    .init(names: ["A", "B", "S1", "S2", "说话人", "左声道", "右声道", "甲", "乙"], speaker: .unknown),
  ]
  layouts.findings = ["经查", "查明", "实际为", "现场反馈"]
  layouts.boilerplate = [
    .init(starts: ["请对本次服务评价", "1非常满意"], until: .line),
    .init(starts: ["感谢您的来电"], until: .sentence),
    .init(starts: ["以下为模板"], until: .document),
  ]
  layouts.optionMarks = ["□", "〇"]
  layouts.optionDenials = ["否", "无"]
  return layouts
}()

extension Document {
  /// The structure in words: `accept customer0 found: text` for each segment.
  func outline() -> [String] {
    segments.map { segment in
      var head = segment.section.name
      if let name = segment.speaker.name { head += " \(name)\(segment.turn)" }
      if segment.isFound { head += " found" }
      if segment.isBoilerplate { head += " boilerplate" }
      return head + ": " + text(TextSpan(start: Int(segment.start), end: Int(segment.end)))
    }
  }
}
