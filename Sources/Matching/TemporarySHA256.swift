enum SHA256 {
  static func digest(of bytes: UnsafeRawBufferPointer, into digest: inout [UInt8]) {
    digest = [UInt8](repeating: 0, count: 32)
  }
}
