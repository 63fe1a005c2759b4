import Testing
import Transcripts

@Suite("Decoding")
struct DecodingTests {
  static let order = """
    工单编号：WO20260712-00183
    受理内容：【一片无电】客户来电反映，打雷後停電，地址是石坳镇四组，共20户。
    处理结果：经查系雷击，已恢复。
    """
  let reader = DocumentReader(layouts: Layouts())

  static let encodings: [(TextEncoding, [UInt8])] = [
    (.utf8, Array(order.utf8)), (.utf8BOM, [0xEF, 0xBB, 0xBF] + Array(order.utf8)),
    (.utf16LE, [0xFF, 0xFE] + utf16(order, bigEndian: false)),
    (.utf16BE, [0xFE, 0xFF] + utf16(order, bigEndian: true)),
    (.utf16LE, utf16(order, bigEndian: false)), (.utf16BE, utf16(order, bigEndian: true)),
    (.utf16LE, utf16("No power since 19:46, please help. 5 users.", bigEndian: false)),
    (.gb18030, gb18030(order)), (.gb18030, [0x84, 0x31, 0x95, 0x33] + gb18030(order)),
  ]

  @Test("gives the same text whatever the encoding", arguments: encodings)
  func sameText(encoding: TextEncoding, bytes: [UInt8]) throws {
    var expected = Document()
    try reader.read(Array(Self.order.utf8), into: &expected)
    var document = Document()
    try reader.read(bytes, into: &document)
    #expect(document.encoding == encoding)
    #expect(document.sourceBytes == bytes.count)
    #expect(document.readingNotes == ReadingNotes())
    if document.original.first != UInt8(ascii: "N") {
      #expect(document.scalars == expected.scalars)
      #expect(document.original == expected.original)
    }
  }

  @Test(
    "refuses what is not text and says what it is",
    arguments: [
      (Array("%PDF-1.7 …".utf8), "a PDF file"), (Array("PK\u{3}\u{4}xxxx".utf8), "(.xlsx, .docx)"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], "(.xls, .doc)"),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D], "PNG"), ([0xFF, 0xD8, 0xFF, 0xE0], "JPEG"),
      (Array("\u{7F}ELF".utf8), "a program"), ([UInt8](repeating: 0, count: 64), "64 of 64"),
      (Array(repeating: [0x61, 0x61, 0x01, 0x62], count: 8).flatMap(\.self), "8 of 32"),
    ] as [([UInt8], String)])
  func binary(bytes: [UInt8], word: String) {
    var document = Document()
    let error = #expect(throws: ReadRefusal.self) { try reader.read(bytes, into: &document) }
    #expect(error?.code == "binary")
    #expect(error?.message.contains(word) == true)
  }

  @Test("refuses an order over four mebibytes")
  func tooLarge() {
    var document = Document()
    let bytes = [UInt8](repeating: 0x61, count: 4 << 20 + 1)
    let error = #expect(throws: ReadRefusal.self) { try reader.read(bytes, into: &document) }
    #expect(error == .tooLarge(bytes: 4 << 20 + 1, limit: 4 << 20))
    #expect(error?.message.contains("split the file") == true)
  }

  @Test(
    "refuses bytes of no encoding and names the place",
    arguments: [
      ([0x61, 0x62, 0xFF, 0xFF, 0x63], 2), ([0x80, 0x81, 0xFF], 0),
      ([0xEF, 0xBB, 0xBF, 0x61, 0xFF], 4), ([0xFF, 0xFE, 0x00, 0xDC, 0x01, 0xDC], 2),
    ] as [([UInt8], Int)])
  func undecodable(bytes: [UInt8], offset: Int) {
    var document = Document()
    let error = #expect(throws: ReadRefusal.self) { try reader.read(bytes, into: &document) }
    #expect(error == .undecodable(offset: offset))
    #expect(error?.message.contains("offset \(offset)") == true)
  }

  @Test("repairs a text cut off inside its last character, and says so")
  func cutOff() throws {
    var document = Document()
    try reader.read(Array("停电了".utf8).dropLast(1), into: &document)
    #expect(document.encoding == .utf8Repaired)
    #expect(document.readingNotes.replaced == 1)
    #expect(document.readingNotes.replacementCharacters == 0)
    #expect(String(decoding: document.original, as: UTF8.self) == "停电\u{FFFD}")
  }

  @Test("repairs a few damaged bytes rather than read UTF-8 as GB18030")
  func damagedUTF8() throws {
    var bytes = Array(String(repeating: "打雷以后家里停电，", count: 60).utf8)
    bytes[300] = 0xFF
    var document = Document()
    try reader.read(bytes, into: &document)
    #expect(document.encoding == .utf8Repaired)
    #expect(document.readingNotes.replaced >= 1)
    #expect(document.text(TextSpan(start: 0, end: 9)) == "打雷以后家里停电，")
  }

  @Test("refuses short damaged UTF-8 although it could be GB18030 of other words")
  func shortDamagedUTF8() {
    var bytes = Array("打雷以后家里停电，客户要求尽快处理。".utf8)
    bytes[6] = 0x9F
    var document = Document()
    let error = #expect(throws: ReadRefusal.self) { try reader.read(bytes, into: &document) }
    #expect(error == .undecodable(offset: 6))
  }

  @Test("repairs a damaged byte in GB18030")
  func damagedGB18030() throws {
    var bytes = gb18030(String(repeating: "打雷以后家里停电，", count: 30))
    bytes.insert(0xFF, at: 200)
    var document = Document()
    try reader.read(bytes, into: &document)
    #expect(document.encoding == .gb18030Repaired)
    #expect(document.readingNotes.replaced == 1)
    #expect(document.count == 271)
  }

  @Test("keeps stray controls and counts them")
  func strayControls() throws {
    var document = Document()
    try reader.read(Array("停\0电\u{1}了\u{E000}\u{FFFD}".utf8), into: &document)
    #expect(document.count == 7)
    var notes = ReadingNotes()
    notes.nulls = 1
    notes.controls = 1
    notes.privateUse = 1
    notes.replacementCharacters = 1
    #expect(document.readingNotes == notes)
  }

  @Test("keeps every line end as it is")
  func lineEnds() throws {
    var document = Document()
    try reader.read(Array("甲\r\n乙\r丙\n丁\u{2028}".utf8), into: &document)
    #expect(String(decoding: document.original, as: UTF8.self) == "甲\r\n乙\r丙\n丁\u{2028}")
    #expect(document.sentenceStarts == [0, 3, 5, 7])
  }

  @Test("reads an empty file as an order without text")
  func empty() throws {
    for bytes in [[], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE]] as [[UInt8]] {
      var document = Document()
      try reader.read(bytes, into: &document)
      #expect(document.count == 0)
      #expect(document.segments.isEmpty)
    }
  }

  @Test("reads GB18030 on this machine")
  func hasGB18030() { #expect(DocumentReader.canReadGB18030()) }
}
