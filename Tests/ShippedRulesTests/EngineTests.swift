import Foundation
import Matching
import Testing
import Workbench

/// What the shipped rules ask of the engine.
struct EngineTests {
  @Test("fewer than two in a hundred shipped patterns run on every order")
  func alwaysRun() throws {
    let engine = try #require(ShippedRules.check.engine)
    let always = engine.alwaysRunPatterns
    print("shipped patterns: \(engine.patternCount), run on every order: \(always.count)")
    #expect(engine.patternCount > 60)
    #expect(always.count * 50 < engine.patternCount, "\(always)")
  }

  /// About 130 of the labelled orders, spread over all; `make torture` compares all of them.
  private static func texts() throws -> [String] {
    struct Order: Decodable { var text: String }
    let folder = ShippedRules.folder.deletingLastPathComponent().appending(path: "Corpus/labelled")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).sorted { $0.lastPathComponent < $1.lastPathComponent }
    let lines = try files.flatMap { try Data(contentsOf: $0).split(separator: 0x0A) }
    return try stride(from: 0, to: lines.count, by: max(1, lines.count / 130)).map {
      try JSONDecoder().decode(Order.self, from: lines[$0]).text
    }
  }

  @Test("labelled orders give the same bytes with the gate and without it")
  func twins() throws {
    let engine = try #require(ShippedRules.check.engine)
    var fast = OrderClassifier(engine: engine)
    var plain = OrderClassifier(engine: engine, isPlain: true)
    var one = ByteWriter()
    var other = ByteWriter()
    let texts = try Self.texts()
    #expect(texts.count > 50)
    for text in texts {
      one.truncate()
      other.truncate()
      try Array(text.utf8).withUnsafeBytes { bytes in
        try fast.classify(file: bytes, name: [], form: .full, to: &one)
        try plain.classify(file: bytes, name: [], form: .full, to: &other)
      }
      #expect(Array(one.bytes) == Array(other.bytes), "\(text)")
    }
  }
}
