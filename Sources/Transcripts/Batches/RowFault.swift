/// Why one row of a batch is not an order.
package enum RowFault: UInt8, Sendable {
  case badJSON, notAnObject, missingText, badUTF8, tooLarge

  /// A stable word for machines.
  package var code: StaticString {
    switch self {
    case .badJSON: "bad_json"
    case .notAnObject: "not_an_object"
    case .missingText: "missing_text"
    case .badUTF8: "bad_utf8"
    case .tooLarge: "too_large"
    }
  }

  /// What is wrong and how to fix it, in one sentence.
  package var message: StaticString {
    switch self {
    case .badJSON: "the line is not one whole JSON value; write one object a line"
    case .notAnObject: "the line is not a JSON object; write {\\\"id\\\": …, \\\"text\\\": …}"
    case .missingText: "the object has no string called `text`"
    case .badUTF8: "the line is not UTF-8; convert the file to UTF-8"
    case .tooLarge: "the line is longer than 4 MiB; split the order"
    }
  }
}
