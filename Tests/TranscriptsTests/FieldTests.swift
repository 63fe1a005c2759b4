import Testing
import Transcripts

@Suite("Fields")
struct FieldTests {
  let reader = DocumentReader(layouts: sampleLayouts)

  private func fields(of text: String) throws -> [String] {
    var document = Document()
    try reader.read(Array(text.utf8), into: &document)
    expectInvariants(of: document)
    return document.fields.map { field in
      let value = document.text(TextSpan(start: Int(field.start), end: Int(field.end)))
      return "\(reader.fieldNames[Int(field.name)])=\(value)"
    }
  }

  @Test("hold the trimmed values, and nothing for empty ones")
  func values() throws {
    let text = """
      工单编号： ＷＯ20260712 \n受理时间：2026-07-12 19:46\n业务类型：-[报修]--[停电]-
      联系人：\n电话：/\n原工单：WO1。\n受理内容：没电
      """
    #expect(
      try fields(of: text) == [
        "order_no=ＷＯ20260712", "accepted_at=2026-07-12 19:46", "desk_type=[报修]--[停电]",
        "earlier_order=WO1",
      ])
  }

  @Test("come out of brackets")
  func brackets() throws {
    let text = "工作单号为：[SL2026]，联系人为：[]，诉求内容为：[没电]，用户编号：[0799]"
    #expect(try fields(of: text) == ["order_no=SL2026", "account_no=0799"])
  }

  @Test(
    "name the region an address begins with",
    arguments: [
      ("浙江省宁波市鄞州区中山路1号", ["浙江省", "宁波市", "鄞州区"]), ("岭安县石坳镇", ["", "", "岭安县"]),
      ("广州市白云区某村", ["", "广州市", "白云区"]), ("北京市海淀区", ["北京市", "", "海淀区"]),
      ("内蒙古自治区通辽市科尔沁区", ["内蒙古自治区", "通辽市", "科尔沁区"]),
      ("湘西土家族自治州凤凰县", ["", "湘西土家族自治州", "凤凰县"]), ("滨河小区三号楼", ["", "", ""]),
      ("农贸市场东侧", ["", "", ""]), ("省道旁", ["", "", ""]), ("临海市坡头街", ["", "临海市", ""]),
    ])
  func regions(address: String, parts: [String]) throws {
    let found = try fields(of: "地址：\(address)\n受理内容：没电")
    let names = ["province", "city", "county"]
    let expected = zip(names, parts).filter { !$1.isEmpty }.map { "\($0)=\($1)" }
    #expect(found == ["address=\(address)"] + expected)
  }
}
