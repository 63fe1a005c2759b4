import Foundation
import Glibc
import Matching
import RuleLanguage
import TestSupport
import Testing
import Transcripts

/// What the reader owes to rules, held on the labelled orders with the shipped rules.
@Suite("Reading of whole orders")
struct CorpusReadingTests {
  private static let engine = ShippedRules.ruleSet.flatMap { RuleEngine.compile($0).engine }

  /// About 5,000 texts of `Corpus/labelled`, some of every writer.
  private static func texts() throws -> [String] {
    let folder = ShippedRules.folder.deletingLastPathComponent().appending(path: "Corpus/labelled")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    let texts = try files.filter { $0.pathExtension == "jsonl" }.flatMap { file in
      try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
        return (object as? [String: Any])?["text"] as? String
      }
    }
    return stride(from: 0, to: texts.count, by: max(1, texts.count / 5_000)).map { texts[$0] }
  }

  /// Reads bytes as a file and gives the result without what names the file.
  private func result(
    of bytes: [UInt8], _ classifier: inout OrderClassifier
  ) throws -> [String: Any] {
    var writer = ByteWriter()
    try bytes.withUnsafeBytes {
      try classifier.classify(file: $0, name: [], form: .full, to: &writer)
    }
    let object = try JSONSerialization.jsonObject(with: Data(writer.bytes))
    return try #require(object as? [String: Any])
  }

  private func labels(_ result: [String: Any]) throws -> Data {
    let keys = ["intent", "topics", "causes", "attributes", "evidence", "fields", "pii", "dropped"]
    return try JSONSerialization.data(
      withJSONObject: result.filter { keys.contains($0.key) }, options: .sortedKeys)
  }

  @Test("every quotation and every field stands where its offsets say, masks put in")
  func offsets() throws {
    var classifier = OrderClassifier(engine: try #require(Self.engine))
    var faults: [String] = []
    var count = 0
    for text in try Self.texts() {
      let result = try result(of: Array(text.utf8), &classifier)
      var scalars = Array(text.unicodeScalars)
      for datum in result["pii"] as? [[String: Any]] ?? []
      where datum["action"] as? String == "mask" {
        let (start, end) = try span(datum)
        for place in start..<end { scalars[place] = "*" }
      }
      for (list, key) in [("evidence", "quote"), ("fields", "value")] {
        for entry in result[list] as? [[String: Any]] ?? [] {
          let (start, end) = try span(entry)
          var found = String.UnicodeScalarView()
          found.append(contentsOf: scalars[start..<end])
          let told = try #require(entry[key] as? String)
          if Array(told.unicodeScalars) != Array(found) { faults.append("\(told): \(text)") }
          count += 1
        }
      }
    }
    #expect(faults == [])
    #expect(count > 5000)
  }

  private func span(_ entry: [String: Any]) throws -> (Int, Int) {
    (try #require(entry["start"] as? Int), try #require(entry["end"] as? Int))
  }

  @Test("the same order gives the same labels in every encoding")
  func encodings() throws {
    var classifier = OrderClassifier(engine: try #require(Self.engine))
    for (number, text) in try Self.texts().enumerated() where number.isMultiple(of: 9) {
      let plain = try labels(try result(of: Array(text.utf8), &classifier))
      for (name, bytes) in saved(text) {
        let other = try labels(try result(of: bytes, &classifier))
        #expect(other == plain, "as \(name): \(text)")
      }
    }
  }

  private func saved(_ text: String) -> [(name: String, bytes: [UInt8])] {
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    return [
      ("UTF-8 with a mark", [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
      ("UTF-16LE", [0xFF, 0xFE] + little), ("UTF-16BE", [0xFE, 0xFF] + big),
      ("GB18030", gb18030(text)),
    ]
  }

  private func gb18030(_ text: String) -> [UInt8] {
    let converter = iconv_open("GB18030", "UTF-8")
    defer { iconv_close(converter) }
    var source = text.utf8.map { CChar(bitPattern: $0) }
    var target = [CChar](repeating: 0, count: source.count * 2 + 8)
    let left = source.withUnsafeMutableBufferPointer { from in
      target.withUnsafeMutableBufferPointer { to in
        var (fromStart, toStart) = (from.baseAddress, to.baseAddress)
        var (fromLeft, toLeft) = (from.count, to.count)
        iconv(converter, &fromStart, &fromLeft, &toStart, &toLeft)
        return toLeft
      }
    }
    return target.dropLast(left).map { UInt8(bitPattern: $0) }
  }

  @Test("line ends of Windows change no label")
  func lineEnds() throws {
    var classifier = OrderClassifier(engine: try #require(Self.engine))
    for text in try Self.texts() where text.contains("\n") {
      let unix = text.replacingOccurrences(of: "\r\n", with: "\n")
      let windows = unix.replacingOccurrences(of: "\n", with: "\r\n")
      let one = try ids(try result(of: Array(unix.utf8), &classifier))
      let other = try ids(try result(of: Array(windows.utf8), &classifier))
      #expect(one == other, "\(text)")
    }
  }

  /// Label ids with their scores: offsets differ where lines end differently.
  private func ids(_ result: [String: Any]) throws -> [String] {
    let intent = (result["intent"] as? [String: Any]).map { [$0] } ?? []
    let lists = [intent, result["topics"], result["causes"]].compactMap { $0 as? [[String: Any]] }
    let attributes = try #require(result["attributes"] as? [String: String])
    return lists.joined().map { "\($0["id"] ?? "") \($0["score"] ?? "")" }
      + attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }

  // MARK: What nobody said

  /// Evidence of a text, and of the same text after a real order.
  private func evidence(_ text: String) throws -> [String] {
    var classifier = OrderClassifier(engine: try #require(Self.engine))
    let result = try result(of: Array(text.utf8), &classifier)
    let entries = result["evidence"] as? [[String: Any]] ?? []
    return entries.map { "\($0["label"] ?? "") by \($0["rule"] ?? ""): \($0["quote"] ?? "")" }
  }

  @Test("option lists name every cause and are evidence of none")
  func options() throws {
    let taxonomy = try #require(ShippedRules.ruleSet).taxonomy
    for label in taxonomy.labels where label.axis == .cause {
      for option in ["□\(label.zh)", "☐ \(label.zh) ☐ 其他", "预判\n\(label.zh)：否", "\(label.zh)：无"] {
        #expect(try evidence(option) == [], "\(option)")
      }
    }
  }

  @Test(
    "survey menus, advertisements, safety briefings and reminders are evidence of nothing",
    arguments: [
      "请您对本次服务进行评价：1非常满意2满意3一般4服务态度5抢修质量6到达时间7抢修速度8现场未修复",
      "请对本次抢修服务打分，回复1非常满意，不满意原因：4服务态度差5答复错误6超时未到7未修复",
      "4服务态度 5抢修质量 6到达时间 7抢修速度 8现场未修复",
      "【短信推广】下载网上国网，电费账单、电子发票、光伏并网、有序充电一键办理。",
      "安全交底：防止触电、雷击、倒杆断线，注意高空坠落、火灾、外力破坏",
      "温馨提示：雷雨大风天气请勿靠近断落电线，谨防触电；欠费停电请及时交费",
      "请注意服务态度，避免客户投诉。", "请规范服务，按照首问负责制处理，不得推诿、答复错误。",
      "回复模板：经查因雷击造成线路跳闸，已恢复送电", "危险点分析：触电、漏电、着火、倒杆",
      "满意度：不满意 服务态度差", "回访内容：客户对抢修速度、服务态度是否满意",
    ])
  func boilerplate(text: String) throws {
    #expect(try evidence(text) == [])
  }
}
