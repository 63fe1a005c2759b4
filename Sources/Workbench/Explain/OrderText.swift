package import Matching
package import Transcripts

/// The text of the order that is explained, personal data masked, for showing passages.
package struct OrderText: Sendable {
  private let scalars: [Unicode.Scalar]

  /// Takes the text of the order the classifier explained last.
  package init(_ classifier: borrowing OrderClassifier) {
    let whole = TextSpan(start: 0, end: classifier.document.count)
    scalars = Array(classifier.text(whole).unicodeScalars)
  }

  /// The text of a place.
  package func quote(_ span: TextSpan) -> String {
    String(String.UnicodeScalarView(scalars[span.start..<span.end]))
  }

  /// The sentence around the places with each of them between « and », cut where it is long.
  package func passage(_ places: [FoundPlace], also others: [TextSpan] = []) -> String {
    guard let first = places.first else { return others.first.map(quote) ?? "" }
    return passage(in: first.sentence, marking: places.map(\.span) + others)
  }

  /// A stretch with marked places.
  package func passage(in stretch: TextSpan, marking spans: [TextSpan]) -> String {
    let inside = spans.filter { stretch.contains($0) }
    let from = inside.map(\.start).min() ?? stretch.start
    let to = inside.map(\.end).max() ?? stretch.end
    let start = from - stretch.start > Self.margin + 5 ? from - Self.margin : stretch.start
    let end = stretch.end - to > Self.margin + 5 ? to + Self.margin : stretch.end
    var text = String.UnicodeScalarView()
    if start > stretch.start { text.append("…") }
    for place in start..<end {
      for span in inside where span.start == place && !isDoubled(span, inside) { text.append("«") }
      let scalar = scalars[place]
      text.append(scalar == "\n" || scalar == "\r" || scalar == "\t" ? " " : scalar)
      for span in inside where span.end == place + 1 && !isDoubled(span, inside) {
        text.append("»")
      }
    }
    if end < stretch.end { text.append("…") }
    return String(text)
  }

  private static let margin = 30

  /// Whether an overlapping span is marked already.
  private func isDoubled(_ span: TextSpan, _ all: [TextSpan]) -> Bool {
    guard let own = all.firstIndex(of: span) else { return false }
    return all.indices.contains { other in
      other != own && all[other].overlaps(span)
        && (all[other].contains(span) && all[other].count > span.count
          || all[other].count <= span.count && other < own && !span.contains(all[other]))
    }
  }
}
