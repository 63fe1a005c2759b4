/// A result as it stands in the archive: what the index reads of `classified/1.x`.
struct WrittenResult: Decodable {
  struct Intent: Decodable {
    var id: String
    var zh: String
    var score: Int
  }

  struct Cause: Decodable {
    var id: String
    var zh: String
    var group: String?
    var score: Int
  }

  struct Review: Decodable { var why: [String] }

  struct Field: Decodable {
    var name: String
    var value: String?
  }

  struct Evidence: Decodable {
    var rule: String
    var label: String
    var start: Int
    var end: Int
    var quote: String
  }

  struct Shadow: Decodable { var rule: String }

  struct PersonalSpan: Decodable {
    var start: Int
    var end: Int
    var action: String
  }

  struct Document: Decodable { var sha256: String }

  struct Ruleset: Decodable {
    var digest: String
    var label: String
  }

  struct Body: Decodable {
    var status: String
    var row: Int?
    var document: Document
    var ruleset: Ruleset
    var intent: Intent?
    var topics: [Intent]
    var causes: [Cause]
    var attributes: [String: String]
    var review: Review
    var fields: [Field]
    var evidence: [Evidence]
    var pii: [PersonalSpan]
    var shadow: [Shadow]?
  }

  var id: String
  var data: Body?
}
