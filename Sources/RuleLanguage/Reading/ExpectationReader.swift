extension ValueReader {
  /// The text of `expect`, when it says a number of orders in a time.
  func expectation(_ node: YAMLNode) -> String? {
    guard let text = text(node, "`expect`") else { return nil }
    if Expectation(text) == nil {
      log.report(
        .badValue, "`expect` is no number of orders in a time: `\(text)`", at: node,
        help: [
          "write it as `5..60 per day`; hour, day, week or month, and one bound may be left out"
        ])
    }
    return text
  }
}
