/// Lays findings and boilerplate over the base segments, cutting them where those begin and end.
extension LayoutTables {
  /// Cuts `segments`; the ranges are sorted and do not overlap among their own kind.
  func layOver(_ document: inout Document) {
    mergeDenied(in: &document)
    if document.scratch.found.isEmpty, document.scratch.boilerplate.isEmpty { return }
    swap(&document.segments, &document.scratch.baseSegments)
    document.segments.removeAll(keepingCapacity: true)
    var found = RangeCursor()
    var boilerplate = RangeCursor()
    for number in document.scratch.baseSegments.indices {
      let base = document.scratch.baseSegments[number]
      var place = base.start
      while place < base.end {
        let inFound = found.covers(place, document.scratch.found)
        let inBoilerplate = boilerplate.covers(place, document.scratch.boilerplate)
        let end = min(
          base.end, found.border(after: place, document.scratch.found),
          boilerplate.border(after: place, document.scratch.boilerplate))
        var piece = base
        piece.start = place
        piece.end = end
        // A name such as 勘查结论： is no finding, and 是否超时：否 no option.
        let isHeader = base.section == .header
        piece.isFound = base.isFound || (inFound && !isHeader)
        piece.isBoilerplate = base.isBoilerplate || (inBoilerplate && !isHeader)
        Self.append(piece, to: &document)
        place = end
      }
    }
  }

  /// Brings options denied and other boilerplate into one sorted list without overlaps.
  private func mergeDenied(in document: inout Document) {
    if document.scratch.denied.isEmpty { return }
    swap(&document.scratch.boilerplate, &document.scratch.merged)
    document.scratch.boilerplate.removeAll(keepingCapacity: true)
    var one = 0
    var other = 0
    let ones = document.scratch.merged.count
    let others = document.scratch.denied.count
    while one < ones || other < others {
      let isOne =
        other == others
        || (one < ones
          && document.scratch.merged[one].start <= document.scratch.denied[other].start)
      let next = isOne ? document.scratch.merged[one] : document.scratch.denied[other]
      if isOne { one += 1 } else { other += 1 }
      let last = document.scratch.boilerplate.count - 1
      if last >= 0, document.scratch.boilerplate[last].end > next.start {
        document.scratch.boilerplate[last].end = max(
          document.scratch.boilerplate[last].end, next.end)
      } else {
        document.scratch.boilerplate.append(next)
      }
    }
  }
}

/// Walks sorted ranges beside a place that only grows.
private struct RangeCursor {
  private var next = 0

  mutating func covers(_ place: Int32, _ ranges: [LayoutRange]) -> Bool {
    while next < ranges.count, ranges[next].end <= place { next += 1 }
    return next < ranges.count && ranges[next].start <= place
  }

  /// The next beginning or end after a place `covers` was just asked about.
  func border(after place: Int32, _ ranges: [LayoutRange]) -> Int32 {
    guard next < ranges.count else { return .max }
    return ranges[next].start <= place ? ranges[next].end : ranges[next].start
  }
}
