internal import FoundationEssentials

/// The files of a rules folder: what is read, what is left alone.
enum RulesFolder {
  /// Where each kind of file lies, and how it ends.
  private static let places = [
    ("", "yaml"), ("lists", "txt"), ("packs", "yaml"), ("overrides", "yaml"), ("soft", "tsv"),
  ]

  static let single = ["taxonomy.yaml", "policy.yaml", "cues.yaml", "layouts.yaml"]

  /// Reads every file that belongs to a rule set, by path; of some places only, where they are named.
  static func read(
    _ folder: String, places only: Set<String>? = nil
  ) -> (sources: [SourceFile], problems: [Diagnostic]) {
    var sources: [SourceFile] = []
    var problems: [Diagnostic] = []
    guard isFolder(folder) else {
      let problem = Diagnostic(
        .missingFile, "there is no folder `\(folder)`", at: nil,
        help: ["name the rules folder with `--rules DIR` or `SUQIU_RULES`"])
      return ([], [problem])
    }
    for (place, ending) in places where only?.contains(place) != false {
      let base = place.isEmpty ? folder : folder + "/" + place
      let names = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
      for name in names where !isIgnored(name) {
        let path = place.isEmpty ? name : place + "/" + name
        let full = base + "/" + name
        if isFolder(full) { continue }
        guard name.hasSuffix("." + ending), !place.isEmpty || single.contains(name) else {
          if let problem = stray(path, name: name, wanted: ending) { problems.append(problem) }
          continue
        }
        if let data = FileManager.default.contents(atPath: full) {
          sources.append(SourceFile(path: path, bytes: Array(data)))
        } else {
          problems.append(
            Diagnostic(
              .unreadableFile, "`\(path)` cannot be opened", at: nil,
              help: ["check who may read it"]))
        }
      }
    }
    return (sources, problems.sorted { $0.message < $1.message })
  }

  /// Whether a path inside a rules folder is one of the files a rule set is read from.
  static func isRead(_ path: String) -> Bool {
    let parts = path.split(separator: "/").map(String.init)
    guard let name = parts.last, parts.count <= 2, !isIgnored(name) else { return false }
    let folder = parts.count == 2 ? parts[0] : ""
    return places.contains { place, ending in
      place == folder && name.hasSuffix("." + ending) && (!place.isEmpty || single.contains(name))
    }
  }

  /// Hidden files and what editors leave beside a file they save.
  static func isIgnored(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("#") || name.hasSuffix("~")
      || [".swp", ".swo", ".bak", ".tmp", ".orig"].contains { name.hasSuffix($0) }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  /// A file that looks like rules and is not read, such as `packs/outage.yml`.
  private static func stray(_ path: String, name: String, wanted: String) -> Diagnostic? {
    guard [".yaml", ".yml", ".txt", ".tsv"].contains(where: { name.lowercased().hasSuffix($0) })
    else { return nil }
    let stem = name.split(separator: ".").first ?? ""
    return Diagnostic(
      .strayFile, "`\(path)` is not read", at: nil,
      notes: ["only files with their usual name and ending are read"],
      help: path.contains("/")
        ? ["rename it to `\(stem).\(wanted)`, or move it away"]
        : ["packs lie in `packs/`, lists in `lists/`"])
  }
}
