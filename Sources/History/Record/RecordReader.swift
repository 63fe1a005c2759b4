internal import FoundationEssentials

/// Makes records of the results in the archive.
package struct RecordReader {
  /// Sentences kept of one order, and the code points each may have.
  private static let mostQuotes = 6
  private static let longestQuote = 80

  private let decoder = JSONDecoder()

  package init() {}

  /// A result that was read and is no record yet.
  package struct Reading {
    let id: String
    let data: WrittenResult.Body

    /// The row of a batch file; nil for a whole file.
    package var row: Int? { data.row }
  }

  /// Reads the envelope of one result; nil for a row that was no order, and for anything else.
  package func read(_ result: [UInt8]) -> Reading? {
    guard let written = try? decoder.decode(WrittenResult.self, from: Data(result)),
      let data = written.data
    else { return nil }
    return Reading(id: written.id, data: data)
  }

  /// The record of one result, dropped at that time.
  ///
  /// `text` is the decoded text its offsets count in, as code points; nil when it is not at hand.
  package func record(
    _ reading: Reading, text: [Unicode.Scalar]?, dropped: DeskTime
  ) -> OrderRecord {
    let data = reading.data
    var record = OrderRecord()
    record.id = reading.id
    record.row = data.row ?? 0
    record.dropped = dropped
    record.isPartial = data.status == "partial"
    record.sha256 = data.document.sha256
    record.ruleset = data.ruleset.digest
    record.rulesetLabel = data.ruleset.label
    record.reviewReasons = data.review.why
    record.attributes = data.attributes
    addLabels(of: data, to: &record)
    // Learned weights show evidence too, and are no rule.
    record.rules = Self.distinct(data.evidence.map(\.rule).filter { $0 != "soft" })
    record.shadowRules = Self.distinct((data.shadow ?? []).map(\.rule))
    let fields = data.fields.map { (name: $0.name, value: $0.value ?? "") }
    record.orderNumber = fields.first { $0.name == "order_no" }?.value ?? ""
    addTime(fields, to: &record)
    record.quotes = QuoteCutter(text: text, masked: data.pii.filter { $0.action != "keep" })
      .quotes(of: data.evidence, atMost: Self.mostQuotes, length: Self.longestQuote)
    let place = PlaceReader(fields: fields, sentences: record.quotes.map(\.sentence))
    record.place = place.place()
    return record
  }

  private func addLabels(of data: WrittenResult.Body, to record: inout OrderRecord) {
    record.intent = data.intent.map { .init(key: "intent:\($0.id)", zh: $0.zh, score: $0.score) }
    record.topics = data.topics.map { .init(key: "topic:\($0.id)", zh: $0.zh, score: $0.score) }
    record.causes = data.causes.map {
      .init(key: "cause:\($0.id)", zh: $0.zh, group: $0.group ?? "", score: $0.score)
    }
  }

  /// The order's own accept time, unless it lies in the future of its drop.
  private func addTime(_ fields: [(name: String, value: String)], to record: inout OrderRecord) {
    let latest = record.dropped.seconds + DeskTime.day
    for name in ["accepted_at", "call_from"] {
      for field in fields where field.name == name {
        guard let time = DeskTime(written: field.value), time.seconds <= latest else { continue }
        record.time = time
        record.hasOwnTime = true
        return
      }
    }
    record.time = record.dropped
  }

  private static func distinct(_ names: [String]) -> [String] { Set(names).sorted() }
}
