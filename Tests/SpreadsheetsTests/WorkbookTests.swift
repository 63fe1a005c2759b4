import Glibc
import Spreadsheets
import TestSupport
import Testing

@Suite("Workbooks")
struct WorkbookTests {
  @Test(
    "reads cells of every kind",
    arguments: [
      ("<c r=\"A1\" t=\"inlineStr\"><is><t>停电</t></is></c>", "停电"),
      ("<c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>", "受理内容,粗体和常规"),
      ("<c r=\"B1\" t=\"str\"><f>A1&amp;\"x\"</f><v>a,b</v></c>", ",\"a,b\""),
      ("<c r=\"A1\"><v>1</v></c><c r=\"D1\"><v>2.5</v></c>", "1,,,2.5"),
      ("<c><v>1.3812345678E10</v></c>", "13812345678"),
      ("<c><v>1.5E-3</v></c>", "1.5E-3"),
      (
        "<c s=\"1\"><v>46215.823611111111</v></c><c s=\"2\"><v>46215</v></c>",
        "2026-07-12 19:46:00,2026-07-12"
      ),
      ("<c s=\"1\"><v>0.5</v></c><c s=\"0\"><v>46215</v></c>", "12:00:00,46215"),
      ("<c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c>", "TRUE,#N/A"),
      ("<c t=\"inlineStr\"><is><t>说\"停\"_x000D_&#10;电</t></is></c>", "\"说\"\"停\"\"\r\n电\""),
      ("<c t=\"inlineStr\"><is><t xml:space=\"preserve\"> </t></is></c><c><v>1</v></c>", " ,1"),
      ("<c/><c t=\"s\"><v>99</v></c><c><v>7</v></c>", ",,7"),
    ])
  func cells(row: String, csv: String) throws {
    let parts = [
      "xl/sharedStrings.xml": """
      <sst><si><t>受理内容</t><rPh sb="0" eb="1"><t>shou</t></rPh></si>\
      <si><r><rPr><b/></rPr><t>粗体</t></r><r><t>和常规</t></r></si></sst>
      """,
      "xl/styles.xml": """
      <styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>\
      </numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
      <cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="164"/></cellXfs></styleSheet>
      """,
    ]
    let file = try WorkbookFile(sheets: ["<row>\(row)</row>"], parts: parts)
    #expect(try file.csv() == "---\n\(csv)\n")
  }

  @Test("reads the sheets in the order of the workbook")
  func sheets() throws {
    let file = try WorkbookFile(sheets: [
      "<row><c><v>1</v></c></row>", "", "<row><c><v>2</v></c></row>",
    ])
    #expect(try file.csv() == "---\n1\n---\n---\n2\n")
  }

  @Test("reads many rows through a small piece")
  func manyRows() throws {
    let rows = (1...5000).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c></row>" }
    let csv = try WorkbookFile(sheets: [rows.joined()]).csv()
    #expect(csv == "---\n" + (1...5000).map { "\($0)\n" }.joined())
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var sheets = ["<row/>"]
    var parts: [String: String] = [:]
    var refusal: WorkbookRefusal
  }

  static let bad = [
    Bad(
      testDescription: "no workbook inside", parts: ["xl/workbook.xml": ""],
      refusal: .notAWorkbook),
    Bad(
      testDescription: "a sheet that is not there",
      parts: ["xl/worksheets/sheet0.xml": ""], refusal: .broken(part: "xl/worksheets/sheet0.xml")),
    Bad(
      testDescription: "a sheet cut off", sheets: ["<row><c><v>1"],
      refusal: .broken(part: "xl/worksheets/sheet0.xml")),
    Bad(
      testDescription: "entities of its own",
      parts: [
        "xl/sharedStrings.xml": """
        <!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
        <sst><si><t>&b;&b;</t></si></sst>
        """
      ], refusal: .broken(part: "xl/sharedStrings.xml")),
    Bad(
      testDescription: "a part that unpacks to a thousand times its size",
      sheets: [String(repeating: " ", count: 20 << 20)],
      refusal: .bomb(part: "xl/worksheets/sheet0.xml")),
  ]

  @Test("refuses by name", arguments: bad)
  func refuses(_ bad: Bad) throws {
    let file = try WorkbookFile(sheets: bad.sheets, parts: bad.parts)
    #expect(throws: bad.refusal) { try file.csv() }
    #expect(bad.refusal.message.contains("; "))
  }

  @Test("refuses what is no archive", arguments: ["", "工单编号,受理内容\n", "PK\u{3}\u{4}"])
  func noArchive(text: String) throws {
    let folder = try TemporaryFolder()
    let descriptor = open(try folder.write(text, to: "a.xlsx"), O_RDONLY)
    defer { close(descriptor) }
    #expect(throws: WorkbookRefusal.notAWorkbook) { _ = try Workbook(descriptor: descriptor) }
  }

  @Test("any bytes are read or refused", arguments: UInt64(1)...20)
  func damaged(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var sheet = Array("<row><c t=\"s\"><v>0</v></c><c r=\"C1\"><v>1</v></c></row>".utf8)
    for _ in 0..<3 {
      sheet[Int.random(in: 0..<sheet.count, using: &random)] = UInt8.random(
        in: 0x20..<0x7F, using: &random)
    }
    let file = try WorkbookFile(sheets: [String(decoding: sheet, as: UTF8.self)])
    do {
      _ = try file.csv()
    } catch let refusal as WorkbookRefusal {
      #expect(refusal == .broken(part: "xl/worksheets/sheet0.xml"))
    }
  }
}
