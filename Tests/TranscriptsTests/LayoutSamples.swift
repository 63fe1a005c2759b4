import Transcripts

/// The compat suite: every layout as it is written, with the sections and turns expected.
enum LayoutSamples {
  static let all: [LayoutTests.Sample] = [
    .init(
      "an order with one field a line", .workOrder,
      """
      header: 工单编号：WO1↵受理时间：2026-07-12 19:46↵受理内容：
      accept: 【一户无电】客户称打雷，家里没电。↵请处理。↵
      header: 处理结果：
      handling found: 经查系雷击。↵
      header: 回复内容：
      reply: 您好，
      reply boilerplate: 请对本次服务评价 1满意
      """),
    .init(
      "an order run together on one line", .workOrder,
      """
      header: 工单编号：WO1 业务类型：故障报修 受理内容：
      accept: 家里没电␣
      header: 处理结果：
      handling found: 已恢复
      """),
    .init(
      "empty values", .workOrder,
      """
      header: 工单编号：↵联系人：↵受理内容：
      accept: 没电↵
      header: 处理结果：
      """),
    .init(
      "half-width colons and slashes", .workOrder,
      """
      header: 故障地址:盐务局宿舍/受理内容:
      accept: 多户无电/
      header: 处理结果:【结论】
      handling found: 线路故障
      """),
    .init(
      "one field after a sentence", .workOrder,
      """
      accept: 家里没电。
      header: 处理结果：
      handling found: 雷击。
      """),
    .init(
      "a header value in a line without other fields ends with its clause", .workOrder,
      """
      header: 地址：石桥村
      accept: ，家里停电了
      """),
    .init(
      "a dispatch in square brackets that nest", .dispatch,
      """
      header: 【南方电网】业务类型为：-[报修]--[停电]，工作单号为：[SL2026]，诉求内容为：
      accept: [[应急受理]客户称没电↵[已安抚]]，
      header: 用户编号：[]，用户名称：[梁**]
      """),
    .init(
      "a dispatch in lenticular brackets, twice in a file", .dispatch,
      """
      header: 故障单号为：【DY1】，报障描述：
      accept: 【没电，请处理】↵
      header: 故障单号为：【DY2】，报障描述：
      accept: 【冒烟】，
      header: 联系人：【女士】
      """),
    .init(
      "a dispatch in parentheses", .dispatch,
      """
      header: 诉求内容为：
      accept: (客户称没电)，
      header: 业务类型为：-(意见)--(服务)，联系方式为：(电话)
      """),
    .init(
      "a bracket that never closes", .workOrder,
      """
      header: 受理内容：
      accept: [客户称没电，
      header: 处理结果：
      handling found: 已送电
      """),
    .init(
      "duty-log lines", .dutyLog,
      """
      header: 7月11日 大雨 夜班 22:05 单户故障报修␣
      accept: 石桥村用户停电 到场已恢复↵
      header: 7月12日 晴 白班␣
      accept: 无事
      """),
    .init(
      "a letter with its reply", .letter,
      """
      header: 写信人：网友↵写信时间：2026-07-02↵问题：
      accept: 小区停电。↵请领导过问。↵
      header: 回复内容：
      reply: 您好，
      reply found: 经查属实。
      reply: 已列入计划。↵
      header: 满意度：
      survey: 一般
      """),
    .init(
      "a call with two speakers", .dialogue,
      """
      accept agent0 boilerplate: 客服：
      accept agent0: 您好，请讲。↵
      accept customer1 boilerplate: 客户：
      accept customer1: 没电。↵还冒烟。
      """),
    .init(
      "a call on one line", .dialogue,
      """
      accept agent0 boilerplate: 客服：
      accept agent0: 您好。
      accept customer1 boilerplate: 客户：
      accept customer1: 没电␣
      accept agent2 boilerplate: 客服：
      accept agent2: 好的
      """),
    .init(
      "a call with time stamps and numbers", .dialogue,
      """
      accept agent0 boilerplate: [00:12] 坐席1023：
      accept agent0: 您好↵
      accept customer1 boilerplate: [00:15] 客户 :␣
      accept customer1: 没电了
      """),
    .init(
      "a transcript with the time behind the name", .dialogue,
      """
      accept agent0 boilerplate: 说话人1 00:12
      accept agent0: ↵您好，请讲↵
      accept customer1 boilerplate: 说话人2 00:15
      accept customer1: ↵我家没电
      """),
    .init(
      "speakers in brackets without a colon", .dialogue,
      """
      accept agent0 boilerplate: 【坐席】
      accept agent0: 您好。↵
      accept customer1 boilerplate: 【客户】
      accept customer1: 没电。
      """),
    .init(
      "a crew's turn is found", .dialogue,
      """
      accept agent0 boilerplate: 坐席：
      accept agent0: 到了吗？
      accept crew1 found boilerplate: 抢修人员：
      accept crew1 found: 树压线了。
      """),
    .init(
      "a single turn", .dialogue,
      """
      accept customer0 boilerplate: 客户：
      accept customer0: 刚才一阵炸雷，家里就没电了
      """),
    .init(
      "a call inside an order", .workOrder,
      """
      header: 工单编号：WO1↵受理内容：
      accept customer0 boilerplate: 客户：
      accept customer0: 没电。
      accept agent1 boilerplate: 客服：
      accept agent1: 好的。↵
      header: 处理结果：
      handling found: 雷击
      """),
    .init(
      "findings in running text, until the customer speaks again", .plain,
      """
      accept: 客户报修没电。
      accept found: 经查，线路断线。系大风所致。
      accept: 客户表示认可。
      """),
    .init(
      "a finding within a field ends with its sentence", .workOrder,
      """
      header: 受理内容：
      accept: 没电，
      accept found: 经查无计划停电。
      accept: 请处理。
      """),
    .init(
      "options nobody ticked", .plain,
      """
      accept: 原因：
      accept boilerplate: □雷击
      accept: ␣
      accept boilerplate: □外破
      accept:  ☑设备老化。二〇二六年，预判␣
      accept boilerplate: 鸟害：否
      accept: ，家里没电
      """),
    .init(
      "boilerplate to the end of the sentence, the line and the text", .plain,
      """
      accept: 没电。
      accept boilerplate: 感谢您的来电！
      accept: 请修。
      accept boilerplate: 1非常满意 2满意
      accept: ↵还没来。
      accept boilerplate: 以下为模板：雷击。↵外破。
      """),
    .init("a topic at the head of a text", .plain, "accept: 【停电原因】客户咨询为何停电。"),
    .init(
      "full-width and Traditional names", .workOrder,
      """
      header: 工單編號：ＷＯ１↵受理內容：
      accept: 家裏沒電↵
      header: 處理結果：
      handling found: 已恢復
      """),
  ]
}
