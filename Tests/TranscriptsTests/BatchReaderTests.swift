import Testing
import Transcripts

@Suite("Batch files")
struct BatchReaderTests {
  let reader = DocumentReader(layouts: sampleLayouts)

  /// Reads a file in pieces and gives each row as `id|text` or `!code`.
  private func rows(
    _ bytes: [UInt8], _ kind: BatchKind, piece: Int = 1 << 16
  ) throws -> [String] {
    var scan = BatchEncodingScan()
    let pieces = stride(from: 0, to: bytes.count, by: piece).map {
      Array(bytes[$0..<min($0 + piece, bytes.count)])
    }
    for part in pieces { part.withUnsafeBytes { scan.append($0) } }
    var batch = BatchReader(kind: kind, encoding: try scan.encoding(), reader: reader)
    var document = Document()
    var found: [String] = []
    var fed = 0
    while true {
      switch batch.next(&document) {
      case .row:
        let isText = reader.structure(checking: &document)
        #expect(isText)
        expectInvariants(of: document)
        let id = String(decoding: batch.id, as: UTF8.self)
        found.append(id + "|" + String(decoding: document.original, as: UTF8.self))
      case .fault(let fault): found.append("!\(fault.code)")
      case .needsBytes where fed < pieces.count:
        pieces[fed].withUnsafeBytes { batch.append($0) }
        fed += 1
      case .needsBytes: batch.finish()
      case .end:
        #expect(batch.row == found.count)
        return found
      }
    }
  }

