package import Transcripts

/// A text in which « and » stand around the words that are meant.
package struct MarkedExample: Sendable {
  /// The text without the marks.
  package var text: String
  /// The marked place, code points; nil without marks.
  package var span: TextSpan?

  package init(_ marked: String) {
    var plain = String.UnicodeScalarView()
    var start: Int?
    var end: Int?
    var count = 0
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "«": start = start ?? count
      case "»": end = end ?? count
      default:
        plain.append(scalar)
        count += 1
      }
    }
    text = String(plain)
    if let start, let end, start <= end { span = TextSpan(start: start, end: end) }
  }
}
