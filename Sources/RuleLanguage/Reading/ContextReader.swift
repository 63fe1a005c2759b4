internal import Transcripts

/// Reads the closed words of rules: sections, speakers, contexts, turns.
struct ContextReader {
  let log: DiagnosticLog
  private var values: ValueReader { ValueReader(log: log) }

  static let speakerNames = Speaker.allCases.compactMap(\.name)

  /// `in:` of a rule or line.
  func sections(_ node: YAMLNode) -> SectionSet? {
    let names = Section.allCases.map(\.name)
    let found = values.oneOrMore(node, "`in`").compactMap {
      values.word($0, "section", among: names).flatMap(Section.init(name:))
    }
    return found.isEmpty ? nil : found.reduce(into: []) { $0.insert(SectionSet($1)) }
  }

  /// `by:`; text without turns always passes, since there nobody is told apart.
  func speakers(_ node: YAMLNode) -> SpeakerSet? {
    let found = values.oneOrMore(node, "`by`").compactMap {
      values.word($0, "speaker", among: Self.speakerNames).flatMap(Speaker.init(name:))
    }
    guard !found.isEmpty else { return nil }
    return found.reduce(into: SpeakerSet(.none)) { $0.insert(SpeakerSet($1)) }
  }

  /// `context:` of a rule or line, `contexts:` of the policy.
  func contexts(_ node: YAMLNode) -> ContextSet? {
    let names = HitContext.allCases.map(\.name)
    let found = values.oneOrMore(node, "`context`").compactMap {
      values.word($0, "context", among: names).flatMap(HitContext.init(name:))
    }
    return found.isEmpty ? nil : found.reduce(into: []) { $0.insert(ContextSet($1)) }
  }

  /// `1..8`, `-3..-1`, `2`.
  func turns(_ node: YAMLNode) -> ClosedRange<Int>? {
    guard let text = values.text(node, "`turns`") else { return nil }
    let parts = text.replacing("..", with: "~").split(
      separator: "~", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, let first = numbers.first, let last = numbers.last,
      parts.count <= 2, first <= last, first != 0, last != 0, (first < 0) == (last < 0)
    else {
      log.report(
        .badValue, "`turns` must be a range such as `1..8` or `-3..-1`", at: node,
        mark: "not such a range",
        notes: ["turns count from 1; negative numbers count from the end, -1 is the last"])
      return nil
    }
    return first...last
  }
}
