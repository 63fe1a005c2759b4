extension RuleFixture {
  /// All intents, four topics, three groups of causes, all nine attributes.
  package static let standardTaxonomy = """
    format: taxonomy/1
    intent:
      fault_repair: {zh: 故障报修, en: Fault repair}
      inquiry: {zh: 咨询查询, en: Inquiry}
      business_request: {zh: 业务办理, en: Business request}
      complaint: {zh: 投诉意见, en: Complaint}
      report: {zh: 举报, en: Report}
      suggestion: {zh: 建议, en: Suggestion}
      praise: {zh: 表扬, en: Praise}
      non_demand: {zh: 非诉求, en: Not a demand}
    topic:
      outage: {zh: 停电, en: Power outage}
      voltage: {zh: 电压质量, en: Voltage quality}
      bill: {zh: 电费电量, en: Bill and usage}
      staff_service: {zh: 人员与窗口服务, en: Conduct of staff}
      meter: {zh: 电能表, en: Meter}
    cause:
      natural:
        lightning: {zh: 雷击, en: Lightning}
        wind_rain: {zh: 大风暴雨, en: Wind and rain}
      external:
        foreign_object: {zh: 异物, en: Foreign object}
      equipment:
        fuse_fault: {zh: 熔断器故障, en: Fuse fault}
        equipment_other: {zh: 其他设备, en: Other equipment}
      service:
        attitude_poor: {zh: 态度差, en: Poor attitude}
        answer_wrong: {zh: 答复错误, en: Wrong answer}
    attributes:
      channel: {values: [hall, hotline, online, unknown]}
      urgency: {values: [critical, urgent, normal]}
      sentiment: {values: [angry, dissatisfied, neutral, satisfied]}
      safety_hazard: {values: [none, electric_shock, fallen_line]}
      repeat_contact: {values: [first, repeated]}
      extent: {values: [household, building, unknown]}
      side: {values: [utility, customer, unknown]}
      season: {values: [summer_peak, winter_peak, holiday, none]}
      improvement: {values: [grid_operation, consultation, online_handling, none]}
    """

  /// The shipped policy in small: needs, precedence, fault groups; no further table.
  package static let standardPolicy = """
    format: policy/1
    score: 2
    margin: 1
    cap: 10
    axes:
      intent: {keep: 1, need: 1, contexts: [asserted, suspected, asked, supposed, wondered, instructed]}
      topic: {keep: 3, need: {first: 2, more: 2}, contexts: [asserted, suspected, asked, supposed, wondered]}
      cause: {keep: 3, need: {first: 2, more: 3}, contexts: [asserted, suspected]}
      attribute: {contexts: [asserted]}
    precedence: {intent: [non_demand, report, fault_repair, complaint, business_request, suggestion, praise, inquiry]}
    fault_groups: [natural, external, equipment]
    improvement:
      - {of: group:natural, is: grid_operation}
      - {of: cause:answer_wrong, is: consultation}
      - {of: topic:bill, is: online_handling}
    review: {low_score: 2, too_short: 4}
    """

  /// One or two cue words of each kind.
  package static let standardCues = """
    format: cues/1
    ends:
      clause: ['，', '；']
      words: [但是, 而是]
    pseudo: [没有电, 不得不]
    cues:
      - {say: [没有, 并未, 不是, 并非], kind: negated, looks: ahead, reach: 6}
      - {say: [未见], kind: negated, looks: ahead, reach: 8, lists_members: true}
      - {say: [无关], kind: denial, looks: behind, reach: 6}
      - {say: [怀疑, 估计, 好像], kind: suspected, looks: ahead, reach: 8}
      - {say: [如果, 担心], kind: supposed, looks: ahead, reach: 8}
      - {say: [去年, 上次, 当时], kind: past, looks: ahead, reach: 10}
      - {say: [请问, 是不是, 有没有], kind: asked, looks: ahead, reach: 10}
      - {say: [会不会, 要不要], kind: wondered, looks: both, reach: 8}
      - {say: [选项], kind: listed, looks: ahead, reach: 8}
      - {say: [请检查], kind: instructed, looks: ahead, reach: 8}
      - {say: [确实], kind: asserted, looks: ahead, reach: 8}
    gap_negations: [没碰, 完好]
    affirm: [对, 是的]
    deny: [没有, 不是]
    states:
      restored: [现已来电]
      out_now: [还没来电]
      hazard_now: [正在冒火]
      test: [测试工单]
    """

  /// Sections, speakers and a survey menu.
  package static let standardLayouts = """
    format: layouts/1
    fields:
      - {names: [工单编号], section: header, field: order_no}
      - {names: [受理时间], section: header, field: accepted_at}
      - {names: [受理内容], section: accept}
      - {names: [处理结果], section: handling}
      - {names: [回复内容], section: reply}
      - {names: [备注], section: remark}
    speakers:
      - {names: [客户, 用户], speaker: customer}
      - {names: [客服, 坐席], speaker: agent}
    findings: [经查, 查明]
    boilerplate:
      - {starts: [请您对本次服务评价], until: line}
    option_lists:
      marks: ['□']
      denies: [否, 无]
    """
}
