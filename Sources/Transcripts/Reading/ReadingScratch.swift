/// What the reader keeps between two steps of one order; owned by the document, never shown.
struct ReadingScratch: ~Copyable {
  // MARK: The fold pass

  var fold = FoldScratch()
  /// Code points that are colons or brackets, sorted.
  var anchors = PlaceList()
  /// First code points of runs of digits, sorted.
  var digitRuns = PlaceList()
  /// Code points that end a line.
  var lineEnds = 0

  // MARK: Layouts

  /// Names and prefixes, in order of their place.
  var layoutAnchors: [LayoutAnchor] = []
  /// Options answered with no.
  var denied: [LayoutRange] = []
  /// Passages of findings; heads of lines while a duty log is read.
  var found: [LayoutRange] = []
  var boilerplate: [LayoutRange] = []
  var merged: [LayoutRange] = []
  var baseSegments: [Segment] = []
  var sentenceStarts: [Int32] = []
  var votes = SpeakerVotes()

  // MARK: Personal data

  /// Places where a name is likely, in the order they were met.
  var nameHints: [Surnames.Hint] = []
  var names: [LayoutRange] = []

  // MARK: Decoding

  /// The converter of this worker.
  var gb18030 = GB18030Converter()
}
