private import CLinux

/// SHA-256 (FIPS 180-4), the one hash of this program.
package enum SHA256 {
  /// Bytes of a digest.
  package static let size = 32

  /// Replaces `digest` by the 32 bytes of the hash.
  package static func digest(of bytes: UnsafeRawBufferPointer, into digest: inout [UInt8]) {
    prepare(&digest)
    digest.withUnsafeMutableBufferPointer {
      clinux_sha256(bytes.baseAddress, bytes.count, $0.baseAddress)
    }
  }

  /// The same without the processor's instructions.
  static func portableDigest(of bytes: UnsafeRawBufferPointer, into digest: inout [UInt8]) {
    prepare(&digest)
    digest.withUnsafeMutableBufferPointer {
      clinux_sha256_portable(bytes.baseAddress, bytes.count, $0.baseAddress)
    }
  }

  private static func prepare(_ digest: inout [UInt8]) {
    if digest.count == size { return }
    digest.removeAll(keepingCapacity: true)
    digest.append(contentsOf: repeatElement(0, count: size))
  }
}
