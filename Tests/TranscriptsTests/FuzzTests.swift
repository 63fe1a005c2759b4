import Glibc
import Testing
import Transcripts

@Suite("Whatever the bytes")
struct FuzzTests {
  let reader = DocumentReader(layouts: sampleLayouts)

  @Test("reading gives a document or a refusal", arguments: UInt64(1)...30)
  func randomBytes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var document = Document()
    for _ in 0..<40 {
      let count = Int.random(in: 0...400, using: &random)
      let ceiling: UInt8 = Bool.random(using: &random) ? 255 : 127
      let bytes = (0..<count).map { _ in UInt8.random(in: 1...ceiling, using: &random) }
      readAndCheck(bytes, &document)
    }
  }

  @Test("orders with bytes changed give a document or a refusal", arguments: UInt64(1)...40)
  func mutatedOrders(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var document = Document()
    for sample in LayoutSamples.all {
      var bytes = Bool.random(using: &random) ? Array(sample.text.utf8) : gb18030(sample.text)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        Self.mutate(&bytes, using: &random)
      }
      readAndCheck(bytes, &document)
    }
  }

  @Test("names, brackets and marks in any order give a document", arguments: UInt64(1)...60)
  func shuffledPieces(seed: UInt64) {
    let pieces = [
      "受理内容", "处理结果", "工单编号", "地址", "客户", "坐席", "A", "说话人1", "：", ":", "为：", "[", "]", "【", "】",
      "(", ")", "\n", "\r\n", " ", "，", "。", "经查", "客户表示", "□", "雷击", "否", "1非常满意", "感谢您的来电",
      "00:12",
      "[00:12]", "7月1日 ", "晴 ", "13800138000", "0571-", "88886666", "先生", "王", "联系人", "浙江省", "宁波市",
      "〇",
      "11010519491231002X", "-", "/", "\u{FFFD}", "\u{20000}", "\0", "İ",
    ]
    var random = SeededGenerator(seed: seed)
    var document = Document()
    for _ in 0..<40 {
      var text = ""
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        text += pieces.randomElement(using: &random) ?? ""
      }
      readAndCheck(Array(text.utf8), &document)
    }
  }

  @Test("batch rows give documents or faults and come to an end", arguments: UInt64(1)...30)
  func batches(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let seeds = BatchReaderTests.samples
    var document = Document()
    for sample in seeds {
      var bytes = Array(sample.text.utf8)
      for _ in 0..<3 { Self.mutate(&bytes, using: &random) }
      var batch = BatchReader(kind: sample.kind, encoding: .utf8, reader: reader)
      var fed = 0
      var steps = 0
      reading: while true {
        steps += 1
        #expect(steps < 10_000)
        switch batch.next(&document) {
        case .row: if reader.structure(checking: &document) { expectInvariants(of: document) }
        case .fault: continue
        case .needsBytes where fed < bytes.count:
          let end = min(fed + Int.random(in: 1...50, using: &random), bytes.count)
          bytes[fed..<end].withUnsafeBytes { batch.append($0) }
          fed = end
        case .needsBytes: batch.finish()
        case .end: break reading
        }
      }
    }
  }

  @Test(
    "a text made to be slow is read in time that grows with its length",
    arguments: [
      "受理内容：[", "客户：", "经查。客户表示", "雷击：", "【", "□", "[[[]", "1", "地址：(", "A：您好。", "王先生", "联系人：",
      "{\"", "00:12", "1-", "：",
    ])
  func slowTexts(piece: String) {
    var document = Document()
    var times: [Double] = []
    for repeats in [2_000, 8_000] {
      let bytes = Array(String(repeating: piece, count: repeats).utf8)
      readAndCheck(bytes, &document)
      var best = Double.infinity
      for _ in 0..<3 {
        let start = processorSeconds()
        try? reader.read(bytes, into: &document)
        best = min(best, processorSeconds() - start)
      }
      times.append(best)
    }
    // Four times the text: a quadratic reader would take sixteen times as long.
    #expect(times[1] < times[0] * 10 + 0.02)
  }

  /// Processor time of this thread, which other work on the machine does not lengthen.
  private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private func readAndCheck(_ bytes: [UInt8], _ document: inout Document) {
    do throws(ReadRefusal) {
      try reader.read(bytes, into: &document)
      expectInvariants(of: document)
    } catch {
      #expect(!error.message.isEmpty)
    }
  }

  private static func mutate(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: bytes.indices, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
    default:
      let end = Int.random(in: place...bytes.count, using: &random)
      bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
    }
  }
}
