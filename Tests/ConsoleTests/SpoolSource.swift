import Foundation
import TestSupport

/// What stands in the folders of a test house.
enum SpoolSource {
  static func pack(_ name: String, _ house: ConsoleHouse) -> String? {
    try? String(contentsOfFile: "\(house.rules)/packs/\(name).yaml", encoding: .utf8)
  }

  static func text(_ path: String, _ house: ConsoleHouse) -> String? {
    try? String(contentsOfFile: "\(house.folder.path)/spool/\(path)", encoding: .utf8)
  }

  /// The files below `feedback`, without those the house made.
  static func corrections(_ house: ConsoleHouse) -> [(path: String, text: String)] {
    let base = "\(house.folder.path)/spool/feedback"
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: base)) ?? []
    return paths.filter { $0.hasSuffix(".json") }.sorted().map {
      ($0, (try? String(contentsOfFile: "\(base)/\($0)", encoding: .utf8)) ?? "")
    }
  }

  static func olderVersions(_ pack: String, _ house: ConsoleHouse) -> [String] {
    let base = "\(house.folder.path)/spool/console/packs/\(pack)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
    return names.sorted().compactMap {
      try? String(contentsOfFile: "\(base)/\($0)", encoding: .utf8)
    }
  }

  static func mode(_ path: String) -> Int {
    let facts = try? FileManager.default.attributesOfItem(atPath: path)
    return (facts?[.posixPermissions] as? NSNumber)?.intValue ?? 0
  }

  /// Lets others read a file.
  static func open(_ path: String) {
    try? FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
  }
}
