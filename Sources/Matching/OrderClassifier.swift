internal import RuleLanguage
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
  package let engine: RuleEngine
  /// The order last read; refilled for every order.
  package internal(set) var document = Document()
  var scratch: MatchScratch
  var decision: Decision
  private var writer = ByteWriter()

  package init(engine: RuleEngine) {
    self.engine = engine
    scratch = MatchScratch(rules: engine.rules)
    decision = Decision(labelCount: engine.ruleSet.taxonomy.labels.count)
  }

  /// Appends the result of one file, a CloudEvents envelope without a line end, to the output.
  package mutating func classify(
    file bytes: UnsafeRawBufferPointer, facts: DeliveryFacts, into output: inout [UInt8]
  ) throws(ReadRefusal) {
    try engine.reader.read(bytes, into: &document)
    SHA256.digest(of: bytes, into: &document.digest)
    decide()
    writer.truncate()
    Envelope(facts: facts, isJIT: engine.isJIT).writeHead(to: &writer)
    engine.writer.write(document, scratch, decision, name: .file(facts.name), to: &writer)
    writer.append("}}")
    output.append(contentsOf: writer.bytes)
  }

  /// Classifies a text whose UTF-8 already stands in `document.original` (see `withText`).
  mutating func decide() {
    scratch.reset()
    scratch.findWords(engine.rules, document)
    scratch.settleStates(engine.rules, document)
    scratch.testRules(engine.rules, document)
    decision.decide(&scratch, engine.rules, document)
    readFields()
  }

  /// Reads the named values of the rules that fired.
  private mutating func readFields() {
    for index in scratch.fired.indices {
      let fired = scratch.fired[index]
      let rule = engine.rules.rules[Int(fired.rule)]
      guard !rule.fields.isEmpty, fired.suppressedBy < 0, !rule.isShadow,
        !scratch.fired[..<index].contains(where: { $0.rule == fired.rule })
      else { continue }
      for field in rule.fields {
        scratch.readField(field, of: fired.rule, engine.rules, document)
      }
    }
  }
}
