/// Pieces of text side by side in one stretch of bytes: writing one is a copy and counts nothing.
final class TextArena: Sendable {
  let bytes: [UInt8]
  private let starts: [Int32]

  init(_ pieces: [[UInt8]]) {
    var bytes: [UInt8] = []
    var starts: [Int32] = [0]
    for piece in pieces {
      bytes += piece
      starts.append(Int32(bytes.count))
    }
    self.bytes = bytes
    self.starts = starts
  }

  /// The bytes of a piece within all.
  @inline(__always)
  func range(_ number: Int) -> Range<Int> { Int(starts[number])..<Int(starts[number + 1]) }

  /// A copy of a piece, off the way of orders.
  subscript(number: Int) -> [UInt8] { Array(bytes[range(number)]) }
}
