/// What editors show under the pointer, by kind of file and key; Chinese, for the people who edit.
enum KeyTexts {
  static let pack = [
    "format": "固定写 rules/1",
    "pack": "规则包的名字，和文件名一样",
    "owner": "谁负责这些规则",
    "lists": "本包自己的词表：名字不带 $，用的时候写 $名字",
    "rules": "规则，一条一个 - id",
  ]

  static let rule = [
    "id": "规则编号：包名.名字，小写字母、数字、下划线；一经使用不要改",
    "name": "给人看的名字",
    "status": "draft 只跑例子 · shadow 试运行，结果另列 · active 生效 · retired 停用",
    "gives": "给什么标签，如 {cause: lightning, topic: outage}；可以写属性，如 urgency: critical",
    "score": "几分，默认看 policy.yaml；也可以按轴写 {cause: 3, topic: 1}",
    "in": "看哪些段：header accept handling reply survey remark；不写看 accept、handling、remark",
    "by": "谁说的：customer agent crew other unknown；没有话轮的文字不管这一条",
    "scope": "when 各行要在同一个什么里碰面：sentence turn section document，默认 section",
    "when": "条件，每一行都要成立",
    "unless": "例外，一行也不能成立",
    "context": "哪些语境算数；不写按 policy.yaml，否定、假设、过去、提问不算",
    "suppresses": "本规则成立时，这些规则不作数",
    "sounds_like": "false：不认同音错字（欠肥 → 欠费）；只影响通话一类的文字",
    "fields": "取值：名字和带 (?<value>…) 的正则",
    "hit": "应当命中的例子，每个是一张完整的工单；不过就不让上线",
    "miss": "不应命中的例子",
    "todo_hit": "本来该命中、眼下还不行的例子：记着，不算错",
    "note": "备注",
    "expect": "预计命中量，如 5..60 per day",
    "owner": "谁负责这条规则",
  ]

  static let clause = [
    "any": "有其中一个就行",
    "all": "个个都要有；$词表 算一个",
    "at_least": "至少有几个不同的意思：{count: 2, of: [$甲, $乙]}",
    "near": "同一句里挨得近，间隔不超过 within 个字",
    "regex": "正则，用单引号；匹配前已统一全角半角、繁简、大小写；汉字写 \\p{sc:Han}（\\p{Han} 连 、。 也算）",
    "within": "near 相邻两个词之间最多几个字，默认 12",
    "ordered": "true：必须按写的先后出现",
    "by": "这一行只看谁说的话",
    "in": "这一行只看哪些段",
    "turns": "第几轮到第几轮：1..2，-3..-1 是最后三轮",
    "context": "这一行哪些语境算数",
    "not_in": "落在这些更长的词里就不算，如 雷击 落在 防雷击 里",
    "scope": "例外在多大范围里找",
  ]

  static let override = [
    "format": "固定写 override/1",
    "target": "改哪条规则",
    "append": "往列表里加",
    "replace": "整个换掉",
    "why": "为什么改",
    "until": "到哪天为止，如 2026-12-31；过期仍有效，但会提醒",
  ]

  static let cues = [
    "format": "固定写 cues/1",
    "ends": "提示到哪里为止：clause 逗号一类，words 转折词",
    "pseudo": "伪提示词：没有电 不是否定",
    "cues": "提示词，一组一行",
    "gap_negations": "夹在命中中间就算否定的词",
    "affirm": "客户光杆的肯定回答",
    "deny": "客户光杆的否定回答",
    "states": "整张工单的状态：restored out_now hazard_now test",
    "examples": "例子，命中处用 « » 标出",
  ]

  static let cue = [
    "say": "提示词",
    "kind": "让命中变成什么语境；另有 finding 查勘结论、denial 结论里的否认",
    "looks": "往哪边看：ahead 后面 · behind 前面 · both 两边",
    "reach": "隔几个字以内",
    "ends": "到 clause 逗号为止，还是 sentence 句末为止",
    "lists_members": "顺着 A、B、C 一路管下去",
  ]

  static let policy = [
    "format": "固定写 policy/1",
    "score": "规则没写 score 时的分",
    "margin": "意图得分相差不超过它时看 precedence",
    "cap": "一个标签最多几分",
    "axes": "每个轴：留几个、门槛几分、哪些语境算数",
    "precedence": "意图的先后，强的在前",
    "fault_groups": "故障类成因的组：查明了的压过猜测的",
    "requires": "某标签要工单里有这些词之一",
    "implies": "有了某标签，再给另一个标签加分",
    "state_points": "工单状态给标签加减分",
    "beats": "两个标签同在时谁压过谁",
    "clears": "某意图清空别的轴",
    "denials": "查勘里这些话否掉哪些标签",
    "generic": "笼统的主题给具体的让分",
    "improvement": "成因、主题对应的改进方向",
    "review": "什么时候要人看",
    "pii": "个人信息怎么办：mask keep drop",
    "soft": "学来的权重怎么折成分",
  ]

  static let layouts = [
    "format": "固定写 layouts/1",
    "fields": "栏目名，各属哪一段",
    "speakers": "说话人的称呼",
    "findings": "其后是查勘结论的词",
    "boilerplate": "套话从哪里开始，到哪里为止",
    "option_lists": "选项的记号和表示“没选”的值",
  ]

  static let taxonomy = [
    "format": "固定写 taxonomy/1",
    "intent": "意图",
    "topic": "主题",
    "cause": "成因，按组",
    "attributes": "属性和取值，排在前面的优先",
  ]
}
