import Glibc
import Transcripts

/// Bytes of a text in GB18030, made by the C library.
func gb18030(_ text: String) -> [UInt8] {
  let converter = iconv_open("GB18030", "UTF-8")
  defer { iconv_close(converter) }
  var source = Array(text.utf8).map { CChar(bitPattern: $0) }
  var target = [CChar](repeating: 0, count: source.count * 2 + 8)
  let left = source.withUnsafeMutableBufferPointer { from in
    target.withUnsafeMutableBufferPointer { to in
      var fromStart = from.baseAddress
      var toStart = to.baseAddress
      var fromLeft = from.count
      var toLeft = to.count
      iconv(converter, &fromStart, &fromLeft, &toStart, &toLeft)
      precondition(fromLeft == 0, "the sample has a character GB18030 lacks")
      return toLeft
    }
  }
  return target.dropLast(left).map { UInt8(bitPattern: $0) }
}

/// Bytes of a text in UTF-16.
func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
  text.utf16.flatMap { unit -> [UInt8] in
    let high = UInt8(unit >> 8)
    let low = UInt8(unit & 0xFF)
    return bigEndian ? [high, low] : [low, high]
  }
}

extension DocumentReader {
  /// Reads bytes into a fresh document.
  func read(_ bytes: [UInt8], into document: inout Document) throws(ReadRefusal) {
    let result = bytes.withUnsafeBytes { buffer -> Result<Void, ReadRefusal> in
      do throws(ReadRefusal) {
        try read(buffer, into: &document)
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }
}
