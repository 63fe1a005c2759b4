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
  /// The place of the claim among those of its daemon, as digits.
  package var sequence: String
  /// The id of an earlier delivery of the same name and content, where those are told of.
  package var duplicateOf: String?

  package init(
    id: String, source: String, name: [UInt8], milliseconds: Int64, sequence: String,
    duplicateOf: String? = nil
  ) {
    self.id = id
    self.source = source
    self.name = name
    self.milliseconds = milliseconds
    self.sequence = sequence
    self.duplicateOf = duplicateOf
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
  private var listing = EvidenceListing()
  private var rows = JSONLineReader()
  private var digestBuffer: [UInt8] = []

  let isPlain: Bool
  /// How often a rule may meet a limit before it is switched off; nil = for ever.
  private let breakAfter: Int?

  /// The ids of the rules that were switched off because they met limits too often.
  package var switchedOffRules: [String] {
    scratch.switchedOff.array.map { engine.ruleSet.rules[Int($0)].id }
  }

  /// - Parameters:
  ///   - engine: The compiled rules, shared.
  ///   - isPlain: Every word and every rule on every order, without the gate: slow, the oracle.
  ///   - breakAfter: A rule that met a limit on so many orders is not tested any more, and named
  ///     in results it might have changed; nil = it is always tested.
  package init(engine: RuleEngine, isPlain: Bool = false, breakAfter: Int? = nil) {
    self.engine = engine
    self.breakAfter = breakAfter
    self.isPlain = isPlain
    scratch = MatchScratch(rules: engine.rules)
    decision = Decision(labelCount: engine.ruleSet.taxonomy.labels.count)
  }

  /// Appends the result of one file, a CloudEvents envelope without a line end, to the output.
  package mutating func classify(
    file bytes: UnsafeRawBufferPointer, facts: DeliveryFacts, into output: inout [UInt8]
  ) throws(ReadRefusal) {
    try engine.reader.read(bytes, into: &document)
    SHA256.digest(of: bytes, into: &document.digest)
    decide(linksAll: isPlain)
    writer.truncate()
    Envelope(facts: facts, isJIT: engine.isJIT).writeHead(to: &writer)
    engine.writer.write(
      document, scratch, decision, name: .file(facts.name), with: &listing, to: &writer)
    writer.append("}}")
    output.append(contentsOf: writer.bytes)
  }

  /// Writes the result line of one `{"id","text"}` line; a bad line gives an error line.
  package mutating func classify(
    jsonLine line: UnsafeRawBufferPointer, number: Int, form: ResultForm,
    to out: inout ByteWriter
  ) {
    if let fault = rows.read(line, into: &document) {
      writeFault(fault, id: rows.id, number: number, to: &out)
      return
    }
    guard engine.reader.structure(checking: &document) else {
      writeFault(.badUTF8, id: rows.id, number: number, to: &out)
      return
    }
    decide(linksAll: isPlain)
    if form != .brief || rows.id.isEmpty { digestText() }
    writeHead(form, id: rows.id, to: &out)
    switch form {
    case .brief: engine.writer.writeBrief(scratch, decision, to: &out)
    case .full, .envelope:
      engine.writer.write(document, scratch, decision, name: .none, with: &listing, to: &out)
    }
    out.append(form == .envelope ? "}}\n" : "}\n")
  }

  /// Writes the result of one file as a line; the id names content and rules.
  package mutating func classify(
    file bytes: UnsafeRawBufferPointer, name: [UInt8], form: ResultForm, to out: inout ByteWriter
  ) throws(ReadRefusal) {
    try engine.reader.read(bytes, into: &document)
    SHA256.digest(of: bytes, into: &document.digest)
    decide(linksAll: isPlain)
    writeHead(form, id: [], to: &out)
    switch form {
    case .brief: engine.writer.writeBrief(scratch, decision, to: &out)
    case .full, .envelope:
      engine.writer.write(document, scratch, decision, name: .file(name), with: &listing, to: &out)
    }
    out.append(form == .envelope ? "}}\n" : "}\n")
  }

  /// Reads the next row of a batch file and writes its line: the result, or what is wrong with it.
  ///
  /// - Returns: what the batch met; a line was written for `.row` and `.fault`.
  package mutating func classifyNext(
    of batch: inout BatchReader, as frame: BatchFrame, to out: inout ByteWriter
  ) -> BatchReader.Step {
    let step = batch.next(&document)
    switch step {
    case .needsBytes, .end: return step
    case .fault(let fault):
      writeFault(fault, id: frame.faultId(batch), number: batch.row, to: &out)
      return step
    case .row: break
    }
    guard engine.reader.structure(checking: &document) else {
      writeFault(.badUTF8, id: frame.faultId(batch), number: batch.row, to: &out)
      return .fault(.badUTF8)
    }
    decide(linksAll: isPlain)
    if frame.form != .brief { digestText() }
    switch frame.delivery {
    case .single(let facts):
      Envelope(facts: facts, isJIT: engine.isJIT).writeHead(to: &out)
    case .folder(var facts):
      facts.id += "-\(batch.row)"
      Envelope(facts: facts, isJIT: engine.isJIT).writeHead(to: &out)
    case .command:
      writeHead(frame.form, id: frame.id(batch), to: &out)
    }
    if frame.form == .brief {
      engine.writer.writeBrief(scratch, decision, to: &out)
    } else {
      engine.writer.write(
        document, scratch, decision, name: .file(frame.name), row: frame.row(batch),
        with: &listing, to: &out)
    }
    out.append(frame.form == .envelope ? "}}\n" : "}\n")
    return step
  }

  private mutating func digestText() {
    document.original.withUnsafeBytes { SHA256.digest(of: $0, into: &digestBuffer) }
    swap(&document.digest, &digestBuffer)
  }

  /// The opening brace and the id: the line's own, or one that names content and rules.
  private func writeHead(_ form: ResultForm, id: [UInt8], to out: inout ByteWriter) {
    if form == .envelope {
      out.append("{\"specversion\":\"1.0\",\"type\":\"suqiu.classified.v1\"")
      out.append(",\"source\":\"/suqiu/classify\",\"id\":")
      writeId(id, asText: true, to: &out)
      out.append(",\"datacontenttype\":\"application/json\"")
      out.append(",\"dataschema\":\"urn:suqiu:classified:1.0\",\"suqiuengine\":\"")
      out.append(engine.isJIT ? "jit" : "interpreter")
      out.append("\",\"data\":{")
    } else {
      out.append("{\"id\":")
      writeId(id, asText: false, to: &out)
      out.append(0x2C)
    }
  }

  private func writeId(_ id: [UInt8], asText: Bool, to out: inout ByteWriter) {
    if id.isEmpty {
      out.append("\"sha256:")
      out.append(hex: document.digest, first: 8)
      out.append("-rs:")
      out.append(engine.shortDigest)
      out.append(0x22)
    } else if asText, id[0] != 0x22 {
      out.append(json: id, 0..<id.count)
    } else {
      out.append(id)
    }
  }

  private func writeFault(
    _ fault: RowFault, id: [UInt8], number: Int, to out: inout ByteWriter
  ) {
    out.append("{\"id\":")
    if id.isEmpty { out.append("null") } else { out.append(id) }
    out.append(",\"error\":{\"code\":\"")
    out.append(fault.code)
    out.append("\",\"message\":")
    out.append(json: "\(fault.message)")
    out.append(",\"line\":")
    out.append(number: number)
    out.append("}}\n")
  }

  /// Classifies a text whose UTF-8 already stands in `document.original` (see `withText`).
  ///
  /// `linksAll` lists the words of every set, as explanations want them.
  mutating func decide(linksAll: Bool = true) {
    scratch.reset(linksAll: linksAll)
    match()
    scratch.weighSoftly(engine.rules, document)
    decision.decide(&scratch, engine.rules, document)
    readFields()
    if !scratch.skipped.isEmpty, let breakAfter { scratch.breakRules(after: breakAfter) }
  }

  /// Reads the named values of the rules that fired.
  private mutating func readFields() {
    for index in scratch.fired.indices {
      let fired = scratch.fired[index]
      let rule = engine.rules.rules[Int(fired.rule)]
      guard !rule.fields.isEmpty, fired.suppressedBy < 0, !rule.isShadow,
        index == 0 || scratch.fired[index - 1].rule != fired.rule
      else { continue }
      for place in rule.fields {
        scratch.readField(engine.rules.fields[place], of: fired.rule, engine.rules, document)
      }
    }
    scratch.noteLimits(engine.rules)
    if !scratch.skipped.isEmpty { decision.notePartial() }
  }
}
