/// Bytes of valid UTF-8 as a JSON string; for ids out of tables.
enum JSONQuoting {
  static func append(_ text: ArraySlice<UInt8>, to json: inout [UInt8]) {
    json.append(0x22)
    for byte in text {
      switch byte {
      case 0x22, 0x5C:
        json.append(0x5C)
        json.append(byte)
      case 0..<0x20:
        json.append(contentsOf: Array("\\u00".utf8))
        json.append(byte < 0x10 ? 0x30 : 0x31)
        json.append((byte & 15) + (byte & 15 < 10 ? 0x30 : 0x57))
      default: json.append(byte)
      }
    }
    json.append(0x22)
  }
}
