internal import Glibc

/// `rules-last-good/`: a copy of the rules that were accepted last, for a start with broken ones.
struct LastGoodRules {
  private static let name = "rules-last-good"
  private let spool: Folder
  private let files: FileSystem

  init(spool: Folder, files: FileSystem) {
    self.spool = spool
    self.files = files
  }

  /// The folder as a path, for the loader.
  static func path(inSpool spool: String) -> String { "\(spool)/\(name)" }

  /// Copies the folder, and puts the copy in the place of the older one.
  ///
  /// Only when it is still as it was read: what was saved since has passed no check.
  func keep(_ folder: String, asRead tree: RulesTree) throws(SystemFailure) {
    let fresh = "\(Self.name).new"
    let old = "\(Self.name).old"
    try remove(fresh)
    try remove(old)
    let copy = try files.makeFolder(fresh, in: spool, mode: 0o750)
    let source = try files.openFolder(path: folder)
    try copyFiles(from: source, to: copy)
    try files.sync(copy)
    guard RulesTree(folder) == tree else { return try remove(fresh) }
    do throws(SystemFailure) {
      try files.rename(FileName(Self.name), in: spool, to: FileName(old), in: spool)
    } catch  where error.code == ENOENT {
    }
    try files.rename(FileName(fresh), in: spool, to: FileName(Self.name), in: spool)
    try remove(old)
  }

  private func copyFiles(from source: Folder, to target: Folder) throws(SystemFailure) {
    for name in try names(in: source) where !name.starts(with: ".") {
      guard let facts = try files.facts(in: source, name) else { continue }
      switch facts.kind {
      case .folder:
        try copyFiles(
          from: files.openFolder("\(name)", in: source),
          to: files.makeFolder("\(name)", in: target, mode: 0o750))
      case .regular:
        var bytes: [UInt8] = []
        let file = try files.openFile(in: source, name)
        try files.read(file, into: &bytes, expected: Int(facts.size), limit: 64 << 20)
        let copy = try files.createFile(in: target, name, exclusive: false)
        try files.write(copy, bytes)
        try files.sync(copy)
      default: continue
      }
    }
  }

  private func remove(_ name: String) throws(SystemFailure) {
    guard try files.facts(in: spool, FileName(name)) != nil else { return }
    try empty(files.openFolder(name, in: spool))
    try files.removeFolder(FileName(name), in: spool)
  }

  private func empty(_ folder: Folder) throws(SystemFailure) {
    for name in try names(in: folder) {
      if try files.facts(in: folder, name)?.kind == .folder {
        try empty(files.openFolder("\(name)", in: folder))
        try files.removeFolder(name, in: folder)
      } else {
        try files.unlink(name, in: folder)
      }
    }
  }

  private func names(in folder: Folder) throws(SystemFailure) -> [FileName] {
    var all: [FileName] = []
    try files.names(in: folder) { all.append($0) }
    return all
  }
}
