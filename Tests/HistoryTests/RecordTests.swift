import History
import Testing

@Suite("Times and places of orders")
struct RecordTests {
  @Test(
    "a time is read as people write it",
    arguments: [
      ("2026-07-12 19:46", "2026-07-12 19:46"), ("2026/7/2 8:05:09", "2026-07-02 08:05"),
      ("2026年7月12日8时5分", "2026-07-12 08:05"), ("20260712 194600", "2026-07-12 19:46"),
      ("20260712194600", "2026-07-12 19:46"), ("2026.02.28", "2026-02-28 00:00"),
      ("2024-02-29T23:59", "2024-02-29 23:59"),
    ])
  func written(_ text: String, _ expected: String) {
    #expect(DeskTime(written: text)?.minuteText == expected)
  }

  @Test(
    "what is no date is none",
    arguments: ["", "昨天下午", "07-12 19:46", "2026-02-29", "2026-13-01", "19:46", "95598"])
  func noDate(_ text: String) {
    #expect(DeskTime(written: text) == nil)
  }

  @Test("days, weekdays and weeks agree with the calendar")
  func calendar() throws {
    let sunday = try #require(DeskTime(day: "2026-07-12"))
    #expect(sunday.weekday == 6)
    #expect(DeskTime(sunday.weekStart * DeskTime.day).dayText == "2026-07-06")
    for year in 1970...2105 {
      let first = try #require(DeskTime(year: year, month: 1, day: 1))
      let last = try #require(DeskTime(year: year, month: 12, day: 31))
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      #expect(last.dayNumber - first.dayNumber == (isLeap ? 365 : 364))
      #expect(first.civil == (year, 1, 1) && last.civil == (year, 12, 31))
    }
  }

  static let text = Array("客户李小明到城东营业厅问，窗口说的和网上不一样。再说一遍也听不懂！".unicodeScalars)

  static func result(fields: String = "", evidence: String, pii: String = "") -> [UInt8] {
    Array(
      """
      {"id":"01K3","data":{"schema":"classified/1.0","status":"ok","document":{"sha256":"ab"},
      "ruleset":{"digest":"sha256:cd","label":"x","suqiu":"0"},
      "intent":{"id":"complaint","zh":"投诉意见","en":"","score":5,"rules":[]},"topics":[],
      "causes":[{"id":"answer_wrong","group":"service","zh":"答复错误","en":"","score":4,"rules":[]}],
      "attributes":{"channel":"hall"},"review":{"needed":false,"why":[]},
      "fields":[\(fields)],"evidence":[\(evidence)],"dropped":[],"pii":[\(pii)],"shadow":[],
      "skipped":[]}}
      """.utf8)
  }

  static let shown = """
    {"rule":"answers.differ","label":"cause:answer_wrong","start":13,"end":23,"quote":"x"}
    """

  @Test("evidence becomes its sentence, with personal data starred out")
  func quotes() throws {
    let bytes = Self.result(
      evidence: Self.shown, pii: #"{"type":"name","start":2,"end":5,"action":"mask"}"#)
    let reader = RecordReader()
    let record = try reader.record(
      #require(reader.read(bytes)), text: Self.text, dropped: DeskTime(0))
    #expect(record.quotes.map(\.sentence) == ["客户***到城东营业厅问，窗口说的和网上不一样"])
    #expect(record.place.hall == "城东营业厅")
    #expect(
      record.causes.map(\.key) == ["cause:answer_wrong"] && record.rules == ["answers.differ"])
  }

  @Test(
    "a hall is known by its name, and words before it are none of it",
    arguments: [
      ("客户对城东营业厅三号窗口不满", "城东营业厅"), ("我在供电营业厅等了半天", ""), ("建议营业厅中午别锁门", ""),
      ("客户到经开区营业厅递交报装单", "经开区营业厅"), ("登掌上营业厅查不到", ""),
    ])
  func hall(_ text: String, _ hall: String) throws {
    let scalars = Array(text.unicodeScalars)
    let shown = """
      {"rule":"a.b","label":"intent:complaint","start":0,"end":\(scalars.count),"quote":"x"}
      """
    let reader = RecordReader()
    let reading = try #require(reader.read(Self.result(evidence: shown)))
    #expect(reader.record(reading, text: scalars, dropped: DeskTime(0)).place.hall == hall)
  }

  @Test("a time that lies after the drop is not believed")
  func future() throws {
    let dropped = try #require(DeskTime(written: "2026-07-12 08:00"))
    for (text, isBelieved) in [("2026-07-12 07:30", true), ("2036-07-12 07:30", false)] {
      let field = #"{"name":"accepted_at","value":"\#(text)","start":0,"end":1}"#
      let bytes = Self.result(fields: field, evidence: Self.shown)
      let reader = RecordReader()
      let record = try reader.record(#require(reader.read(bytes)), text: nil, dropped: dropped)
      #expect(record.hasOwnTime == isBelieved)
      #expect(record.time.minuteText == (isBelieved ? text : "2026-07-12 08:00"))
    }
  }

  @Test("a row that was no order, and bytes that are no result, give nothing")
  func none() {
    let reader = RecordReader()
    let fault = Array(#"{"id":"a-3","error":{"code":"bad_json","message":"","line":3}}"#.utf8)
    #expect(reader.read(fault) == nil)
    #expect(reader.read([1, 2, 3]) == nil)
  }
}
