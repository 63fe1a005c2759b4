import Testing
import Transcripts

@Suite("Personal data")
struct PersonalDataTests {
  let reader = DocumentReader(layouts: sampleLayouts)

  @Test(
    "are found with their kind; ‹› marks what is expected",
    arguments: [
      ("请打‹13800138000›联系", [.mobile]), ("电话‹138 0013 8000›或‹139-0013-8000›。", [.mobile, .mobile]),
      ("座机‹0571-88886666›，(‹010)88886666›？", [.landline, .landline]),
      ("电话：‹88886666›", [.landline]), ("表码88886666度", []), ("昨晚19:46，电压220伏，共2260户，20260712", []),
      ("身份证‹11010519491231002X›的", [.idCard]), ("编码110105194912310021不对", []),
      ("卡号‹6222021234567890128›", [.bankCard]), ("‹6228480012345671›扣款", [.bankCard]),
      ("户号‹0571234567›停电", [.account]), ("户号是：‹1234567890123›，", [.account]),
      ("用户编号：[‹0799000000012345›]", [.account]), ("交到‹0799000000012345›了", [.account]),
      ("工单‹WO20260712-00183›和‹SL20260703900012›", [.orderNumber, .orderNumber]),
      ("已有‹2016071200012345›", [.orderNumber]), ("原工单：‹2026071200›", [.orderNumber]),
      ("1380000****，138****2045，13876655xxx", []),
      ("客户‹王›先生来电，市民‹李›女士，‹欧阳›先生", [.name, .name, .name]),
      ("‹王林›先生说，一位先生，那位女士", [.name]),
      ("联系人：‹张小明›，电话：‹13800138000›", [.name, .mobile]), ("联系人为：[‹张›先生]", [.name]),
      ("联系人：先生，户名：石桥村委会，我叫‹赵六›。", [.name]), ("户名：彭某某", []),
      ("全角‹１３８００１３８０００›也算", [.mobile]),
    ] as [(String, [PersonalDataKind])])
  func kinds(marked: String, kinds: [PersonalDataKind]) throws {
    var text = ""
    var expected: [TextSpan] = []
    var start = 0
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "‹": start = text.unicodeScalars.count
      case "›": expected.append(TextSpan(start: start, end: text.unicodeScalars.count))
      default: text.unicodeScalars.append(scalar)
      }
    }
    var document = Document()
    try reader.read(Array(text.utf8), into: &document)
    let spans = document.personalData.map { TextSpan(start: Int($0.start), end: Int($0.end)) }
    #expect(spans == expected)
    #expect(document.personalData.map(\.kind) == kinds)
    expectInvariants(of: document)
  }
}
