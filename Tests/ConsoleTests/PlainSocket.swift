import Foundation
import Glibc

/// A connection as bytes: what is sent stands in the test, nothing is made better on the way.
struct PlainSocket: ~Copyable {
  private let raw: Int32

  init(port: Int) throws {
    raw = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      raw, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let code = withUnsafePointer(to: &address) { place in
      place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(raw, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
  }

  deinit { close(raw) }

  func send(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Glibc.send(raw, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      // The other side may have said no and gone.
      guard sent > 0 else { return }
      rest = rest.dropFirst(sent)
    }
  }

  /// Everything until the other side closes, or until the text holds the words.
  func read(until words: String? = nil) -> String {
    var all: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let got = recv(raw, &piece, piece.count, 0)
      guard got > 0 else { break }
      all += piece[..<got]
      if let words, String(decoding: all, as: UTF8.self).contains(words) { break }
    }
    return String(decoding: all, as: UTF8.self)
  }
}
