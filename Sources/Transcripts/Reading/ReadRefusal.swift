/// Why bytes are not read as an order. Facts for people: what, where, how to fix.
package enum ReadRefusal: Error, Equatable, Sendable {
  /// Neither UTF-8, UTF-16 with a mark nor GB18030; the first bad byte of the best reading.
  case undecodable(offset: Int)
  /// A known binary format, or more than one per cent control characters.
  case binary(looksLike: String)
  /// Larger than an order may be.
  case tooLarge(bytes: Int, limit: Int)

  /// A stable word for machines.
  package var code: String {
    switch self {
    case .undecodable: "undecodable"
    case .binary: "binary"
    case .tooLarge: "too_large"
    }
  }

  /// One or two sentences for people.
  package var message: String {
    switch self {
    case .undecodable(let offset):
      """
      the text is neither UTF-8, UTF-16 with a byte-order mark nor GB18030 \
      (first bad byte at offset \(offset)); save it as UTF-8 and drop it again
      """
    case .binary(let looksLike):
      "this is not text but \(looksLike); export the order as text, CSV, JSON or XLSX"
    case .tooLarge(let bytes, let limit):
      "\(bytes) bytes are more than the \(limit) an order may have; split the file"
    }
  }
}
