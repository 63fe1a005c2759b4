internal import FoundationEssentials

/// One thing a person said about one order, as `feedback/cases.jsonl` holds it.
package struct FeedbackCase: Decodable, Sendable {
  package enum Kind: String, Decodable, Sendable {
    /// The order should have this label.
    case correction
    /// This rule should not have fired.
    case falseAlarm = "false_alarm"
  }

  /// `sha256:…` of the decoded text.
  package var digest: String
  package var kind: Kind
  /// A label such as `cause:lightning`, or a rule.
  package var target: String
  /// The text, personal data masked.
  package var text: String
  /// The id of the result, and the file the order came in.
  package var order: String?
  package var name: String?
  /// When it was said, RFC 3339 in UTC.
  package var time: String?
}

/// All that people said, in the order in which they said it; the same of the same text once.
package struct FeedbackCases: Sendable {
  /// Why the file cannot be used.
  package enum Failure: Error, CustomStringConvertible {
    case missing(String)

    package var description: String {
      switch self {
      case .missing(let path):
        """
        there is no \(path); it begins when somebody drags a result into SPOOL/feedback, \
        name it with --feedback SPOOL/feedback/cases.jsonl
        """
      }
    }
  }

  /// All that was said of one text.
  package struct Order: Sendable {
    package var digest: String
    package var name: String
    package var text: String
    /// Labels it should have; of an axis with one value the one said last.
    package var wanted: [String] = []
    /// Rules that should not have fired.
    package var blamed: [String] = []
  }

  package private(set) var cases: [FeedbackCase] = []
  /// Lines that are no cases, such as one torn by a crash.
  package private(set) var unreadable = 0

  package init(_ cases: [FeedbackCase]) { keep(cases) }

  /// Reads a file of lines.
  package init(path: String) throws(Failure) {
    guard let data = FileManager.default.contents(atPath: path) else { throw .missing(path) }
    let decoder = JSONDecoder()
    var read: [FeedbackCase] = []
    for line in Array(data).split(separator: UInt8(ascii: "\n")) {
      if let one = try? decoder.decode(FeedbackCase.self, from: Data(line)) {
        read.append(one)
      } else {
        unreadable += 1
      }
    }
    keep(read)
  }

  private mutating func keep(_ all: [FeedbackCase]) {
    var keys: Set<String> = []
    cases = all.filter { keys.insert("\($0.digest) \($0.kind.rawValue) \($0.target)").inserted }
  }

  /// The cases by text, in order of their first mention.
  package var orders: [Order] {
    var places: [String: Int] = [:]
    var orders: [Order] = []
    for one in cases {
      let place = places[one.digest] ?? orders.count
      if place == orders.count {
        places[one.digest] = place
        orders.append(
          Order(digest: one.digest, name: one.name ?? one.order ?? "", text: one.text))
      }
      switch one.kind {
      case .correction: orders[place].want(one.target)
      case .falseAlarm: orders[place].blamed.append(one.target)
      }
    }
    return orders
  }
}

extension FeedbackCases.Order {
  fileprivate mutating func want(_ label: String) {
    let axis = Self.axis(of: label)
    if Self.hasOneValue(axis) { wanted.removeAll { Self.axis(of: $0) == axis } }
    wanted.append(label)
  }

  /// What stands before the colon.
  static func axis(of label: String) -> Substring { label.prefix { $0 != ":" } }

  /// Intents and attributes; topics and causes stand beside each other.
  static func hasOneValue(_ axis: Substring) -> Bool { axis != "topic" && axis != "cause" }
}
