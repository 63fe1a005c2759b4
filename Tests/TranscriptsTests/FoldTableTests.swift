import Testing

@testable import Transcripts

@Suite("The fold")
struct FoldTableTests {
  let table = FoldTable.shared

  @Test("folds every scalar to one scalar, and folding twice is folding once")
  func everyScalar() {
    var broken: [UInt32] = []
    for code in UInt32(0)..<0x11_0000 {
      guard Unicode.Scalar(code) != nil else { continue }
      let folded = table.fold(code)
      if Unicode.Scalar(folded) == nil || table.fold(folded) != folded { broken.append(code) }
    }
    #expect(broken.isEmpty)
  }

  @Test("marks a scalar as it marks its folded form")
  func marksFollowTheFold() {
    var broken: [UInt32] = []
    for code in UInt32(0)..<0x1_0000 {
      let entry = table.entry(code)
      let folded = entry & FoldTable.codeBits
      if folded < 0x1_0000, table.entry(folded) != entry { broken.append(code) }
    }
    #expect(broken.isEmpty)
  }

  @Test(
    "folds width, Traditional forms, variants and case",
    arguments: [
      ("ＡＢｃ：１２，　（）", "abc:12, ()"), ("電業局斷電，線路燒壞", "电业局断电,线路烧坏"),
      ("綫 裏 衞 戶 甚麼 擡", "线 里 卫 户 甚么 抬"), ("什么 抬头 着急 显著 蒜薹 乾元路", "什么 抬头 着急 显著 蒜薹 乾元路"), ("\u{212A}V ſ İ ẞ Σς", "kv s İ ß σσ"),
      ("⽤⼾ \u{F900}", "用户 岂"), ("𐐀", "𐐨"), ("停电。", "停电。"),
    ])
  func knownForms(written: String, folded: String) {
    #expect(table.fold(written) == folded)
  }

  @Test("fills a document as the table says", arguments: UInt64(1)...40)
  func seededStrings(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...300, using: &random) {
      text.append(Self.scalar(using: &random))
    }
    var document = Document()
    document.original.append(contentsOf: Array(String(text).utf8))
    #expect(FoldPass.run(&document) == nil)
    #expect(document.scalars == text.map { table.fold($0.value) })
    #expect(String(decoding: document.folded, as: UTF8.self) == table.fold(String(text)))
    #expect(document.originalOffsets.count == document.count + 1)
    #expect(Int(document.originalOffsets[document.count]) == document.original.count)
    #expect(Int(document.foldedOffsets[document.count]) == document.folded.count)
  }

  private static func scalar(using random: inout SeededGenerator) -> Unicode.Scalar {
    let ceilings: [UInt32] = [0x80, 0x800, 0x2_0000, 0x11_0000]
    while true {
      let ceiling = ceilings.randomElement(using: &random) ?? 0x80
      if let scalar = Unicode.Scalar(UInt32.random(in: 0..<ceiling, using: &random)) {
        return scalar
      }
    }
  }

  @Test(
    "begins a sentence after its end, closing quotation marks and blanks",
    arguments: [
      ("«没电了。»«快来！？»«好»", 3), ("«他说“没电！”»«然后走了。  »«谢谢»", 3),
      ("«电压 1.5 千伏。»\n", 1), ("«Fixed. »«Thanks.»", 2), ("«第一行\r\n\r\n»«第二行»", 2),
      ("«停了 3. 5 小时»", 1), ("«甲；»«乙;»«丙»", 3),
    ])
  func sentences(marked: String, count: Int) {
    var starts: [Int32] = []
    var text = String.UnicodeScalarView()
    for scalar in marked.unicodeScalars where scalar != "»" {
      if scalar == "«" { starts.append(Int32(text.count)) } else { text.append(scalar) }
    }
    var document = Document()
    document.original.append(contentsOf: Array(String(text).utf8))
    #expect(FoldPass.run(&document) == nil)
    #expect(document.sentenceStarts == starts)
    #expect(starts.count == count)
  }

  @Test(
    "finds the first ill-formed byte",
    arguments: [
      ([0x61, 0xFF], 1), ([0xE5, 0x81], 0), ([0x61, 0xE5, 0x81, 0x9C, 0x80], 4), ([0xC0, 0x80], 0),
      ([0xED, 0xA0, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0), ([0xE0, 0x80, 0x80], 0),
      ([0xF0, 0x9F, 0x98], 0), ([0x61, 0xE5, 0x41, 0x42], 1),
    ] as [([UInt8], Int)])
  func illFormed(bytes: [UInt8], offset: Int) {
    var document = Document()
    document.original.append(contentsOf: bytes)
    #expect(FoldPass.run(&document) == offset)
  }
}
