internal import Yams

/// The strict layer over Yams: bounded, without anchors, tags or types; places on every node.
enum YAMLFile {
  static let maximumBytes = 1 << 20
  static let maximumNodes = 100_000
  static let maximumDepth = 32

  /// The tree of a file, or nil after reporting why there is none.
  static func read(_ source: SourceFile, log: DiagnosticLog) -> YAMLNode? {
    guard FileTraps.admit(source, log: log), let text = source.text else { return nil }
    if AliasCount.isSuspicious(source) {
      log.report(
        .anchor, "anchors and aliases are not allowed",
        at: FilePosition(file: source.path, line: 1, column: 1),
        notes: ["this file holds so many of both that it was not opened"],
        help: ["write the words out, or put them in a list and use `$name`"])
      return nil
    }
    do {
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      let root = try parser.singleRoot()
      // The parser owns the anchors (nodes hold them weakly): it must outlive the walk.
      return withExtendedLifetime(parser) {
        var walk = Walk(file: source.path, log: log)
        let tree = root.flatMap { walk.node($0, depth: 0) }
        // Half a tree would only lead to complaints about what was left out.
        return walk.isTooLarge ? nil : tree
      }
    } catch let error as YamlError {
      SyntaxTraps.report(problem(of: error), in: source, log: log)
    } catch {
      SyntaxTraps.report(SyntaxProblem(what: "\(error)"), in: source, log: log)
    }
    return nil
  }

  /// Yams' error in our words.
  private static func problem(of error: YamlError) -> SyntaxProblem {
    switch error {
    case .scanner(let context, let what, let mark, _),
      .parser(let context, let what, let mark, _),
      .composer(let context, let what, let mark, _):
      SyntaxProblem(
        what: what, line: mark.line, column: mark.column, context: context?.text ?? "",
        contextLine: context?.mark.line, contextColumn: context?.mark.column)
    case .duplicatedKeysInMapping(let keys, let context):
      SyntaxProblem(
        what: "duplicate key", line: context.mark.line, column: context.mark.column,
        duplicates: keys)
    case .memory: SyntaxProblem(what: "nested too deeply")
    case .reader(let what, _, _, _): SyntaxProblem(what: what)
    default: SyntaxProblem(what: "\(error)")
    }
  }

  /// Turns Yams' nodes into ours and refuses what rule files may not hold.
  private struct Walk {
    let file: String
    let log: DiagnosticLog
    var count = 0
    var isTooLarge = false
    /// Every alias stands at the place of its anchor: told once.
    private var anchors: Set<FilePosition> = []

    init(file: String, log: DiagnosticLog) {
      self.file = file
      self.log = log
    }

    mutating func node(_ node: Node, depth: Int) -> YAMLNode? {
      let mark = node.mark
      let position = FilePosition(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
      count += 1
      guard depth <= maximumDepth, count <= maximumNodes else {
        reportTooLarge(depth: depth, at: position)
        return nil
      }
      guard node.anchor == nil else {
        guard anchors.insert(position).inserted else { return nil }
        log.report(
          .anchor, "anchors and aliases are not allowed", at: position,
          length: log.rest(at: position).prefix { $0 != " " && $0 != "," && $0 != "]" }.count,
          mark: "an anchor",
          notes: ["what a rule says stands in the rule, so that one reading shows it"],
          help: ["write the words out, or put them in a list and use `$name`"])
        return nil
      }
      guard isUntyped(node) else {
        log.report(
          .reservedStart, "a value may not begin with `!`", at: position,
          notes: ["YAML takes the word behind `!` for a type, and the value is lost"],
          help: log.quotedLine(at: position))
        return nil
      }
      return YAMLNode(content: content(node, depth: depth), position: position)
    }

    private mutating func content(_ node: Node, depth: Int) -> YAMLNode.Content {
      switch node {
      case .scalar(let scalar): return .text(scalar.string, style(scalar.style))
      case .sequence(let sequence):
        return .list(sequence.compactMap { self.node($0, depth: depth + 1) })
      case .mapping(let mapping):
        var entries: [YAMLNode.Entry] = []
        for (key, value) in mapping {
          guard let key = self.node(key, depth: depth + 1),
            let value = self.node(value, depth: depth + 1)
          else { continue }
          entries.append(YAMLNode.Entry(key: key, value: value))
        }
        return .table(entries)
      case .alias: return .list([])
      }
    }

    private func isUntyped(_ node: Node) -> Bool {
      switch node {
      case .scalar: node.tag.description == Tag.Name.str.rawValue
      case .sequence: node.tag.description == Tag.Name.seq.rawValue
      case .mapping: node.tag.description == Tag.Name.map.rawValue
      case .alias: false
      }
    }

    private func style(_ style: Node.Scalar.Style) -> YAMLNode.Style {
      switch style {
      case .singleQuoted: .singleQuoted
      case .doubleQuoted: .doubleQuoted
      case .literal, .folded: .block
      case .any, .plain: .plain
      }
    }

    private mutating func reportTooLarge(depth: Int, at position: FilePosition) {
      isTooLarge = true
      // Once for the file: everything behind the limit would say the same.
      if depth > maximumDepth {
        log.reportOnce(
          .tooLarge, "more than \(maximumDepth) levels of nesting", at: position,
          help: ["a rule needs about six"])
      } else {
        log.reportOnce(
          .tooLarge, "more than \(maximumNodes) values in one file", at: position,
          help: ["split the pack, or move words to `lists/*.txt`"])
      }
    }
  }
}
