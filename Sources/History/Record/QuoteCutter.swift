/// Cuts the sentences around the evidence out of an order, personal data masked.
struct QuoteCutter {
  /// nil when only the quotes themselves are at hand.
  let text: [Unicode.Scalar]?
  let masked: [WrittenResult.PersonalSpan]

  /// The sentences with most evidence first told once each, in order of the text.
  func quotes(
    of evidence: [WrittenResult.Evidence], atMost limit: Int, length: Int
  ) -> [OrderRecord.Quote] {
    var quotes: [OrderRecord.Quote] = []
    var places: [Range<Int>: Int] = [:]
    for item in evidence where item.start < item.end {
      let range = sentence(around: item, length: length)
      if let place = places[range] {
        if !quotes[place].rules.contains(item.rule) { quotes[place].rules.append(item.rule) }
        if !quotes[place].labels.contains(item.label) { quotes[place].labels.append(item.label) }
      } else {
        places[range] = quotes.count
        quotes.append(
          .init(sentence: words(in: range, of: item), rules: [item.rule], labels: [item.label]))
      }
    }
    // What speaks for most labels tells most; the sort is stable by place.
    let best = quotes.indices.sorted {
      (quotes[$1].labels.count, $0) < (quotes[$0].labels.count, $1)
    }
    return best.prefix(limit).sorted().map { quotes[$0] }
  }

  private func sentence(around item: WrittenResult.Evidence, length: Int) -> Range<Int> {
    guard let text, item.end <= text.count, item.start >= 0 else { return item.start..<item.end }
    let room = max(0, length - (item.end - item.start))
    var start = item.start
    while start > 0, item.start - start < room / 2, !Self.ends(text[start - 1]) { start -= 1 }
    // A sentence that is longer begins after a comma rather than within a word.
    if start > 0, !Self.ends(text[start - 1]),
      let pause = text[start..<item.start].firstIndex(where: { "，,：:、".unicodeScalars.contains($0) }
      )
    {
      start = pause + 1
    }
    var end = item.end
    while end < text.count, end - start < length, !Self.ends(text[end]) { end += 1 }
    return start..<max(end, item.end)
  }

  private func words(in range: Range<Int>, of item: WrittenResult.Evidence) -> String {
    guard let text, range.upperBound <= text.count else { return item.quote }
    var scalars = Array(text[range])
    for span in masked {
      let covered = range.clamped(to: span.start..<max(span.start, span.end))
      for place in covered { scalars[place - range.lowerBound] = "*" }
    }
    var words = String.UnicodeScalarView()
    words.append(contentsOf: scalars)
    return String(words)
  }

  private static func ends(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "。", "！", "？", "!", "?", "；", ";", "\n", "\r", "\t": true
    default: false
    }
  }
}
