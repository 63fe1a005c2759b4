package import Transcripts

/// What the envelope says about one order: facts of the delivery, not of the text.
package struct DeliveryFacts: Sendable {
  /// The claim id, or the id the caller gave.
  package var id: String
  /// Where the daemon runs, such as `/suqiu/hall-01`.
  package var source: String
  /// The file name as bytes; need not be UTF-8.
  package var name: [UInt8]
  /// Milliseconds since 1970 of the claim.
  package var milliseconds: Int64

  package init(id: String, source: String, name: [UInt8], milliseconds: Int64) {
    self.id = id
    self.source = source
    self.name = name
    self.milliseconds = milliseconds
  }
}

/// Classifies orders one after another; each worker owns one.
package struct OrderClassifier: ~Copyable {
  private let engine: RuleEngine
  private var document = Document()

  package init(engine: RuleEngine) {
    self.engine = engine
  }

  /// Appends the result of one file, a CloudEvents envelope without a line end, to the output.
  package mutating func classify(
    file bytes: UnsafeRawBufferPointer, facts: DeliveryFacts, into output: inout [UInt8]
  ) throws(ReadRefusal) {
    try engine.reader.read(bytes, into: &document)
    output.append(contentsOf: "{\"id\":\"\(facts.id)\"}".utf8)
  }
}
