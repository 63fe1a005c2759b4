/// Quotes as one column: separators are control characters no sentence holds.
enum QuotePacking {
  private static let betweenQuotes: Character = "\u{1E}"
  private static let betweenParts: Character = "\u{1F}"

  static func pack(_ quotes: [OrderRecord.Quote]) -> String {
    quotes.map { quote in
      let sentence = quote.sentence.filter { $0 != betweenQuotes && $0 != betweenParts }
      let parts = [
        sentence, quote.rules.joined(separator: ","), quote.labels.joined(separator: ","),
      ]
      return parts.joined(separator: String(betweenParts))
    }.joined(separator: String(betweenQuotes))
  }

  static func unpack(_ text: String) -> [OrderRecord.Quote] {
    text.split(separator: betweenQuotes).compactMap { quote in
      let parts = quote.split(separator: betweenParts, omittingEmptySubsequences: false)
      guard parts.count == 3 else { return nil }
      return OrderRecord.Quote(
        sentence: String(parts[0]), rules: parts[1].split(separator: ",").map(String.init),
        labels: parts[2].split(separator: ",").map(String.init))
    }
  }
}
