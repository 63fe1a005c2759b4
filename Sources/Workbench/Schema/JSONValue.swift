/// A JSON value whose objects keep the order of their keys, so that output reads as it was meant.
package indirect enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  /// An object without the members that are nil.
  package static func members(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { member in member.value.map { (member.key, $0) } })
  }

  /// Strings as an array.
  package static func strings(_ list: some Sequence<String>) -> JSONValue {
    .array(list.map { .string($0) })
  }

  /// The text with two spaces of indent; short arrays and objects stay on one line.
  package var text: String {
    var out = ""
    write(to: &out, indent: "")
    return out + "\n"
  }

  private func write(to out: inout String, indent: String) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .number(let value): out += "\(value)"
    case .string(let value): Self.quote(value, to: &out)
    case .array(let items): write(items.map { (nil, $0) }, "[", "]", to: &out, indent)
    case .object(let members): write(members.map { ($0.key, $0.value) }, "{", "}", to: &out, indent)
    }
  }

  private func write(
    _ items: [(key: String?, value: JSONValue)], _ open: String, _ close: String,
    to out: inout String, _ indent: String
  ) {
    var line = open
    for (number, item) in items.enumerated() {
      if number > 0 { line += ", " }
      if let key = item.key {
        Self.quote(key, to: &line)
        line += ": "
      }
      item.value.write(to: &line, indent: indent)
      if line.unicodeScalars.count > 100 || line.contains("\n") { break }
    }
    line += close
    guard line.unicodeScalars.count > 100 || line.contains("\n") else {
      out += line
      return
    }
    let inner = indent + "  "
    out += open
    for (number, item) in items.enumerated() {
      out += (number > 0 ? ",\n" : "\n") + inner
      if let key = item.key {
        Self.quote(key, to: &out)
        out += ": "
      }
      item.value.write(to: &out, indent: inner)
    }
    out += "\n" + indent + close
  }

  private static func quote(_ text: String, to out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..."\u{1F}":
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    out += "\""
  }
}
