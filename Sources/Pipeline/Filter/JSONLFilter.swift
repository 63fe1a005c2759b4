internal import Glibc
package import Matching

/// `{"id","text"}` lines in, as many result lines out, in the same order: a pure filter.
package struct JSONLFilter: Sendable {
  /// Why the stream could not be read or written to its end.
  package enum Failure: Error {
    /// The system's numbers.
    case read(Int32)
    case write(Int32)

    /// One sentence for people.
    package var message: String {
      switch self {
      case .read(let number): "the input cannot be read: \(String(cString: strerror(number)))"
      case .write(let number): "the output cannot be written: \(String(cString: strerror(number)))"
      }
    }

    /// Whether the reader of the output simply went away.
    package var isBrokenPipe: Bool { if case .write(EPIPE) = self { true } else { false } }
  }

  private let engine: RuleEngine
  private let form: ResultForm
  private let workers: Int
  private let isPlain: Bool

  package init(engine: RuleEngine, form: ResultForm, workers: Int, isPlain: Bool = false) {
    self.engine = engine
    self.form = form
    self.workers = workers
    self.isPlain = isPlain
  }

  /// Runs until the input ends.
  package func run(input: Int32, output: Int32) async throws(Failure) {
    let source = LineSource(descriptor: input)
    let sink = OrderedOutput(descriptor: output)
    let failures = await withTaskGroup(of: Int32?.self) { group in
      for _ in 0..<workers {
        group.addTask { work(source, sink) }
      }
      var found: Int32?
      for await failure in group { found = found ?? failure }
      return found
    }
    if let number = sink.failure { throw .write(number) }
    if let number = failures { throw .read(number) }
  }

  /// One worker: a batch of whole lines at a time. Returns the number of a read error.
  private func work(_ source: LineSource, _ sink: OrderedOutput) -> Int32? {
    var classifier = OrderClassifier(engine: engine, isPlain: isPlain)
    var buffer: [UInt8] = []
    var results = ByteWriter()
    while sink.failure == nil {
      do throws(LineSource.ReadFailure) {
        guard let batch = try source.next(into: &buffer) else { return nil }
        results.truncate()
        classify(buffer, batch, &classifier, &results)
        sink.deliver(batch.number, results.bytes)
      } catch {
        return error.number
      }
    }
    return nil
  }

  private func classify(
    _ buffer: [UInt8], _ batch: LineSource.Batch, _ classifier: inout OrderClassifier,
    _ results: inout ByteWriter
  ) {
    buffer.withUnsafeBytes { bytes in
      var start = 0
      var number = batch.firstLine
      while start < bytes.count {
        let end = lineEnd(bytes, from: start)
        let line = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        classifier.classify(jsonLine: line, number: number, form: form, to: &results)
        start = end + 1
        number += 1
      }
    }
  }

  private func lineEnd(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard let base = bytes.baseAddress,
      let found = memchr(base + start, 0x0A, bytes.count - start)
    else { return bytes.count }
    return UnsafeRawPointer(found) - base
  }
}
