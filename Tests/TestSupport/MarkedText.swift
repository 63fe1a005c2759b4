/// A text in which « and » stand around places that are expected to be found.
package struct MarkedText: Sendable {
  /// The text without the marks.
  package let text: String
  /// The marked places in order, as half-open ranges of code points.
  package let places: [Range<Int>]

  package init(_ marked: String) {
    var plain = String.UnicodeScalarView()
    var places: [Range<Int>] = []
    var open: Int?
    var count = 0
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "«":
        precondition(open == nil, "a mark inside a mark")
        open = count
      case "»":
        guard let start = open else { preconditionFailure("» without «") }
        places.append(start..<count)
        open = nil
      default:
        plain.append(scalar)
        count += 1
      }
    }
    precondition(open == nil, "« without »")
    text = String(plain)
    self.places = places
  }

  /// A text with these places marked: what a failure shows.
  package static func mark(_ text: String, _ places: [Range<Int>]) -> String {
    let scalars = Array(text.unicodeScalars)
    var marked = String.UnicodeScalarView()
    for place in 0...scalars.count {
      if places.contains(where: { $0.upperBound == place }) { marked.append("»") }
      if places.contains(where: { $0.lowerBound == place }) { marked.append("«") }
      if place < scalars.count { marked.append(scalars[place]) }
    }
    return String(marked)
  }
}
