/// Reads the examples beside a rule: each is a whole document.
struct ExampleReader {
  let log: DiagnosticLog
  private var values: ValueReader { ValueReader(log: log) }

  func examples(_ table: [String: YAMLNode]) -> [RuleExample] {
    [RuleExample.Kind.hit, .miss, .todoHit].flatMap { kind -> [RuleExample] in
      guard let node = table[kind.rawValue] else { return [] }
      return (values.list(node, "`\(kind.rawValue)`") ?? []).compactMap { item in
        CutText.check(item, log: log)
        guard let text = values.document(item, "an example") else { return nil }
        return RuleExample(kind: kind, text: text, position: log.textPosition(item))
      }
    }
  }
}
