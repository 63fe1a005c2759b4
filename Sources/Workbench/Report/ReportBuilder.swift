package import History

/// The whole report: a page that needs nothing beside it, tables, and lines for the terminal.
package struct Report: Sendable {
  package var html: String
  package var sections: [ReportSection]
  package var tables: [ReportTable]
  package var summary: String
}

/// Puts a report together, one section after the other; memory does not grow with the orders.
package struct ReportBuilder {
  let reader: HistoryReader
  let request: ReportRequest
  let words: Wording
  let groups: [String: String]
  let quotations: Quotations

  /// `english` has names of labels by key; the index knows Chinese ones only.
  package init(
    _ reader: HistoryReader, _ request: ReportRequest, english: [String: String] = [:]
  ) throws(HistoryFailure) {
    self.reader = reader
    self.request = request
    let labels = try reader.labels()
    words = Wording(
      labels: Dictionary(labels.map { ($0.key, $0.zh) }, uniquingKeysWith: { first, _ in first }),
      english: english, language: request.language)
    groups = Dictionary(
      labels.filter { !$0.group.isEmpty }.map { ($0.key, $0.group) },
      uniquingKeysWith: { first, _ in first })
    quotations = Quotations(reader: reader)
  }

  /// Puts it together; `progress` is called with sections done and all.
  package func report(progress: (Int, Int) -> Void = { _, _ in }) throws(HistoryFailure) -> Report {
    let parts: [(name: String, make: () throws(HistoryFailure) -> ReportSection)] = [
      ("cover", cover), ("intents", intents), ("causes", causes), ("lightning", lightning),
      ("service", service), ("areas", areas), ("knowledge", knowledgeGaps),
      ("notice", noticeGaps), ("online", online), ("season", season), ("unclear", unclear),
    ]
    var sections: [ReportSection] = []
    for part in parts {
      progress(sections.count, parts.count)
      var section = try part.make()
      section.name = part.name
      sections.append(section)
    }
    progress(parts.count, parts.count)
    return Report(
      html: ReportPage.html(sections, request), sections: sections,
      tables: sections.flatMap(\.tables),
      summary: sections.flatMap(\.summary).map { $0 + "\n" }.joined())
  }

  // MARK: Words

  func pick(_ zh: String, _ en: String) -> String { request.language.pick(zh, en) }
  func beside(_ zh: String, _ en: String) -> String { request.language.beside(zh, en) }
  var placeName: String { pick(request.grouping.name, request.grouping.english) }

  func change(from old: Int, to new: Int) -> String {
    request.language.change(from: old, to: new)
  }

  // MARK: Counting

  func counts(
    _ dimensions: [Dimension], _ filter: OrderFilter
  ) throws(HistoryFailure) -> [Count] {
    try reader.counts(by: dimensions, filter)
  }

  /// Counts by one dimension, largest first.
  func ranked(
    _ dimension: Dimension, _ filter: OrderFilter
  ) throws(HistoryFailure) -> [Count] {
    try counts([dimension], filter).filter { !$0.key.isEmpty }
      .sorted { ($1.orders, $0.key) < ($0.orders, $1.key) }
  }

  func series(_ filter: OrderFilter) throws(HistoryFailure) -> [Int] {
    let buckets = request.buckets
    return buckets.series(
      try counts([buckets.dimension], filter).map { ($0.key, $0.orders) })
  }

  /// Series of each value of a dimension.
  func seriesByKey(
    _ dimension: Dimension, _ filter: OrderFilter
  ) throws(HistoryFailure) -> [String: [Int]] {
    let buckets = request.buckets
    let all = try counts([dimension, buckets.dimension], filter)
    return Dictionary(grouping: all) { $0.keys[0] }.mapValues { counts in
      buckets.series(counts.map { ($0.keys[1], $0.orders) })
    }
  }

  /// What the period is held against, with the words for it.
  func comparison() throws(HistoryFailure) -> (filter: OrderFilter, word: String)? {
    guard let span = try reader.span() else { return nil }
    if let from = request.yearBefore.from, span.lowerBound.dayNumber <= from.dayNumber {
      return (request.yearBefore, pick("比上年同期", "against a year before"))
    }
    if let from = request.justBefore.from, span.lowerBound.dayNumber <= from.dayNumber {
      return (request.justBefore, pick("比上期", "against the time before"))
    }
    return nil
  }

  /// The numbers of the time before by key; empty when the index does not reach back.
  func before(_ dimension: Dimension) throws(HistoryFailure) -> [String: Int] {
    guard let comparison = try comparison() else { return [:] }
    let all = try counts([dimension], comparison.filter)
    return Dictionary(all.map { ($0.key, $0.orders) }, uniquingKeysWith: +)
  }
}
