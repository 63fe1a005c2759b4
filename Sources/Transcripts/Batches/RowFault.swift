/// Why one row of a batch is not an order.
package enum RowFault: UInt8, Sendable {
  case badJSON, notAnObject, missingText, badUTF8, tooLarge, unclosedQuote, missingColumns

  /// A stable word for machines.
  package var code: StaticString {
    switch self {
    case .badJSON: "bad_json"
    case .notAnObject: "not_an_object"
    case .missingText: "missing_text"
    case .badUTF8: "bad_utf8"
    case .tooLarge: "too_large"
    case .unclosedQuote: "unclosed_quote"
    case .missingColumns: "missing_columns"
    }
  }

  /// What is wrong and how to fix it, in one sentence.
  package var message: StaticString {
    switch self {
    case .badJSON: "the line is not one whole JSON value; write one object a line"
    case .notAnObject: "the line is not a JSON object; write {\"id\": …, \"text\": …}"
    case .missingText: "the row has no text; name it `text`, `受理内容` or `content`"
    case .badUTF8: "the line is not UTF-8; convert the file to UTF-8"
    case .tooLarge: "the row is longer than 4 MiB; split the order"
    case .unclosedQuote: "a cell's quotation mark is never closed; close it or double it"
    case .missingColumns:
      "no column is called `text` or like a field of layouts.yaml; add a row of column names"
    }
  }
}
