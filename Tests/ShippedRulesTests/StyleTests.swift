import Foundation
import RuleLanguage
import Testing
import Workbench

/// What keeps the packs readable, and what the measurements taught.
struct StyleTests {
  @Test("no keyword is a bare denial: it hits everywhere")
  func bareDenials() throws {
    let bare: Set<String> = ["没", "不", "还", "无", "未", "没有", "还没", "不是"]
    let ruleSet = try #require(ShippedRules.ruleSet)
    for rule in ruleSet.rules {
      for clause in rule.when + rule.unless {
        let found = Self.words(of: clause).filter { bare.contains($0) }
        #expect(found.isEmpty, "\(rule.id): \(found)")
      }
    }
  }

  @Test("windows stay small: wide ones bring errors only")
  func windows() throws {
    let ruleSet = try #require(ShippedRules.ruleSet)
    for rule in ruleSet.rules {
      for clause in rule.when {
        if case .near(_, let within, _) = clause.kind {
          #expect(within <= 16, "\(rule.id): within \(within)")
        }
      }
    }
  }

  @Test("every pack opens with what it is for in Chinese, and is not too long")
  func packs() throws {
    for pack in try ShippedRules.packs() {
      let first = pack.lines.first ?? ""
      let isHan = first.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
      #expect(first.hasPrefix("#") && isHan, "\(pack.name) does not say what it is for")
      #expect(pack.lines.count <= 401, "\(pack.name) has \(pack.lines.count) lines")
    }
  }

  @Test("no rule is longer than 45 lines")
  func ruleLength() throws {
    for pack in try ShippedRules.packs() {
      var starts = pack.lines.indices.filter { pack.lines[$0].hasPrefix("  - id: ") }
      starts.append(pack.lines.count)
      for (start, next) in zip(starts, starts.dropFirst()) {
        #expect(next - start <= 45, "\(pack.name): \(pack.lines[start])")
      }
    }
  }

  @Test("every shared list is used by some pack")
  func sharedLists() throws {
    let packs = try ShippedRules.packs().flatMap(\.lines).joined(separator: "\n")
    let lists = try FileManager.default.contentsOfDirectory(
      at: ShippedRules.folder.appending(path: "lists"), includingPropertiesForKeys: nil)
    for list in lists where list.pathExtension == "txt" {
      let name = list.deletingPathExtension().lastPathComponent
      // The engine itself reads the words heard through recognition errors.
      #expect(name == "同音" || packs.contains("$\(name)"), "\(name) is used nowhere")
    }
  }

  private static func words(of clause: Clause) -> [String] {
    switch clause.kind {
    case .any(let meanings), .all(let meanings), .atLeast(_, let meanings):
      meanings.flatMap(\.words)
    case .near(let elements, _, _): elements.flatMap { $0.flatMap(\.words) }
    case .regex: []
    }
  }
}
