internal import Glibc

/// The files of a rules folder: enough to see that one changed, to watch it, and to copy it.
struct RulesTree: Equatable {
  /// Path below the folder, and what changes with the file.
  struct Entry: Equatable {
    let path: String
    let isFolder: Bool
    let size: Int64
    let modified: Int64
    let inode: UInt64
  }

  private(set) var entries: [Entry] = []
  private let root: String

  /// The paths of the folder and all folders in it.
  var folders: [String] {
    [root] + entries.filter(\.isFolder).map { "\(root)/\($0.path)" }
  }

  /// Looks at a folder; what cannot be read is left out, the loader will say so.
  init(_ root: String) {
    self.root = root
    collect("", depth: 0)
    entries.sort { $0.path < $1.path }
  }

  private mutating func collect(_ below: String, depth: Int) {
    guard depth < 8, let listing = opendir(below.isEmpty ? root : "\(root)/\(below)") else {
      return
    }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        bytes.assumingMemoryBound(to: CChar.self).baseAddress.map { FileName(entry: $0) }
      }
      // Hidden names are editors' swap files; neither read nor copied.
      guard let name, !name.starts(with: ".") else { continue }
      let path = below.isEmpty ? "\(name)" : "\(below)/\(name)"
      var facts = stat()
      guard fstatat(AT_FDCWD, "\(root)/\(path)", &facts, 0) == 0 else { continue }
      let seen = FileFacts(facts)
      guard seen.kind == .regular || seen.kind == .folder else { continue }
      let isFolder = seen.kind == .folder
      entries.append(
        Entry(
          path: path, isFolder: isFolder, size: isFolder ? 0 : seen.size,
          modified: isFolder ? 0 : seen.signature.modified, inode: seen.signature.inode))
      if isFolder { collect(path, depth: depth + 1) }
    }
  }
}
