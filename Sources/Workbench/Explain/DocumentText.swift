package import Matching
internal import RuleLanguage
internal import Transcripts

/// A document as it was understood: `suqiu explain --document`.
package struct DocumentText: Sendable {
  private let text: OrderText
  private let facts: [(name: String, value: JSONValue)]
  private let fields: [(name: String, span: TextSpan)]
  private let parts: [Part]
  private let personalData: [PersonalDatum]

  /// A stretch of one section and speaker with its sentences.
  private struct Part {
    var segment: Segment
    var sentences: [TextSpan]
  }

  package init(_ classifier: borrowing OrderClassifier) {
    text = OrderText(classifier)
    let names = classifier.engine.reader.fieldNames
    facts = [
      ("encoding", .string("\(classifier.document.encoding.name)")),
      ("format", .string("\(classifier.document.format.name)")),
      ("speech", .bool(classifier.document.isSpeech)),
      ("code_points", .number(classifier.document.count)),
      ("turns", .number(classifier.document.turnCount)),
    ]
    fields = classifier.document.fields.map {
      (names[Int($0.name)], TextSpan(start: Int($0.start), end: Int($0.end)))
    }
    personalData = classifier.document.personalData
    var parts: [Part] = []
    for segment in classifier.document.segments {
      let bounds =
        [segment.start]
        + classifier.document.sentenceStarts.filter { segment.start < $0 && $0 < segment.end }
        + [segment.end]
      let sentences = zip(bounds, bounds.dropFirst()).map {
        TextSpan(start: Int($0), end: Int($1))
      }
      parts.append(Part(segment: segment, sentences: sentences))
    }
    self.parts = parts
  }

  /// As people read it.
  package var terminal: String {
    var out = ""
    for fact in facts { out += "\(fact.name): \(Self.plain(fact.value))\n" }
    for field in fields { out += "field \(field.name): \(text.quote(field.span))\n" }
    for datum in personalData {
      out += "personal data \(datum.kind.name): \(datum.start)..<\(datum.end)\n"
    }
    for part in parts {
      let lines = part.sentences.map { text.passage(in: $0, marking: []).trimmingBlanks }
        .filter { !$0.isEmpty }
      guard !lines.isEmpty else { continue }
      out += "\n[\(Self.head(part.segment).joined(separator: " · "))]\n"
      for line in lines { out += "  \(line)\n" }
    }
    return out
  }

  /// The same for programs.
  package var json: JSONValue {
    .object(
      facts.map { ($0.name, $0.value) } + [
        (
          "fields",
          .array(
            fields.map {
              .members([
                "name": .string($0.name), "value": .string(text.quote($0.span)),
                "start": .number($0.span.start), "end": .number($0.span.end),
              ])
            })
        ),
        ("segments", .array(parts.map(json))),
        (
          "pii",
          .array(
            personalData.map {
              .members([
                "type": .string("\($0.kind.name)"), "start": .number(Int($0.start)),
                "end": .number(Int($0.end)),
              ])
            })
        ),
      ])
  }

  private func json(_ part: Part) -> JSONValue {
    let segment = part.segment
    return .members([
      "start": .number(Int(segment.start)), "end": .number(Int(segment.end)),
      "section": .string(segment.section.name),
      "turn": segment.turn >= 0 ? .number(Int(segment.turn) + 1) : .null,
      "speaker": segment.speaker.name.map { .string($0) } ?? .null,
      "found": .bool(segment.isFound), "boilerplate": .bool(segment.isBoilerplate),
      "sentences": .array(
        part.sentences.map {
          .members([
            "start": .number($0.start), "end": .number($0.end), "text": .string(text.quote($0)),
          ])
        }),
    ])
  }

  private static func head(_ segment: Segment) -> [String] {
    var words = [segment.section.name]
    if segment.turn >= 0 { words.append("turn \(segment.turn + 1)") }
    if let speaker = segment.speaker.name { words.append(speaker) }
    if segment.isFound { words.append("finding") }
    if segment.isBoilerplate { words.append("boilerplate") }
    return words
  }

  private static func plain(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .number(let number): "\(number)"
    case .bool(let flag): flag ? "yes" : "no"
    default: ""
    }
  }
}

extension String {
  /// Without blanks at either end.
  fileprivate var trimmingBlanks: String {
    let blank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\u{3000}" }
    let scalars = Array(unicodeScalars)
    guard let first = scalars.firstIndex(where: { !blank($0) }),
      let last = scalars.lastIndex(where: { !blank($0) })
    else { return "" }
    return String(String.UnicodeScalarView(scalars[first...last]))
  }
}
