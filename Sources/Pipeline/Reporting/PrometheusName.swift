/// Labels and dimensions of swift-metrics as Prometheus spells them.
enum PrometheusName {
  /// `suqiu.published` becomes `suqiu_published_total`; what has the ending keeps it.
  static func of(_ label: String, ending: String = "") -> String {
    let name = spelled(label)
    return name.hasSuffix(ending) ? name : name + ending
  }

  /// `{a="1",b="2"}` in the order of the names; empty without dimensions.
  static func labels(_ dimensions: [(String, String)]) -> String {
    guard !dimensions.isEmpty else { return "" }
    let pairs = dimensions.sorted { $0.0 < $1.0 }.map {
      "\(spelled($0.0))=\"\(escaped($0.1))\""
    }
    return "{\(pairs.joined(separator: ","))}"
  }

  private static func spelled(_ text: String) -> String {
    var name = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "_": name.unicodeScalars.append(scalar)
      case "0"..."9" where !name.isEmpty: name.unicodeScalars.append(scalar)
      default: name += "_"
      }
    }
    return name
  }

  private static func escaped(_ value: String) -> String {
    var text = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
