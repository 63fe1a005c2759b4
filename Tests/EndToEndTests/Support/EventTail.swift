import Foundation

/// The log of one daemon, read on from where it was read last; counts events by name.
struct EventTail {
  private let path: String
  private var offset: UInt64 = 0
  private var counts: [String: Int] = [:]

  init(_ path: String) { self.path = path }

  /// How often an event was logged until now.
  mutating func count(_ event: String) throws -> Int {
    try readOn()
    return counts[event, default: 0]
  }

  /// Takes the whole lines that have come since.
  private mutating func readOn() throws {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    try file.seek(toOffset: offset)
    guard let bytes = try file.readToEnd(), let end = bytes.lastIndex(of: 0x0A) else { return }
    let whole = bytes[bytes.startIndex...end]
    offset += UInt64(whole.count)
    for line in whole.split(separator: 0x0A) {
      let fields = try JSONSerialization.jsonObject(with: line) as? [String: Any]
      if let name = fields?["event"] as? String { counts[name, default: 0] += 1 }
    }
  }
}
