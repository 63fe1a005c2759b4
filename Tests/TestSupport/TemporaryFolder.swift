import Foundation

/// A folder of its own for one test, removed when the test lets go of it.
package final class TemporaryFolder: Sendable {
  /// Absolute, without a trailing slash.
  package let path: String

  package init() throws {
    let base = FileManager.default.temporaryDirectory.appendingPathComponent("suqiu-tests")
    let folder = base.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit {
    // Left-overs in the temporary folder do no harm.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file, making its folders; returns its full path.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) throws -> String {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }

  /// Copies everything below a folder into this one, over what is there.
  package func overlay(_ folder: String, into name: String) throws {
    let manager = FileManager.default
    let target = URL(fileURLWithPath: path).appendingPathComponent(name)
    try manager.createDirectory(at: target, withIntermediateDirectories: true)
    for entry in try manager.subpathsOfDirectory(atPath: folder).sorted() {
      let source = URL(fileURLWithPath: folder).appendingPathComponent(entry)
      let destination = target.appendingPathComponent(entry)
      let type = try manager.attributesOfItem(atPath: source.path)[.type] as? FileAttributeType
      if type == .typeDirectory {
        try manager.createDirectory(at: destination, withIntermediateDirectories: true)
      } else {
        if manager.fileExists(atPath: destination.path) {
          try manager.removeItem(at: destination)
        }
        try manager.copyItem(at: source, to: destination)
      }
    }
  }
}
