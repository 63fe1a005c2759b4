/// Where the console answers.
package struct ConsoleSettings: Sendable {
  package var address: ConsoleAddress
  /// Names a reverse proxy may pass on as `Host`, beside those of this machine.
  package var proxyHosts: [String] = []

  package init(address: ConsoleAddress) { self.address = address }

  var allowedHosts: [String] {
    ["127.0.0.1", "localhost", "[::1]", address.bracketedHost] + proxyHosts
  }
}

/// `127.0.0.1:7878`: an address of this machine alone.
package struct ConsoleAddress: Equatable, Sendable {
  /// Why an address cannot be used.
  package enum Refusal: Error, Equatable, Sendable, CustomStringConvertible {
    case notLoopback(String)
    case unreadable(String)

    package var description: String {
      switch self {
      case .notLoopback(let text):
        """
        \(text) is not a loopback address; the console has no TLS and no accounts. \
        Listen on 127.0.0.1 and put a reverse proxy (nginx, Caddy) in front of it
        """
      case .unreadable(let text):
        "\(text) is no address with a port; write 127.0.0.1:7878"
      }
    }
  }

  package let host: String
  package let port: Int

  /// Reads `127.0.0.1:7878`, `localhost:7878` or `[::1]:7878`; port 0 takes a free one.
  package init(_ text: String) throws(Refusal) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...])
    else { throw .unreadable(text) }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    guard Self.isLoopback(host) else { throw .notLoopback(text) }
    self.host = host
    self.port = Int(port)
  }

  /// As it stands in web addresses.
  package var bracketedHost: String { host.contains(":") ? "[\(host)]" : host }

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
