/// What the reader keeps between two steps of one order; owned by the document, never shown.
struct ReadingScratch: ~Copyable {
  /// Code points that are colons or brackets, sorted.
  var anchors: [Int32] = []
  /// First code points of runs of digits, sorted.
  var digitRuns: [Int32] = []
  /// The converter of this worker.
  var gb18030 = GB18030Converter()
}
