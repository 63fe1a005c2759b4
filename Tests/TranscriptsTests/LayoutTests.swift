import Testing
import Transcripts

@Suite("Layouts")
struct LayoutTests {
  let reader = DocumentReader(layouts: sampleLayouts)

  struct Sample: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var format: DocumentFormat
    /// Segments, one a line; ↵ stands for a line end, ␣ for a blank at the end.
    var outline: String

    init(_ name: String, _ format: DocumentFormat, _ outline: String) {
      testDescription = name
      self.format = format
      self.outline = outline
    }

    var expected: [String] {
      outline.split(separator: "\n").map {
        String($0).replacing("↵", with: "\n").replacing("␣", with: " ")
      }
    }

    /// The outline without its heads is the text itself.
    var text: String {
      expected.map { line in
        line.split(separator: ": ", maxSplits: 1, omittingEmptySubsequences: false)[1]
      }.joined()
    }
  }

  @Test("are told apart and cut into sections and turns", arguments: LayoutSamples.all)
  func outline(sample: Sample) throws {
    var document = Document()
    try reader.read(Array(sample.text.utf8), into: &document)
    #expect(document.outline() == sample.expected)
    #expect(document.format == sample.format)
    expectInvariants(of: document)
  }

  @Test("read alike in every encoding and with every line end", arguments: LayoutSamples.all)
  func encodings(sample: Sample) throws {
    var first = Document()
    try reader.read(Array(sample.text.utf8), into: &first)
    let readings: [[UInt8]] = [
      [0xEF, 0xBB, 0xBF] + Array(sample.text.utf8), gb18030(sample.text),
      [0xFF, 0xFE] + utf16(sample.text, bigEndian: false),
      [0xFE, 0xFF] + utf16(sample.text, bigEndian: true),
    ]
    for bytes in readings {
      var document = Document()
      try reader.read(bytes, into: &document)
      #expect(document.scalars == first.scalars)
      #expect(document.segments == first.segments)
      #expect(document.sentenceStarts == first.sentenceStarts)
    }
    var document = Document()
    try reader.read(Array(sample.text.replacing("\n", with: "\r\n").utf8), into: &document)
    #expect(
      document.outline().map { $0.replacing("\r\n", with: "\n") } == sample.expected)
  }

  @Test(
    "leave a text with a colon by accident alone",
    arguments: [
      "我有两个诉求：一是停电，二是电费。", "他说：没电了，地址：石桥村，打雷打坏的。", "昨晚19:46停电，请处理。",
      "客户告诉客服：家里没电。", "方案A：太贵。", "比例1：2，联系人：没有。", "师傅讲的处理:不行",
    ])
  func accident(text: String) throws {
    var document = Document()
    try reader.read(Array(text.utf8), into: &document)
    #expect(document.format == .plain)
    #expect(document.segments.allSatisfy { $0.section == .accept && $0.turn == -1 })
  }

  @Test("call a long text without marks speech, and a written one not")
  func speech() throws {
    var document = Document()
    let spoken = "喂你好啊我这里是青石桥那边的刚才那个天上轰隆一下一道白光打到变压器那个位置然后全部没电了"
    try reader.read(Array(spoken.utf8), into: &document)
    #expect(document.isSpeech == true)
    #expect(document.format == .speech)
    let written = "喂，你好，我这里是青石桥，刚才打雷，变压器那边冒火，我们这一片全部没电了，请快点派人来看看，谢谢。"
    try reader.read(Array(written.utf8), into: &document)
    #expect(document.isSpeech == false)
    #expect(document.format == .plain)
  }

  @Test(
    "tell the agent from the customer by their words",
    arguments: [
      ("A：您好，请问有什么可以帮您？\nB：我家没电。", [.agent, .customer]),
      ("S2 我家没电，你们来人。", []), ("左声道：你们快来人。\n右声道：我给您登记。", [.customer, .agent]),
      ("A：今天热。\nB：是的。", [.unknown, .unknown]),
      ("说话人1：你们怎么回事？说话人2：您请讲。说话人1：没电。", [.customer, .agent, .customer]),
      ("坐席：您好。\nA：没电了。", [.agent, .customer]),
    ] as [(String, [Speaker])])
  func unknownSpeakers(text: String, speakers: [Speaker]) throws {
    var document = Document()
    try reader.read(Array(text.utf8), into: &document)
    let found = document.segments.filter { $0.turn >= 0 && !$0.isBoilerplate }.map(\.speaker)
    #expect(found == speakers)
  }

  @Test("begin a sentence where a section or a turn begins")
  func sentences() throws {
    var document = Document()
    try reader.read(Array("客户：没电 客服：好的 客户：快点".utf8), into: &document)
    #expect(document.turnCount == 3)
    for segment in document.segments {
      #expect(document.sentenceStarts.contains(segment.start))
    }
  }
}
