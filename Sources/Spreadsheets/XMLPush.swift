internal import CXML2

/// Told the elements and text of a part, in order.
protocol XMLListener: AnyObject {
  func begin(_ name: String, _ attributes: XMLAttributes)
  func end(_ name: String)
  func text(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// The attributes of an element, read from the parser's own memory.
struct XMLAttributes {
  fileprivate let count: Int
  fileprivate let values: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

  /// The value of an attribute by its name without prefix.
  subscript(_ name: StaticString) -> String? {
    guard let values else { return nil }
    for number in 0..<count {
      // Name, prefix, namespace, value, end of the value.
      let entry = values + 5 * number
      guard let key = entry[0], let start = entry[3], let end = entry[4] else { continue }
      if Self.equals(key, name) {
        return String(
          decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
      }
    }
    return nil
  }

  private static func equals(_ key: UnsafePointer<UInt8>, _ name: StaticString) -> Bool {
    for place in 0..<name.utf8CodeUnitCount where key[place] != name.utf8Start[place] {
      return false
    }
    return key[name.utf8CodeUnitCount] == 0
  }
}

/// Reads XML in pieces (libxml2): constant memory, no entities of its own, no document types.
final class XMLPush {
  private var parser: xmlParserCtxtPtr?
  private let listener: any XMLListener
  private var hasDoctype = false

  init(_ listener: any XMLListener) {
    self.listener = listener
    parser = cxml2_open(
      Unmanaged.passUnretained(self).toOpaque(),
      { user, name, _, _, _, _, count, _, values in
        guard let name else { return }
        XMLPush.of(user)?.listener.begin(
          String(cString: name), XMLAttributes(count: Int(count), values: values))
      },
      { user, name, _, _ in
        guard let name else { return }
        XMLPush.of(user)?.listener.end(String(cString: name))
      },
      { user, bytes, count in
        XMLPush.of(user)?.listener.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
      },
      { user, _, _, _ in XMLPush.of(user)?.hasDoctype = true })
  }

  deinit { xmlFreeParserCtxt(parser) }

  private static func of(_ user: UnsafeMutableRawPointer?) -> XMLPush? {
    user.map { Unmanaged<XMLPush>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Takes the next bytes, none at the end; false when they are not well-formed.
  ///
  /// Spreadsheet programs write no document type; whoever does wants entities expanded.
  func push(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let parser else { return false }
    let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    let code = xmlParseChunk(parser, start, Int32(bytes.count), bytes.isEmpty ? 1 : 0)
    return code == 0 && !hasDoctype
  }
}
