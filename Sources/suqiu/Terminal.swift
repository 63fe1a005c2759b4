import Glibc

/// Standard error and what kind of terminal stands behind the streams.
enum Terminal {
  /// Writes a line for people to standard error; results alone go to standard output.
  static func error(_ text: String) {
    write(text + "\n", to: STDERR_FILENO)
  }

  /// Writes text to standard output.
  static func output(_ text: String) {
    write(text, to: STDOUT_FILENO)
  }

  /// Whether colour is wanted: a terminal, and `NO_COLOR` unset or empty (no-color.org).
  static func wantsColour(_ descriptor: Int32) -> Bool {
    guard isatty(descriptor) == 1 else { return false }
    guard let value = getenv("NO_COLOR") else { return true }
    return value.pointee == 0
  }

  /// Writes results to standard output.
  static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32 = STDOUT_FILENO) {
    var place = 0
    while place < bytes.count {
      let done = Glibc.write(descriptor, bytes.baseAddress.map { $0 + place }, bytes.count - place)
      if done >= 0 {
        place += done
      } else if errno != EINTR {
        return
      }
    }
  }

  private static func write(_ text: String, to descriptor: Int32) {
    Array(text.utf8).withUnsafeBytes { write($0, to: descriptor) }
  }
}
