import TestSupport
import Testing

/// What one line of `when` looks for.
struct ClauseTests {
  @Test("`any` is met by one of its words, and every further word is evidence")
  func any() throws {
    let rule = outageRule("any: [停电, 断电]")
    try check("家里«停电»了", rule)
    try check("先«停电»，后又«断电»", rule)
    try check("家里有电", rule)
  }

  @Test("a word said twice is evidence once, where it stands first")
  func anyRepeated() throws {
    try check("«停电»了，又停电了", outageRule("any: [停电, 断电]"))
  }

  @Test("words of one meaning are one piece of evidence")
  func anyOneMeaning() throws {
    let rule = outageRule("any: ['雷击 | 雷劈', 打雷]")
    try check("树被«雷劈»了，雷击后«打雷»不止", rule)
  }

  @Test("evidence names the standard word of its meaning")
  func standardWord() throws {
    let result = try RuleFixture(outageRule("any: ['雷击 | 雷劈']")).classify("树被雷劈了")
    #expect(result.evidence.map(\.term) == ["雷击"])
    #expect(result.evidence.map(\.quote) == ["雷劈"])
    #expect(result.evidence.map(\.clause) == ["when[0].any"])
  }

  @Test("`all` wants every one of its words in the scope")
  func all() throws {
    let rule = outageRule("all: [打雷, 停电]")
    try check("«停电»前听见«打雷»", rule)
    try check("昨晚打雷", rule)
  }

  @Test("`at_least` counts meanings, not words")
  func atLeast() throws {
    let rule = outageRule("at_least: {count: 2, of: ['雷击 | 雷劈', 停电, 断线]}")
    try check("雷劈，又是雷击", rule)
    try check("«雷劈»后«停电»", rule)
  }

  @Test("all lines of `when` must hold")
  func severalLines() throws {
    let rule = outageRule("any: [打雷]", "any: [停电]")
    try check("«打雷»了，家里«停电»", rule)
    try check("打雷了", rule)
    try check("停电了", rule)
  }

  @Test("a line of `unless` that holds stops the rule")
  func unless() throws {
    let rule = outageRule("any: [停电]", more: "unless:", "  - any: [防雷检测, 演习]")
    try check("家里«停电»了", rule)
    try check("演习期间停电", rule)
  }

  @Test("`unless` looks at asserted hits only")
  func unlessAsserted() throws {
    let rule = outageRule("any: [停电]", more: "unless:", "  - any: [欠费]")
    try check("家里«停电»，并未欠费", rule)
    try check("家里停电，已欠费", rule)
  }

  @Test("a hit inside a longer phrase of `not_in` does not count, another one does")
  func notIn() throws {
    let rule = outageRule("any: [停电], not_in: [停电通知, 计划停电]")
    try check("看到停电通知", rule)
    try check("看到停电通知，家里«停电»", rule)
    try check("计划停电通知", rule)
  }

  @Test("keywords are folded as texts are: width, Traditional, case")
  func folded() throws {
    let rule = outageRule("any: [APP, 雷擊]")
    try check("用«ＡＰＰ»交费", rule)
    try check("用«app»交费", rule)
    try check("遭«雷击»，", rule)
    try check("遭«雷擊»，", rule)
  }

  @Test("`regex` is evidence as a whole, caseless, on the folded text")
  func regex() throws {
    let rule = outageRule(#"regex: '10kv\p{Han}{2,4}线'"#)
    try check("查«１０ＫＶ城东线»跳闸", rule)
    try check("查10kV线", rule)
  }

  @Test("a pattern that can match nothing gives no empty evidence and ends")
  func emptyPattern() throws {
    try check("停停«电电»", outageRule("regex: '电*'"))
  }

  @Test("a group called value does not change the evidence, only fields read it")
  func valueGroup() throws {
    let rule = outageRule(
      "regex: '10kV(?<value>城.)线'", more: "fields:",
      "  线路: {regex: '10kV(?<value>\\p{Han}{2,4})线'}")
    let result = try RuleFixture(rule).classify("10kV城东线停电")
    #expect(result.evidence.map(\.quote) == ["10kV城东线"])
    #expect(result.fields.map(\.name) == ["线路"])
    #expect(result.fields.map(\.value) == ["城东"])
    #expect(result.fields.first?.start == 4)
  }
}

/// Words close to each other.
struct NearTests {
  @Test("`near` is met within the gap and not one character further")
  func within() throws {
    let rule = outageRule("near: [打雷, 停电], within: 3")
    try check("«打雷»一二三«停电»", rule)
    try check("打雷一二三四停电", rule)
    try check("«打雷»«停电»", rule)
  }

  @Test("`near` asks for no order unless told")
  func unordered() throws {
    try check("«停电»之前«打雷»", outageRule("near: [打雷, 停电]"))
    try check("停电之前打雷", outageRule("near: [打雷, 停电], ordered: true"))
    try check("«打雷»之后«停电»", outageRule("near: [打雷, 停电], ordered: true"))
  }

  @Test("`near` never reaches into the next sentence")
  func sentence() throws {
    let rule = outageRule("near: [打雷, 停电]", more: "scope: document")
    try check("打雷。停电", rule)
    try check("打雷！停电", rule)
    try check("打雷\n停电", rule)
    try check("«打雷»，«停电»", rule)
  }

  @Test("hits of one combination do not overlap")
  func overlapping() throws {
    let rule = outageRule("near: [停电, 电话]")
    try check("停电话", rule)
    try check("«停电»打«电话»", rule)
  }

