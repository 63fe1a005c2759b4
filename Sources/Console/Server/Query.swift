internal import History
internal import Hummingbird

/// What stands behind the `?` of an address, as far as it makes sense.
struct Query {
  private var values: [String: [String]] = [:]

  init(_ request: Request) {
    self.init(form: String((request.uri.query ?? "").prefix(4_000)))
  }

  /// Reads a posted form.
  init(form text: String) {
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? Self.decoded(parts[1]) : ""
      values[Self.decoded(parts[0]), default: []].append(value)
    }
  }

  init(_ values: [String: [String]] = [:]) { self.values = values }

  subscript(_ name: String) -> String? {
    guard let value = values[name]?.first, !value.isEmpty else { return nil }
    return value
  }

  func all(_ name: String) -> [String] { (values[name] ?? []).filter { !$0.isEmpty } }

  var language: Language { self["lang"] == "en" ? .en : .zh }

  /// The orders the address asks for.
  var filter: OrderFilter {
    var filter = OrderFilter(
      fromDay: self["from"].flatMap { DeskTime(day: $0) },
      toDay: self["to"].flatMap { DeskTime(day: $0) })
    filter.labels = all("label")
    filter.rules = all("rule")
    filter.unit = self["unit"]
    filter.city = self["city"]
    filter.hall = self["hall"]
    filter.needsReview = self["review"] == "1" ? true : self["review"] == "0" ? false : nil
    filter.sha256 = self["digest"].flatMap { $0.count >= 8 ? $0 : nil }
    filter.orderNumber = self["number"]
    return filter
  }

  /// The same with other values, for links.
  func with(_ name: String, _ value: String?) -> Query {
    var copy = self
    copy.values[name] = value.map { [$0] }
    return copy
  }

  /// As it stands behind `?`, sorted; empty without values.
  var text: String {
    let pairs = values.sorted { $0.key < $1.key }.flatMap { name, all in
      all.filter { !$0.isEmpty }.map { "\(Self.encoded(name))=\(Self.encoded($0))" }
    }
    return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
  }

  static func encoded(_ text: String) -> String {
    var out = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "~"):
        out.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        out += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return out
  }

  static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "+") {
        bytes.append(UInt8(ascii: " "))
      } else if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The language of a page; in the address, not in a cookie.
enum Language: String, Sendable {
  case zh, en

  func pick(_ zh: String, _ en: String) -> String { self == .zh ? zh : en }
}
