/// Where words stand in one document, in order of start; kept by a worker and refilled.
struct Occurrences {
  private(set) var term: [Int32] = []
  private(set) var start: [Int32] = []
  private(set) var end: [Int32] = []

  /// Words from this number on are n-grams of soft votes only, kept apart.
  var firstSoft: Int32 = .max
  private(set) var softTerm: [Int32] = []
  private(set) var softStart: [Int32] = []

  var count: Int { term.count }
  var softCount: Int { softTerm.count }

  mutating func append(term: Int32, start: Int, end: Int) {
    if term >= firstSoft {
      softTerm.append(term)
      softStart.append(Int32(truncatingIfNeeded: start))
      return
    }
    self.term.append(term)
    self.start.append(Int32(truncatingIfNeeded: start))
    self.end.append(Int32(truncatingIfNeeded: end))
  }

  mutating func removeAll() {
    term.removeAll(keepingCapacity: true)
    start.removeAll(keepingCapacity: true)
    end.removeAll(keepingCapacity: true)
    softTerm.removeAll(keepingCapacity: true)
    softStart.removeAll(keepingCapacity: true)
  }
}
