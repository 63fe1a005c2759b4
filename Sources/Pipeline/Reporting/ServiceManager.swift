internal import Glibc

/// Tells systemd that we are ready, alive or stopping, by its datagram socket.
struct ServiceManager {
  private let path: [UInt8]?
  /// How often to say that we are alive, in nanoseconds; nil without a watchdog.
  let watchdogInterval: UInt64?

  /// Reads `NOTIFY_SOCKET` and `WATCHDOG_USEC`; without the first everything here does nothing.
  init() {
    path = getenv("NOTIFY_SOCKET").map { FileName(entry: $0).bytes }
    let limit = getenv("WATCHDOG_USEC").flatMap { UInt64(String(cString: $0)) }
    // Twice as often as asked, as its manual advises.
    watchdogInterval = limit.map { $0 * 1_000 / 2 }
  }

  func tell(_ state: String) {
    guard let path, !path.isEmpty else { return }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    // A leading @ stands for the NUL of an abstract name.
    if path[0] == UInt8(ascii: "@") { address.sun_path.0 = 0 }
    let end = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard end >= 0 else { return }
    defer { close(end) }
    let length = MemoryLayout.offset(of: \sockaddr_un.sun_path).map { $0 + path.count } ?? 0
    let message = Array(state.utf8)
    withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = sendto(
          end, message, message.count, Int32(MSG_NOSIGNAL), address, socklen_t(length))
      }
    }
  }
}
