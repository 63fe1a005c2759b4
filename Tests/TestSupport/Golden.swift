import Foundation

/// Compares what a program writes with what it wrote when somebody last looked at it.
package enum Golden {
  /// nil when the file holds exactly this text; else what to do, for the failure message.
  ///
  /// With `RECORD_GOLDEN=1` the file is written and the test still fails, so that a recording run
  /// is never taken for a passing one.
  package static func difference(of actual: String, from path: String) -> String? {
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      do {
        try Data(actual.utf8).write(to: URL(fileURLWithPath: path))
        return "recorded \(path); look at the change, then run again without RECORD_GOLDEN"
      } catch {
        return "could not record \(path): \(error)"
      }
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      return "there is no \(path); record it with RECORD_GOLDEN=1\n\(actual)"
    }
    let expected = String(decoding: data, as: UTF8.self)
    guard expected != actual else { return nil }
    return "\(path) differs\n--- expected\n\(expected)\n--- actual\n\(actual)"
  }
}
