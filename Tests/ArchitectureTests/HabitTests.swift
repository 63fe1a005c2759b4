import Foundation
import Testing

/// Habits that keep files readable, held by reading them.
struct HabitTests {
  static let files = SourceTree.swiftFiles(in: "Sources") + SourceTree.swiftFiles(in: "Tests")

  @Test("no file is longer than 400 lines", arguments: files)
  func length(_ file: SourceTree.File) {
    #expect(file.lines.count <= 401, "\(file.path) has \(file.lines.count - 1) lines")
  }

  @Test("half of the source files have at most 110 lines")
  func median() {
    let lengths = SourceTree.swiftFiles(in: "Sources").map(\.lines.count).sorted()
    #expect(lengths[lengths.count / 2] <= 111)
  }

  /// Each with the reason; looked for in code, not in comments.
  static let forbidden: [(word: String, reason: String)] = [
    ("try!", "throw, or say with precondition what was promised"),
    ("as!", "decide with `as?` what happens otherwise"),
    ("fatalError", "use preconditionFailure with a sentence"),
    ("public ", "nothing leaves the package; write `package`"),
    ("open class", "nothing leaves the package"),
    ("NSLog", "log events through the event log"),
    ("DispatchQueue", "structured concurrency, or a thread of its own"),
  ]

  @Test("no source holds what the house does without")
  func habits() {
    for file in SourceTree.swiftFiles(in: "Sources") {
      for (number, line) in file.lines.enumerated() {
        let code = Self.code(of: line)
        for entry in Self.forbidden where Self.holds(code, entry.word) {
          Issue.record("\(file.path):\(number + 1) has `\(entry.word)`: \(entry.reason)")
        }
      }
    }
  }

  @Test("no source is left half done")
  func markers() {
    let markers = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "HA" + "CK"]
    for file in Self.files {
      for (number, line) in file.lines.enumerated() {
        for marker in markers where line.contains(marker) {
          Issue.record("\(file.path):\(number + 1) has \(marker)")
        }
      }
    }
  }

  @Test("no folder or file is called after nothing", arguments: files)
  func names(_ file: SourceTree.File) {
    let empty = ["Utils", "Util", "Helpers", "Helper", "Common", "Misc", "Manager", "Extensions"]
    for part in file.path.split(separator: "/") {
      let stem = part.split(separator: ".").first.map(String.init) ?? ""
      #expect(!empty.contains(stem), "\(file.path)")
    }
  }

  /// A line without its comment and without what stands in plain string literals.
  private static func code(of line: Substring) -> String {
    var code = ""
    var isString = false
    var previous: Character = " "
    for character in line {
      if character == "\"", previous != "\\" { isString.toggle() }
      if !isString { code.append(character) }
      if code.hasSuffix("//") { return String(code.dropLast(2)) }
      previous = character
    }
    return code
  }

  /// Whether a word stands there on its own.
  private static func holds(_ code: String, _ word: String) -> Bool {
    guard let range = code.range(of: word) else { return false }
    guard range.lowerBound > code.startIndex else { return true }
    let before = code[code.index(before: range.lowerBound)]
    return !before.isLetter && !before.isNumber && before != "_"
  }
}
