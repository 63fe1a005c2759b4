/// A picture put together from lines, boxes and words; one accent colour, the rest grey.
struct SVGDrawing {
  private(set) var body = ""
  /// What no bar may cover.
  private var above = ""
  let width: Double
  let height: Double

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  enum Anchor: String { case start, middle, end }

  mutating func box(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String, tip: String = ""
  ) {
    let frame = "x=\"\(Self.n(x))\" y=\"\(Self.n(y))\""
    let size = "width=\"\(Self.n(max(0, width)))\" height=\"\(Self.n(max(0, height)))\""
    let title = tip.isEmpty ? "/>" : "><title>\(HTML.escaped(tip))</title></rect>"
    body += "<rect \(frame) \(size) class=\"\(style)\"\(title)"
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
    body +=
      "<line x1=\"\(Self.n(x1))\" y1=\"\(Self.n(y1))\" x2=\"\(Self.n(x2))\" y2=\"\(Self.n(y2))\""
      + " class=\"\(style)\"/>"
  }

  mutating func path(_ points: [(x: Double, y: Double)], _ style: String) {
    guard let first = points.first else { return }
    let rest = points.dropFirst().map { "L\(Self.n($0.x)) \(Self.n($0.y))" }.joined()
    body += "<path d=\"M\(Self.n(first.x)) \(Self.n(first.y))\(rest)\" class=\"\(style)\"/>"
  }

  /// A closed shape between two lines.
  mutating func band(
    _ upper: [(x: Double, y: Double)], _ lower: [(x: Double, y: Double)], _ style: String
  ) {
    let points = upper + lower.reversed()
    guard let first = points.first else { return }
    let rest = points.dropFirst().map { "L\(Self.n($0.x)) \(Self.n($0.y))" }.joined()
    body += "<path d=\"M\(Self.n(first.x)) \(Self.n(first.y))\(rest)Z\" class=\"\(style)\"/>"
  }

  mutating func text(
    _ words: String, _ x: Double, _ y: Double, _ style: String, _ anchor: Anchor = .start,
    tip: String = ""
  ) {
    let title = tip.isEmpty ? "" : "<title>\(HTML.escaped(tip))</title>"
    body +=
      "<text x=\"\(Self.n(x))\" y=\"\(Self.n(y))\" class=\"\(style)\""
      + " text-anchor=\"\(anchor.rawValue)\">\(title)\(HTML.escaped(words))</text>"
  }

  /// Words above everything, whatever is drawn after them.
  mutating func caption(_ words: String, _ x: Double, _ y: Double) {
    above +=
      "<text x=\"\(Self.n(x))\" y=\"\(Self.n(y))\" class=\"faint\">\(HTML.escaped(words))</text>"
  }

  /// The picture, with what it shows for those who hear it read.
  func svg(_ description: String) -> String {
    "<svg viewBox=\"0 0 \(Self.n(width)) \(Self.n(height))\" role=\"img\""
      + " aria-label=\"\(HTML.escaped(description))\">\(body)\(above)</svg>"
  }

  /// At most one decimal: nobody sees more.
  static func n(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0
      ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}

/// Words and numbers as they stand in a page.
enum HTML {
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}": break
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// `12,345`.
  static func number(_ value: Int) -> String {
    let digits = Array(String(abs(value)))
    var out: [Character] = []
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return (value < 0 ? "−" : "") + String(out)
  }

  /// `12 %`; one decimal below ten and where rounding would make everything of almost everything.
  static func percent(_ part: Double, of whole: Double) -> String {
    guard whole > 0 else { return "–" }
    let share = part / whole * 100
    if share < 9.95 || (share >= 99.5 && part < whole) {
      return "\(SVGDrawing.n(min(share, part < whole ? 99.9 : 100))) %"
    }
    return "\(Int(share.rounded())) %"
  }
}
