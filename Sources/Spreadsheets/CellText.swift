/// The text of a cell as spreadsheets write it.
enum CellText {
  /// Undoes `_x000D_`, the way of writing what XML cannot hold.
  static func unescape(_ text: inout [UInt8]) {
    guard var place = text.firstIndex(of: UInt8(ascii: "_")) else { return }
    var written = place
    while place < text.count {
      if let code = escape(text, at: place) {
        for byte in String(Character(code)).utf8 {
          text[written] = byte
          written += 1
        }
        place += 7
      } else {
        text[written] = text[place]
        written += 1
        place += 1
      }
    }
    text.removeLast(text.count - written)
  }

  /// The character behind `_xHHHH_` at a place.
  private static func escape(_ text: [UInt8], at place: Int) -> Unicode.Scalar? {
    guard place + 6 < text.count, text[place] == UInt8(ascii: "_"),
      text[place + 1] == UInt8(ascii: "x"), text[place + 6] == UInt8(ascii: "_")
    else { return nil }
    let digits = String(decoding: text[(place + 2)..<(place + 6)], as: UTF8.self)
    return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
  }

  /// Appends a cell of a CSV row, in quotation marks where it needs them.
  static func append(_ text: some Collection<UInt8>, toCSV row: inout [UInt8]) {
    let isOrdinary = text.allSatisfy { $0 != 0x22 && $0 != 0x2C && $0 != 0x0A && $0 != 0x0D }
    if isOrdinary {
      row.append(contentsOf: text)
      return
    }
    row.append(0x22)
    for byte in text {
      if byte == 0x22 { row.append(0x22) }
      row.append(byte)
    }
    row.append(0x22)
  }

  /// A number as people see it: long numbers without an exponent, whole ones without a point.
  static func number(_ text: [UInt8]) -> [UInt8] {
    let isWritten = text.contains { $0 == UInt8(ascii: "E") || $0 == UInt8(ascii: "e") }
    guard isWritten, let value = Double(String(decoding: text, as: UTF8.self)),
      value.magnitude < 9_007_199_254_740_992, value == value.rounded()
    else { return text }
    return Array(String(Int64(value)).utf8)
  }
}