  @Test("the gap is measured between neighbours, so three words may stretch further")
  func neighbours() throws {
    let rule = outageRule("near: [打雷, 跳闸, 停电], within: 3")
    try check("«打雷»一二三«跳闸»一二三«停电»", rule)
    try check("打雷一二三跳闸一二三四停电", rule)
  }

  @Test("the nearest second word completes a first one")
  func nearest() throws {
    try check("«打雷»«停电»又停电", outageRule("near: [打雷, 停电]"))
  }

  @Test("a first word too far away leaves the later one its chance")
  func laterFirst() throws {
    let rule = outageRule("near: [打雷, 停电], within: 2, ordered: true")
    try check("打雷一二三四五«打雷»后«停电»", rule)
  }

  @Test("the same word cannot stand for two elements")
  func twice() throws {
    let rule = outageRule("near: [停电, 停电], within: 6")
    try check("停电", rule)
    try check("«停电»又«停电»", rule)
  }
}

/// Where lines meet.
struct ScopeTests {
  @Test("`scope: sentence` wants all lines in one sentence")
  func sentence() throws {
    let rule = outageRule("any: [打雷]", "any: [停电]", more: "scope: sentence")
    try check("打雷。停电", rule)
    try check("打雷。«打雷»后«停电»", rule)
  }

  @Test("`scope: section`, the default, keeps lines of different sections apart")
  func section() throws {
    let rule = outageRule("any: [打雷]", "any: [停电]")
    try check("受理内容：«打雷»。«停电»", rule)
    try check("受理内容：打雷\n处理结果：停电", rule)
  }

  @Test("`scope: document` lets them meet anywhere")
  func document() throws {
    let rule = outageRule("any: [打雷]", "any: [停电]", more: "scope: document")
    try check("受理内容：«打雷»\n处理结果：«停电»", rule)
  }

  @Test("`scope: turn` keeps turns apart")
  func turn() throws {
    let rule = outageRule("any: [打雷]", "any: [停电]", more: "scope: turn")
    try check("客户：打雷了\n客服：好的\n客户：停电了", rule)
    try check("客户：«打雷»了。«停电»了\n客服：好的", rule)
  }

  @Test("`unless` is tested in the instance that satisfied `when`")
  func unlessInstance() throws {
    let rule = outageRule(
      "any: [停电]", more: "scope: sentence", "unless:", "  - any: [演习]")
    try check("演习期间停电。家里«停电»", rule)
  }

  @Test("`unless` with a scope of its own looks there")
  func unlessScope() throws {
    let rule = outageRule(
      "any: [停电]", more: "scope: sentence", "unless:",
      "  - {any: [演习], scope: document}")
    try check("演习通知。家里停电", rule)
  }

  @Test("a rule of several lines takes the first instance that holds")
  func firstInstance() throws {
    let rule = outageRule("any: [打雷]", "any: [停电]", more: "scope: sentence")
    try check("«打雷»«停电»。打雷停电", rule)
  }
}

/// Who says it, and where.
struct PlaceTests {
  @Test("rules read accept, handling and remark unless they name sections")
  func defaultSections() throws {
    let rule = outageRule("any: [停电]")
    try check("受理内容：«停电»", rule)
    try check("工单编号：1\n处理结果：«停电»", rule)
    try check("工单编号：1\n备注：«停电»", rule)
    try check("工单编号：停电1\n受理内容：有电", rule)
    try check("受理内容：有电\n回复内容：停电", rule)
  }

  @Test("`in` of the rule or the line narrows the sections")
  func sections() throws {
    let ofRule = outageRule("any: [停电]", more: "in: handling")
    try check("受理内容：停电\n处理结果：«停电»", ofRule)
    let ofLine = outageRule("any: [停电], in: reply")
    try check("受理内容：停电\n回复内容：«停电»", ofLine)
  }

  @Test("survey menus and options not ticked lie outside every section")
  func boilerplate() throws {
    let rule = outageRule("any: [停电]")
    try check("受理内容：有电\n请您对本次服务评价：1停电", rule)
    try check("受理内容：□停电", rule)
    try check("受理内容：有事\n停电：否", rule)
  }

  @Test("`by` tests the speaker where the text has turns")
  func speaker() throws {
    let rule = outageRule("any: [停电]", more: "by: customer")
    try check("客服：那边停电了。\n客户：嗯。", rule)
    try check("客服：您好。\n客户：家里«停电»了。", rule)
    try check("家里«停电»了", rule)
  }

  @Test("`turns` counts from 1, and from the end when negative")
  func turns() throws {
    let call = ["客服：您好", "客户：停电", "客服：好的", "客户：停电"]
    func text(marking turn: Int) -> String {
      call.enumerated().map { $0 == turn ? $1.replacing("停电", with: "«停电»") : $1 }
        .joined(separator: "\n")
    }
    try check(text(marking: 1), outageRule("any: [停电], turns: 1..2"))
    try check(text(marking: 3), outageRule("any: [停电], turns: 3..8"))
    try check(text(marking: 3), outageRule("any: [停电], turns: -1..-1"))
    try check(text(marking: -1), outageRule("any: [停电], turns: 1..1"))
  }

  @Test("evidence tells section, turn and speaker")
  func told() throws {
    let result = try RuleFixture(outageRule("any: [停电]")).classify("客服：您好\n客户：停电了")
    #expect(result.evidence.map(\.section) == ["accept"])
    #expect(result.evidence.map(\.turn) == [2])
    #expect(result.evidence.map(\.speaker) == ["customer"])
  }

  @Test("a text without turns has null for turn and speaker")
  func untold() throws {
    let result = try RuleFixture(outageRule("any: [停电]")).classify("家里停电了")
    #expect(result.evidence.map(\.turn) == [nil])
    #expect(result.evidence.map(\.speaker) == [nil])
  }
}
