import Foundation
import RuleLanguage
import TestSupport
import Testing
import Workbench

/// The examples of `Rules/README.md` are true: each block is read, compiled and tried.
struct RulesReadmeTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The fenced YAML blocks of the page.
  private func blocks() throws -> [String] {
    let page = try String(contentsOfFile: Self.root + "/Rules/README.md", encoding: .utf8)
    return page.components(separatedBy: "```yaml\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first.map { $0 + "\n" }
    }
  }

  /// The shipped labels, policy, cues, layouts and lists, with the packs of the page only.
  private func sources(_ blocks: [String]) throws -> [SourceFile] {
    var sources: [SourceFile] = []
    for name in ["taxonomy", "policy", "cues", "layouts"] {
      let path = "\(name).yaml"
      sources.append(
        SourceFile(
          path: path,
          text: try String(contentsOfFile: "\(Self.root)/Rules/\(path)", encoding: .utf8)))
    }
    for (number, block) in blocks.enumerated() {
      if block.hasPrefix("format: rules/1") {
        let line = try #require(block.split(separator: "\n").first { $0.hasPrefix("pack: ") })
        sources.append(SourceFile(path: "packs/\(line.dropFirst(6)).yaml", text: block))
      } else {
        try #require(block.hasPrefix("format: override/1"))
        sources.append(SourceFile(path: "overrides/example\(number).yaml", text: block))
      }
    }
    return sources
  }

  @Test("the examples of the page hold")
  func examples() throws {
    let blocks = try blocks()
    #expect(blocks.count >= 3)
    let check = RuleCheck.run(RuleLibrary.read(sources: try sources(blocks), today: "2026-07-12"))
    let told = check.diagnostics.filter { $0.code != .unusedLabel }
    let text = DiagnosticRenderer(sources: check.sources, root: check.root).text(told)
    #expect(told.isEmpty, "\(text)")
    #expect(check.engine != nil)
    #expect(check.exampleCount >= 12)
  }

  @Test("a mistake in an example of the page would be seen")
  func wrong() throws {
    let blocks = try blocks().map {
      $0.replacing("刚才一阵炸雷，家里就没电了", with: "没有炸雷，也没停电")
    }
    let check = RuleCheck.run(RuleLibrary.read(sources: try sources(blocks), today: "2026-07-12"))
    #expect(check.diagnostics.contains { $0.code == .failedExample })
  }
}
