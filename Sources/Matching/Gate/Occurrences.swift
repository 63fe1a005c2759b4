/// Where words stand in one document, in order of start; kept by a worker and refilled.
struct Occurrences {
  private(set) var term: [Int32] = []
  private(set) var start: [Int32] = []
  private(set) var end: [Int32] = []

  var count: Int { term.count }

  mutating func append(term: Int32, start: Int, end: Int) {
    self.term.append(term)
    self.start.append(Int32(truncatingIfNeeded: start))
    self.end.append(Int32(truncatingIfNeeded: end))
  }

  mutating func removeAll() {
    term.removeAll(keepingCapacity: true)
    start.removeAll(keepingCapacity: true)
    end.removeAll(keepingCapacity: true)
  }
}
