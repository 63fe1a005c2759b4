/// Names that say of themselves that they are not complete orders.
struct IgnoredNames {
  private let suffixes: [[UInt8]]
  private let marker: [UInt8]?

  init(_ readiness: Settings.Readiness) {
    suffixes = readiness.ignoredSuffixes.map { Array($0.utf8) }
    marker = readiness.markerSuffix.map { Array($0.utf8) }
  }

  /// `.hidden`, `~$office`, `*.tmp`, `*.part`, …; and markers, which belong to another file.
  func contains(_ name: FileName) -> Bool {
    if name.starts(with: ".") || name.starts(with: "~$") { return true }
    let bytes = name.bytes
    if let marker, bytes.ends(with: marker) { return true }
    return suffixes.contains { bytes.ends(with: $0) }
  }

  /// The name of the file that announces this one; nil when none is needed.
  func marker(of name: FileName) -> FileName? {
    marker.map { name.appending($0) }
  }
}

extension [UInt8] {
  fileprivate func ends(with suffix: [UInt8]) -> Bool {
    count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
  }
}
