import Foundation

/// The repository as these tests read it.
enum SourceTree {
  /// The root folder, found from this file.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// A Swift file of the repository.
  struct File: CustomStringConvertible, Sendable {
    /// From the root, such as `Sources/Matching/RuleEngine.swift`.
    let path: String
    let lines: [Substring]

    var description: String { path }
    /// The target it belongs to.
    var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    /// The modules it imports, with the line each stands in.
    var imports: [(module: String, line: Int)] {
      lines.enumerated().compactMap { number, line in
        let words = line.split(separator: " ").filter { !$0.hasPrefix("@") }
        guard let place = words.firstIndex(of: "import"), place <= 1, place + 1 < words.count
        else { return nil }
        // `import struct Foundation.Data` names the module in its last word.
        let module = words[words.count - 1].prefix { $0 != "." }
        return (String(module), number + 1)
      }
    }
  }

  /// All Swift files below a folder of the root.
  static func swiftFiles(in folder: String) -> [File] {
    let base = root + "/" + folder
    guard let walk = FileManager.default.enumerator(atPath: base) else { return [] }
    var files: [File] = []
    while let name = walk.nextObject() as? String {
      guard name.hasSuffix(".swift"),
        let data = FileManager.default.contents(atPath: base + "/" + name)
      else { continue }
      let text = String(decoding: data, as: UTF8.self)
      files.append(
        File(
          path: folder + "/" + name,
          lines: text.split(separator: "\n", omittingEmptySubsequences: false)))
    }
    return files.sorted { $0.path < $1.path }
  }

  /// The folders directly below another.
  static func folders(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)
      .filter { name in
        var isFolder: ObjCBool = false
        let path = root + "/\(folder)/\(name)"
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
          && isFolder.boolValue
      }.sorted()
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root + "/" + path)
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }
}
