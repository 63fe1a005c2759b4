internal import Glibc

/// The name of one file inside a folder, as the kernel knows it: bytes, never a `String`.
///
/// `String` would make an NFC and an NFD name equal and lose bytes that are not UTF-8.
package struct FileName: Hashable, Sendable {
  /// The bytes and one NUL, ready for a system call.
  let cString: [CChar]

  package init(_ bytes: some Sequence<UInt8>) {
    cString = bytes.map { CChar(bitPattern: $0) } + [0]
  }

  package init(_ text: String) {
    self.init(text.utf8)
  }

  /// Takes the name of a directory entry, up to its NUL.
  init(entry: UnsafePointer<CChar>) {
    cString = Array(UnsafeBufferPointer(start: entry, count: strlen(entry) + 1))
  }

  /// The number of bytes, without the NUL.
  package var count: Int { cString.count - 1 }

  /// The bytes, without the NUL.
  package var bytes: [UInt8] { cString.dropLast().map { UInt8(bitPattern: $0) } }

  /// Whether it begins with these ASCII bytes.
  func starts(with prefix: StaticString) -> Bool {
    count >= prefix.utf8CodeUnitCount && matches(prefix, at: 0)
  }

  /// Whether it ends with these ASCII bytes.
  func ends(with suffix: StaticString) -> Bool {
    let start = count - suffix.utf8CodeUnitCount
    return start >= 0 && matches(suffix, at: start)
  }

  private func matches(_ text: StaticString, at start: Int) -> Bool {
    for index in 0..<text.utf8CodeUnitCount
    where UInt8(bitPattern: cString[start + index]) != text.utf8Start[index] {
      return false
    }
    return true
  }

  /// This name with more bytes after it.
  func appending(_ suffix: some Sequence<UInt8>) -> FileName {
    FileName(bytes + suffix)
  }
}

extension FileName: Comparable {
  /// Byte order, the order of `memcmp`.
  package static func < (left: FileName, right: FileName) -> Bool {
    left.cString.lexicographicallyPrecedes(right.cString) {
      UInt8(bitPattern: $0) < UInt8(bitPattern: $1)
    }
  }
}

extension FileName: CustomStringConvertible {
  /// For people: what is not UTF-8 shows as U+FFFD, so never use it to open a file.
  package var description: String { String(decoding: bytes, as: UTF8.self) }
}
