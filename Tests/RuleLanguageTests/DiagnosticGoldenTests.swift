import Foundation
import RuleLanguage
import TestSupport
import Testing

/// Every code has a file that provokes it and the text people then read.
struct DiagnosticGoldenTests {
  /// Codes only the matcher or the workbench can raise; their goldens lie with them.
  static let raisedElsewhere: Set<DiagnosticCode> = [
    .badPattern, .failedExample, .foldedLiteral, .quadraticPattern, .slowPattern, .neverMatches,
    .alwaysSuppressed,
  ]

  static let codes = DiagnosticCode.allCases.filter { !raisedElsewhere.contains($0) }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden").path

  @Test("a mistake is told as recorded", arguments: codes)
  func golden(_ code: DiagnosticCode) throws {
    let files = FileManager.default
    let name = Self.folder + "/" + code.rawValue
    let scratch = try TemporaryFolder()
    var isFolder = false
    var isDirectory: ObjCBool = false
    isFolder = files.fileExists(atPath: name, isDirectory: &isDirectory) && isDirectory.boolValue
    try #require(
      isFolder || files.fileExists(atPath: name + ".yaml"),
      "there is no Golden/\(code.rawValue).yaml and no folder of that name")
    if !files.fileExists(atPath: name + "/alone") {
      try scratch.overlay(Self.folder + "/base", into: "Rules")
    }
    if isFolder {
      try scratch.overlay(name, into: "Rules")
    } else {
      let bytes = try #require(files.contents(atPath: name + ".yaml"))
      try scratch.write(Array(bytes), to: "Rules/packs/lightning.yaml")
    }
    let reading = RuleLibrary.read(folder: scratch.path + "/Rules")
    let text = DiagnosticRenderer(reading).text(reading.diagnostics)
    #expect(reading.diagnostics.contains { $0.code == code })
    #expect((reading.ruleSet == nil) == reading.hasErrors)
    let difference = Golden.difference(of: text, from: name + ".txt")
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test("every file in Golden belongs to a code")
  func noLeftOvers() throws {
    let known = Set(Self.codes.map(\.rawValue) + ["base"])
    for entry in try FileManager.default.contentsOfDirectory(atPath: Self.folder) {
      let stem = entry.split(separator: ".").first.map(String.init) ?? entry
      #expect(known.contains(stem), "Golden/\(entry)")
    }
  }

  @Test("the base of the goldens has nothing to complain of")
  func base() {
    let reading = RuleLibrary.read(folder: Self.folder + "/base")
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.ruleSet?.rules.count == 1)
  }
}

/// Every code has a long text.
struct ExplanationTests {
  @Test("a code is explained with what, why and a pair", arguments: DiagnosticCode.allCases)
  func explained(_ code: DiagnosticCode) throws {
    let explanation = try #require(code.explanation)
    #expect(explanation.what.hasSuffix("."))
    #expect(explanation.why.count > 20)
    #expect(explanation.avoid != explanation.prefer)
    #expect(explanation.text.contains("Avoid:\n    "))
  }
}
