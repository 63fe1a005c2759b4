private import CLinux

/// SHA-256 of bytes that come in pieces.
package struct SHA256Stream: ~Copyable {
  private var state = clinux_sha256_stream()

  package init() { clinux_sha256_begin(&state) }

  /// Takes the next bytes.
  package mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    clinux_sha256_add(&state, start, bytes.count)
  }

  /// The digest of all bytes taken so far, 32 bytes.
  package func digest() -> [UInt8] {
    var state = state
    return [UInt8](unsafeUninitializedCapacity: SHA256.size) { buffer, count in
      clinux_sha256_end(&state, buffer.baseAddress)
      count = SHA256.size
    }
  }
}