  struct Sample: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var kind: BatchKind
    var text: String
    var rows: [String]
  }

  static let samples = [
    Sample(
      testDescription: "JSON lines", kind: .jsonLines,
      text: """
        {"id":"a","text":"没电\\n了"}\r

        {"text":"\\u505c\\u7535 \\ud83d\\ude00\\"","id":7,"x":[1,{"y":null}]}
        {"id":"c","content":"其次","受理内容":"优先"}
        {"id":"d","\\u53d7\\u7406\\u5185\\u5bb9":"转义"}
        {"id":"e"}
        [1]
        {"id":"f","text":"断
        {"id":"g","text":"末行"}
        """,
      rows: [
        "\"a\"|没电\n了", "7|停电 😀\"", "\"c\"|优先", "\"d\"|转义", "!missing_text", "!not_an_object",
        "!bad_json", "\"g\"|末行",
      ]),
    Sample(
      testDescription: "a JSON array", kind: .json,
      text: " [ {\"id\":1,\"text\":\"a,]}\\\"\"} ,\n{\"text\":\"二\"}, 3 ]\n",
      rows: ["1|a,]}\"", "|二", "!not_an_object"]),
    Sample(testDescription: "an empty array", kind: .json, text: "[]", rows: []),
    Sample(
      testDescription: "an array cut off", kind: .json, text: "[{\"text\":\"停电\"},",
      rows: ["|停电", "!bad_json"]),
    Sample(
      testDescription: "a single object", kind: .json, text: "{\"id\":\"x\",\"text\":\"一单\"}",
      rows: ["\"x\"|一单"]),
    Sample(
      testDescription: "a table of fields", kind: .csv,
      text: """
        工单编号,受理内容,无关,处理结果\r
        WO1,"客户说""没电"",\n请处理",x,已恢复\r
        \r
        WO2,停电,,\r
        ,,y,\r
        """,
      rows: [
        "\"WO1\"|工单编号：WO1\n受理内容：客户说\"没电\",\n请处理\n处理结果：已恢复", "\"WO2\"|工单编号：WO2\n受理内容：停电",
        "!missing_text",
      ]),
    Sample(
      testDescription: "a table with a title above its names", kind: .csv,
      text: "七月工单导出\n制表：某班\nID;text\n1;没电\n2;\"a;b\"\n",
      rows: ["\"1\"|没电", "\"2\"|a;b"]),
    Sample(
      testDescription: "tabs", kind: .tsv, text: "id\ttext\n1\t没电,真的\n",
      rows: ["\"1\"|没电,真的"]),
    Sample(
      testDescription: "a table without names", kind: .csv, text: "1,没电\n2,停电\n",
      rows: ["!missing_columns"]),
    Sample(
      testDescription: "a quotation mark never closed", kind: .csv,
      text: "id,text\n1,\"没电\n2,停电\n", rows: ["!unclosed_quote"]),
  ]

  @Test("give the same rows in pieces of any size and in any encoding", arguments: samples)
  func pieces(sample: Sample) throws {
    #expect(try rows(Array(sample.text.utf8), sample.kind) == sample.rows)
    for piece in [1, 2, 3, 5, 7, 64] {
      #expect(try rows(Array(sample.text.utf8), sample.kind, piece: piece) == sample.rows)
      #expect(try rows(gb18030(sample.text), sample.kind, piece: piece) == sample.rows)
      for bigEndian in [false, true] {
        let mark: [UInt8] = bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
        let bytes = mark + utf16(sample.text, bigEndian: bigEndian)
        #expect(try rows(bytes, sample.kind, piece: piece) == sample.rows)
      }
    }
    let marked = [0xEF, 0xBB, 0xBF] + Array(sample.text.utf8)
    #expect(try rows(marked, sample.kind, piece: 4) == sample.rows)
  }

  @Test("refuse a row over four mebibytes and go on", arguments: [BatchKind.jsonLines, .csv])
  func overlong(kind: BatchKind) throws {
    let long = String(repeating: "a", count: DocumentReader.maximumBytes + 10)
    let text =
      kind == .csv
      ? "id,text\n1,\(long)\n2,没电\n" : "{\"text\":\"\(long)\"}\n{\"id\":\"2\",\"text\":\"没电\"}\n"
    #expect(
      try rows(Array(text.utf8), kind, piece: 1 << 18) == ["!too_large", "\"2\"|没电"])
  }

  @Test(
    "refuse what has no encoding, and pictures by their name",
    arguments: [
      (Array("id,text\n1,".utf8) + [0xFF, 0x0A], "undecodable"),
      (Array("PK\u{3}\u{4}".utf8), "binary"),
    ] as [([UInt8], String)])
  func refused(bytes: [UInt8], code: String) {
    for piece in [1, 64] {
      let error = #expect(throws: ReadRefusal.self) {
        _ = try rows(bytes, .csv, piece: piece)
      }
      #expect(error?.code == code)
    }
  }

  @Test("an id column beside one known field is a table")
  func idAndOneField() throws {
    let found = try rows(Array("id,受理内容\n7,家里停电\n".utf8), .csv)
    #expect(found == ["\"7\"|受理内容：家里停电\n"] || found == ["\"7\"|受理内容：家里停电"])
  }

  @Test("count half a surrogate pair as replaced")
  func halfPair() {
    var json = JSONLineReader()
    var document = Document()
    let fault = Array(#"{"text":"停\ud83d电"}"#.utf8).withUnsafeBytes {
      json.read($0, into: &document)
    }
    #expect(fault == nil)
    let isText = reader.structure(checking: &document)
    #expect(isText)
    #expect(document.readingNotes.replaced == 1)
    #expect(document.readingNotes.replacementCharacters == 0)
    #expect(String(decoding: document.original, as: UTF8.self) == "停\u{FFFD}电")
  }

  @Test(
    "words every fault of a row so that people can mend it",
    arguments: [
      RowFault.badJSON, .notAnObject, .missingText, .badUTF8, .tooLarge, .unclosedQuote,
      .missingColumns,
    ])
  func messages(fault: RowFault) {
    #expect(fault.message.description.contains(";"))
    #expect(fault.code.description.allSatisfy { $0 == "_" || $0 == "8" || $0.isLowercase })
  }
}
