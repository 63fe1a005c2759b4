/// Where results are sent besides the outbox: one of `sinks:` in `suqiu.yaml`.
package struct SinkSettings: Equatable, Sendable {
  /// What a sink that is new to the spool begins with.
  package enum Beginning: String, Sendable, CaseIterable {
    /// Orders archived from now on.
    case now
    /// Everything the archive holds.
    case archive
  }

  /// Names its folder `spool/sinks/<name>`, and itself in the status.
  package var name: String
  package var url: String
  /// Holds a token that is sent as `Authorization: Bearer …`; read anew for every event.
  package var tokenFile: String?
  package var timeoutSeconds = 10
  /// How often an event that the receiver answers with trouble is tried.
  package var attempts = 10
  /// How long a receiver may be away before what it misses becomes dead letters.
  package var giveUpHours = 72
  package var beginning = Beginning.now

  package init(name: String, url: String) {
    self.name = name
    self.url = url
  }

  /// The keys of a sink in the file.
  package static let keys = [
    "name", "url", "token_file", "timeout_seconds", "attempts", "give_up_hours", "from",
  ]

  /// Why a sink cannot be used, in words for people.
  package struct Refusal: Error, Equatable, CustomStringConvertible {
    package var description: String
  }

  /// Reads what stands behind the keys.
  package init(_ values: [String: String]) throws(Refusal) {
    name = try Self.required("name", values)
    guard name.utf8.count <= 40, name.utf8.allSatisfy(Self.isPlain) else {
      throw Refusal(
        description: "name `\(name)`: write at most 40 of a-z, 0-9, - and _; it names a folder")
    }
    url = try Self.required("url", values)
    guard Self.isAddress(url) else {
      throw Refusal(
        description: "url `\(url)`: write http://… or https://… without user, password or blanks")
    }
    tokenFile = values["token_file"]
    timeoutSeconds = try Self.number("timeout_seconds", values, 1...600) ?? timeoutSeconds
    attempts = try Self.number("attempts", values, 1...1_000) ?? attempts
    giveUpHours = try Self.number("give_up_hours", values, 1...8_760) ?? giveUpHours
    if let word = values["from"] {
      guard let known = Beginning(rawValue: word) else {
        throw Refusal(description: "from `\(word)`: write now or archive")
      }
      beginning = known
    }
  }

  private static func required(
    _ key: String, _ values: [String: String]
  ) throws(Refusal) -> String {
    guard let value = values[key] else {
      throw Refusal(description: "has no `\(key)`; add a line `\(key): …`")
    }
    return value
  }

  private static func number(
    _ key: String, _ values: [String: String], _ range: ClosedRange<Int>
  ) throws(Refusal) -> Int? {
    guard let text = values[key] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw Refusal(
        description: "\(key) `\(text)`: write a whole number from \(range.lowerBound) to "
          + "\(range.upperBound)")
    }
    return number
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Whether something stands after the scheme; a password has no place in a file others read.
  private static func isAddress(_ url: String) -> Bool {
    guard let scheme = ["http://", "https://"].first(where: { url.hasPrefix($0) }) else {
      return false
    }
    let rest = url.dropFirst(scheme.count)
    let host = rest.prefix { $0 != "/" && $0 != "?" }
    return !host.isEmpty && !host.contains("@")
      && rest.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
