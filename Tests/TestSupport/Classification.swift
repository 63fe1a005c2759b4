import Foundation

/// One result as a reader of its JSON sees it.
package struct Classification: Decodable, Sendable {
  package struct Label: Decodable, Sendable {
    package var id: String
    package var group: String?
    package var zh: String
    package var en: String
    package var score: Int
    package var rules: [String]
  }

  package struct Review: Decodable, Sendable {
    package var needed: Bool
    package var why: [String]
  }

  package struct Evidence: Decodable, Sendable {
    package var rule: String
    package var label: String
    package var clause: String
    package var start: Int
    package var end: Int
    package var quote: String
    package var section: String
    package var turn: Int?
    package var speaker: String?
    package var context: String
    package var term: String?
    /// `sound` where recognition errors were heard; nil otherwise.
    package var how: String?
  }

  package struct Dropped: Decodable, Sendable {
    package var label: String
    package var score: Int
    package var why: String
    package var by: String?
  }

  package struct Field: Decodable, Sendable {
    package var name: String
    package var value: String
    package var start: Int
    package var end: Int
  }

  package struct PersonalData: Decodable, Sendable {
    package var type: String
    package var start: Int
    package var end: Int
    package var action: String
  }

  package struct Document: Decodable, Sendable {
    package var name: String?
    package var bytes: Int
    package var codePoints: Int
    package var encoding: String
    package var format: String
    package var offsetUnit: String
    package var sha256: String
  }

  package struct RuleSet: Decodable, Sendable {
    package var digest: String
    package var label: String
  }

  package struct Shadow: Decodable, Sendable {
    package var rule: String
    package var label: String
  }

  package struct Skipped: Decodable, Sendable {
    package var rule: String
    package var why: String
  }

  package var schema: String
  package var status: String
  package var document: Document
  package var ruleset: RuleSet
  package var intent: Label?
  package var topics: [Label]
  package var causes: [Label]
  package var attributes: [String: String]
  package var review: Review
  package var fields: [Field]
  package var evidence: [Evidence]
  package var dropped: [Dropped]
  package var pii: [PersonalData]
  package var shadow: [Shadow]
  package var skipped: [Skipped]

  package init(json: [UInt8]) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Self.self, from: Data(json))
  }

  /// The ids of the topics and causes, in order.
  package var topicIds: [String] { topics.map(\.id) }
  package var causeIds: [String] { causes.map(\.id) }

  /// Why a label was not given; nil when it had no votes, or was given.
  package func whyDropped(_ label: String) -> String? {
    dropped.first { $0.label == label }?.why
  }

  /// The places of evidence, each once, in order.
  package func places(of rule: String? = nil) -> [Range<Int>] {
    let chosen = evidence.filter { rule == nil || $0.rule == rule }
    return Set(chosen.map { $0.start..<$0.end })
      .sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }

  /// The context of the evidence that begins at a place.
  package func context(at start: Int) -> String? { evidence.first { $0.start == start }?.context }
}
