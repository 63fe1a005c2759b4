internal import CPCRE2

/// One PCRE2 pattern, compiled and, where the system allows, translated to machine code.
///
/// `@unchecked Sendable`: the code is written once here and only read afterwards; PCRE2 documents
/// compiled code as shareable between threads.
final class CompiledPattern: @unchecked Sendable {
  /// A pattern PCRE2 refuses.
  struct Failure: Error {
    /// PCRE2's own words.
    var message: String
    /// Code units of UTF-8 into the pattern.
    var offset: Int
  }

  /// As written in the rule file.
  let source: String
  /// Whether machine code was made.
  let isJIT: Bool
  /// The number of the group called `value`, or 0 for the whole match.
  let valueGroup: Int
  let code: OpaquePointer

  /// Patterns longer than this are refused.
  static let longestSource = 8192

  init(_ source: String, useJIT: Bool = true) throws(Failure) {
    self.source = source
    var errorCode: Int32 = 0
    var errorOffset = 0
    let options =
      PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_USE_OFFSET_LIMIT
      | UInt32(PCRE2_NEVER_BACKSLASH_C)
    let units = Array(source.utf8)
    guard units.count <= Self.longestSource else {
      throw Failure(message: "the pattern is longer than \(Self.longestSource) bytes", offset: 0)
    }
    let compiled = units.withUnsafeBufferPointer { pattern in
      pcre2_compile_8(
        pattern.baseAddress, pattern.count, options, &errorCode, &errorOffset, nil)
    }
    guard let compiled else {
      throw Failure(message: Self.message(errorCode), offset: errorOffset)
    }
    code = compiled
    isJIT = useJIT && pcre2_jit_compile_8(compiled, UInt32(PCRE2_JIT_COMPLETE)) == 0
    valueGroup = max(0, Int(pcre2_substring_number_from_name_8(compiled, "value")))
  }

  deinit { pcre2_code_free_8(code) }

  /// The fewest code points a match can have; 0 means the pattern matches nothing at all.
  var minimumLength: Int {
    var length: UInt32 = 0
    _ = pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_MINLENGTH), &length)
    return Int(length)
  }

  private static func message(_ code: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    _ = pcre2_get_error_message_8(code, &buffer, buffer.count)
    return String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
  }
}
