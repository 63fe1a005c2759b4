package import Matching
package import RuleLanguage

/// A small rule set held in memory: a few labels, a few cues, and the rules a test writes.
package struct RuleFixture: Sendable {
  package var taxonomy = Self.standardTaxonomy
  package var policy = Self.standardPolicy
  package var cues = Self.standardCues
  package var layouts = Self.standardLayouts
  /// Packs by name, each the YAML of its rules.
  package var packs: [String: [String]] = [:]
  /// Further files by path.
  package var files: [String: String] = [:]

  /// Rules as `rule(…)` makes them, in one pack called `t`.
  package init(_ rules: String...) { packs["t"] = rules }

  /// Rules in one pack called `t`, and a few lines of policy after the standard ones.
  package init(rules: [String], policy lines: String = "") {
    packs["t"] = rules
    policy += "\n" + lines
  }

  /// The YAML of one rule.
  ///
  /// Each line of `when` is a flow mapping without its braces.
  package static func rule(
    _ id: String, gives: String, when lines: String..., more: String...
  ) -> String {
    rule(id, gives: gives, lines: lines, more: more)
  }

  package static func rule(
    _ id: String, gives: String, lines: [String], more: [String] = []
  ) -> String {
    """
      - id: \(id)
        name: \(id)
        gives: {\(gives)}
        when:
    \(lines.map { "      - {\($0)}" }.joined(separator: "\n"))
    \(more.map { "    \($0)" }.joined(separator: "\n"))
    """
  }

  /// The files of the set.
  package var sources: [SourceFile] {
    var all = [
      ("taxonomy.yaml", taxonomy), ("policy.yaml", policy), ("cues.yaml", cues),
      ("layouts.yaml", layouts),
    ]
    for (name, rules) in packs {
      let head = "format: rules/1\npack: \(name)\nowner: tests\nrules:\n"
      all.append(("packs/\(name).yaml", head + rules.joined(separator: "\n") + "\n"))
    }
    all += files.map { ($0.key, $0.value) }
    return all.map { SourceFile(path: $0.0, text: $0.1) }
  }

  /// Why a fixture gave no engine.
  package struct Refused: Error, CustomStringConvertible {
    package let description: String
  }

  /// The compiled rules; a mistake of the fixture is thrown as people would read it.
  package func engine(usesJIT: Bool = true) throws -> RuleEngine {
    try Self.engine(from: sources, usesJIT: usesJIT)
  }

  /// Compiles files held in memory.
  package static func engine(
    from sources: [SourceFile], usesJIT: Bool = true
  ) throws -> RuleEngine {
    let reading = RuleLibrary.read(sources: sources)
    var diagnostics = reading.diagnostics
    if let ruleSet = reading.ruleSet {
      let compiled = RuleEngine.compile(ruleSet, usesJIT: usesJIT)
      if let engine = compiled.engine { return engine }
      diagnostics += compiled.diagnostics
    }
    let errors = diagnostics.filter { $0.severity == .error }
    throw Refused(description: DiagnosticRenderer(reading).text(errors))
  }

  /// The result of one text.
  package func classify(_ text: String) throws -> Classification {
    try engine().classification(of: text)
  }
}

extension RuleEngine {
  /// The bytes of the result line of one text, read as a file.
  package func resultLine(_ text: String, form: ResultForm = .full) throws -> [UInt8] {
    try resultLine(bytes: Array(text.utf8), form: form)
  }

  /// The bytes of the result line of a file.
  package func resultLine(bytes: [UInt8], form: ResultForm = .full) throws -> [UInt8] {
    var classifier = OrderClassifier(engine: self)
    var out = ByteWriter()
    try bytes.withUnsafeBytes {
      try classifier.classify(file: $0, name: Array("a.txt".utf8), form: form, to: &out)
    }
    return Array(out.bytes)
  }

  /// The result of one text, read back from its JSON.
  package func classification(of text: String) throws -> Classification {
    try Classification(json: resultLine(text))
  }

  /// The result lines of a stream of JSON lines.
  package func results(ofLines lines: [[UInt8]], form: ResultForm = .full) -> [[UInt8]] {
    var classifier = OrderClassifier(engine: self)
    return lines.enumerated().map { number, line in
      var out = ByteWriter()
      line.withUnsafeBytes {
        classifier.classify(jsonLine: $0, number: number + 1, form: form, to: &out)
      }
      return Array(out.bytes)
    }
  }
}

extension RuleFixture {
  /// Writes the set as a rules folder; returns its path.
  @discardableResult
  package func write(into folder: TemporaryFolder, as name: String = "Rules") throws -> String {
    for source in sources { try folder.write(source.bytes, to: "\(name)/\(source.path)") }
    return folder.path + "/" + name
  }
}
