/// A source line made fit to print, with the place of the carets under it in display columns.
struct ShownLine {
  let text: String
  let caretColumn: Int
  let caretCount: Int

  /// Long lines are cut around the marked place.
  private static let maximumWidth = 110

  init(_ line: String, column: Int, length: Int) {
    let scalars = line.unicodeScalars.map(Self.printable)
    let start = min(max(0, column - 1), scalars.count)
    let end = min(start + length, scalars.count)
    var from = 0
    if DisplayWidth.of(scalars[..<end]) > Self.maximumWidth {
      // Some words before the place tell where one is.
      from = start
      var width = 0
      while from > 0, width < Self.maximumWidth / 3 {
        from -= 1
        width += DisplayWidth.of(scalars[from])
      }
    }
    var to = from
    var width = 0
    while to < scalars.count, width < Self.maximumWidth {
      width += DisplayWidth.of(scalars[to])
      to += 1
    }
    let head = from > 0 ? "…" : ""
    let tail = to < scalars.count ? "…" : ""
    text = head + String(String.UnicodeScalarView(scalars[from..<to])) + tail
    caretColumn = head.count + DisplayWidth.of(scalars[from..<start])
    caretCount = max(1, DisplayWidth.of(scalars[start..<max(start, min(end, to))]))
  }

  /// Blanks and control characters that would move the carets or hide.
  private static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\t": " "
    case "\u{3000}": "␣"
    case "\u{A0}": "␣"
    default:
      InvisibleCharacter.isControl(scalar) || InvisibleCharacter.isZeroWidth(scalar)
        ? "\u{FFFD}" : scalar
    }
  }
}
