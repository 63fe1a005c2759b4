internal import CPCRE2

/// What PCRE2 needs while it matches: match data, limits and a stack; one for each worker.
struct PatternWorkspace: ~Copyable {
  /// What became of one call.
  enum Outcome: Equatable {
    case match(start: Int, end: Int)
    case noMatch
    /// A limit of steps, memory or stack was met: not the same as no match.
    case limit
    /// PCRE2 reported an error, its own number.
    case failure(Int32)
  }

  private let matchData: OpaquePointer
  private let context: OpaquePointer
  private let stack: OpaquePointer?

  init() {
    guard let matchData = pcre2_match_data_create_8(32, nil),
      let context = pcre2_match_context_create_8(nil)
    else { preconditionFailure("no memory for PCRE2 match data") }
    self.matchData = matchData
    self.context = context
    stack = pcre2_jit_stack_create_8(32 * 1024, 1024 * 1024, nil)
    pcre2_jit_stack_assign_8(context, nil, stack.map { UnsafeMutableRawPointer($0) })
    _ = pcre2_set_heap_limit_8(context, 64 * 1024)
  }

  deinit {
    pcre2_match_data_free_8(matchData)
    pcre2_match_context_free_8(context)
    if let stack { pcre2_jit_stack_free_8(stack) }
  }

  /// Sets the limits for a subject of this many bytes.
  func limit(subjectBytes: Int) {
    let steps = UInt32(min(1_000_000, max(100_000, 4 * subjectBytes)))
    _ = pcre2_set_match_limit_8(context, steps)
    _ = pcre2_set_depth_limit_8(context, steps)
  }

  /// Looks for the pattern in a piece of the text, from a byte offset of the text on; a match must
  /// begin no later than at `last`, also an offset of the text.
  ///
  /// The text must be valid UTF-8 of our decoder, and the piece cut between characters.
  func match(
    _ pattern: CompiledPattern, _ text: [UInt8], _ piece: Range<Int>, from offset: Int,
    until last: Int? = nil
  ) -> Outcome {
    let limit = last.map { $0 - piece.lowerBound } ?? cpcre2_unset()
    _ = pcre2_set_offset_limit_8(context, limit)
    let result = text.withUnsafeBufferPointer { bytes in
      pcre2_match_8(
        pattern.code, bytes.baseAddress.map { $0 + piece.lowerBound }, piece.count,
        offset - piece.lowerBound, UInt32(PCRE2_NO_UTF_CHECK), matchData, context)
    }
    if result >= 0 {
      guard let ends = pcre2_get_ovector_pointer_8(matchData) else { return .noMatch }
      return .match(start: ends[0] + piece.lowerBound, end: ends[1] + piece.lowerBound)
    }
    switch result {
    case PCRE2_ERROR_NOMATCH: return .noMatch
    case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT,
      PCRE2_ERROR_JIT_STACKLIMIT:
      return .limit
    default: return .failure(result)
    }
  }

  /// The bytes of a group of the last match, counted within its piece, or nil when it took no part.
  func group(_ number: Int) -> (start: Int, end: Int)? {
    guard let ends = pcre2_get_ovector_pointer_8(matchData),
      ends[2 * number] != cpcre2_unset()
    else { return nil }
    return (ends[2 * number], ends[2 * number + 1])
  }
}
