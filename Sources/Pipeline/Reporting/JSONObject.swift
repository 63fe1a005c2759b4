/// Writes one flat or nested JSON object as bytes; keys in the order they are added.
struct JSONObject {
  private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

  /// The finished object.
  var closed: [UInt8] { bytes + [UInt8(ascii: "}")] }

  mutating func add(_ key: StaticString, _ value: String) {
    open(key)
    Self.append(value, to: &bytes)
  }

  mutating func add(_ key: StaticString, _ value: some BinaryInteger) {
    open(key)
    bytes.append(contentsOf: String(value).utf8)
  }

  mutating func add(_ key: StaticString, _ value: Bool) {
    open(key)
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// A number with one digit after the point.
  mutating func add(_ key: StaticString, tenths value: Int) {
    open(key)
    bytes.append(contentsOf: "\(value / 10).\(value % 10)".utf8)
  }

  mutating func add(_ key: StaticString, _ values: [String]) {
    open(key)
    bytes.append(UInt8(ascii: "["))
    for (number, value) in values.enumerated() {
      if number > 0 { bytes.append(UInt8(ascii: ",")) }
      Self.append(value, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  mutating func add(_ key: StaticString, _ objects: [JSONObject]) {
    open(key)
    bytes.append(UInt8(ascii: "["))
    bytes.append(contentsOf: objects.map(\.closed).joined(separator: [UInt8(ascii: ",")]))
    bytes.append(UInt8(ascii: "]"))
  }

  mutating func add(_ key: StaticString, _ object: JSONObject?) {
    open(key)
    bytes.append(contentsOf: object?.closed ?? Array("null".utf8))
  }

  private mutating func open(_ key: StaticString) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: "\":".utf8)
  }

  /// A string literal; control and direction characters escaped, so that no text can forge a line.
  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C:
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(UInt8(scalar.value))
      case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
        let digits = String(scalar.value, radix: 16)
        bytes.append(contentsOf: "\\u".utf8)
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.count))
        bytes.append(contentsOf: digits.utf8)
      default:
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
