import Foundation
import RuleLanguage
import Testing
import Workbench

/// The rules of the repository, read and tried once for all tests.
enum ShippedRules {
  /// The folder `Rules` beside `Tests`.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Rules")

  static let reading = RuleLibrary.read(folder: folder.path)
  static let check = RuleCheck.run(reading)

  /// The set; nil when it could not be read.
  static var ruleSet: RuleSet? { reading.ruleSet }

  /// What was found of one severity, one line each.
  static func found(_ severity: Diagnostic.Severity) -> [String] {
    check.diagnostics.filter { $0.severity == severity }.map {
      "\($0.position?.file ?? ""):\($0.position?.line ?? 0): \($0.message)"
    }
  }

  /// The pack files by name, split into lines.
  static func packs() throws -> [(name: String, lines: [String])] {
    let files = try FileManager.default.contentsOfDirectory(
      at: folder.appending(path: "packs"), includingPropertiesForKeys: nil)
    return try files.filter { $0.pathExtension == "yaml" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { file in
        let text = try String(contentsOf: file, encoding: .utf8)
        return (file.lastPathComponent, text.components(separatedBy: "\n"))
      }
  }
}
