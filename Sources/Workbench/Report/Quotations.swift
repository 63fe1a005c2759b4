internal import History

/// Sentences for a page: masked, short, none twice.
struct Quotations {
  let reader: HistoryReader

  /// Up to `count` sentences of the newest orders that show the label, or the customer's question
  /// where any will do.
  func of(
    _ label: String, _ filter: OrderFilter, count: Int
  ) throws(HistoryFailure) -> [(sentence: String, day: String)] {
    let page = try reader.orders(filter, limit: count * 6)
    var seen: Set<String> = []
    var quotes: [(sentence: String, day: String)] = []
    for order in page.orders {
      guard let quote = order.quotes.first(where: { $0.labels.contains(label) }) else { continue }
      let sentence = Self.trimmed(quote.sentence)
      guard sentence.count >= 6, seen.insert(sentence).inserted else { continue }
      quotes.append((sentence, order.time.dayText))
      if quotes.count == count { break }
    }
    return quotes
  }

  static func trimmed(_ sentence: String) -> String {
    let marks = Set(" ，、,；;：:。】]）)")
    var text = Substring(sentence)
    while let first = text.first, marks.contains(first) || first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace || last == "，" { text.removeLast() }
    // The name of a column says nothing of the customer.
    while let colon = text.prefix(9).firstIndex(where: { $0 == "：" || $0 == ":" }) {
      guard columns.contains(where: text[..<colon].hasSuffix) else { break }
      text = text[text.index(after: colon)...]
    }
    while let first = text.first, marks.contains(first) || first.isWhitespace { text.removeFirst() }
    return text.filter { !$0.isNewline }
  }

  private static let columns = [
    "内容", "结果", "情况", "意见", "诉求", "描述", "事项", "来电", "留言", "备注", "客户",
  ]

  static func html(_ quotes: [(sentence: String, day: String)]) -> String {
    quotes.map {
      "<li>“\(HTML.escaped($0.sentence))”<span class=\"day\">\($0.day)</span></li>"
    }.joined()
  }
}
