internal import Glibc
internal import Synchronization

/// Hands out whole lines of a stream in batches, numbered, to any number of workers.
final class LineSource: Sendable {
  /// A read error, with the system's number.
  struct ReadFailure: Error {
    var number: Int32
  }

  /// How many bytes a batch aims at.
  static let batchSize = 256 * 1024

  private struct State {
    /// The unfinished line that ended the last batch.
    var rest: [UInt8] = []
    var nextBatch = 0
    var nextLine = 1
    var isAtEnd = false
    var failure: ReadFailure?
  }

  private let descriptor: Int32
  private let state = Mutex(State())

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// A batch: its number and the number of its first line, counted from 1.
  struct Batch {
    var number: Int
    var firstLine: Int
  }

  /// Fills the buffer with the next whole lines; nil at the end of the stream.
  func next(into buffer: inout [UInt8]) throws(ReadFailure) -> Batch? {
    let outcome = state.withLock { state -> Result<Batch?, ReadFailure> in
      fill(&buffer, &state)
      if let failure = state.failure { return .failure(failure) }
      guard !buffer.isEmpty else { return .success(nil) }
      let batch = Batch(number: state.nextBatch, firstLine: state.nextLine)
      state.nextBatch += 1
      state.nextLine += Self.lineEnds(in: buffer) + (buffer.last == 0x0A ? 0 : 1)
      return .success(batch)
    }
    return try outcome.get()
  }

  private static func lineEnds(in buffer: [UInt8]) -> Int {
    buffer.withUnsafeBytes { bytes in
      var number = 0
      // Counted in bytes, a piece at a time, so that many are added at once.
      var start = 0
      while start < bytes.count {
        let end = min(bytes.count, start + 255)
        var piece: UInt8 = 0
        for place in start..<end { piece &+= bytes[place] == 0x0A ? 1 : 0 }
        number += Int(piece)
        start = end
      }
      return number
    }
  }

  /// Reads until the buffer ends in a line end or the stream does.
  private func fill(_ buffer: inout [UInt8], _ state: inout State) {
    buffer.removeAll(keepingCapacity: true)
    swap(&buffer, &state.rest)
    while !state.isAtEnd, state.failure == nil {
      let before = buffer.count
      buffer.append(contentsOf: repeatElement(0, count: Self.batchSize))
      let got = buffer.withUnsafeMutableBytes { bytes in
        read(descriptor, bytes.baseAddress.map { $0 + before }, Self.batchSize)
      }
      if got < 0 {
        buffer.removeSubrange(before...)
        if errno == EINTR { continue }
        state.failure = ReadFailure(number: errno)
        return
      }
      buffer.removeSubrange((before + got)...)
      if got == 0 {
        state.isAtEnd = true
        return
      }
      guard let lastEnd = buffer[before...].lastIndex(of: 0x0A) else { continue }
      state.rest.append(contentsOf: buffer[(lastEnd + 1)...])
      buffer.removeSubrange((lastEnd + 1)...)
      return
    }
  }
}
