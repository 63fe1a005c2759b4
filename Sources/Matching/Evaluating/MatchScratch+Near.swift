internal import RuleLanguage
internal import Transcripts

extension MatchScratch {
  /// Appends the combinations of a `near` line: one hit of each element in one sentence, neighbours
  /// not overlapping and at most `number` code points apart. From each first hit the nearest
  /// combination counts.
  mutating func collectNear(
    _ line: CompiledLine, _ filter: HitFilter, _ rules: CompiledRules,
    _ document: borrowing Document
  ) {
    for place in line.elements where !isTouched(rules.elements[place]) { return }
    guard !filter.relaxed.isEmpty || mayBeNear(line, rules) else { return }
    gatherNear(line, filter, rules, document)
    let window = filter.relaxed.contains(.window) ? Int32.max : line.number
    let ordered = line.isOrdered && !filter.relaxed.contains(.order)
    let all = UInt64.max >> UInt64(64 - line.elements.count)
    for first in nearHits.indices {
      if ordered, nearHits[first].element != 0 { continue }
      chosen.removeAll()
      chosen.append(Int32(truncatingIfNeeded: first))
      let done: UInt64 = 1 << UInt64(nearHits[first].element)
      let search = NearSearch(
        all: all, window: window, ordered: ordered,
        sameSentence: !filter.relaxed.contains(.sentence))
      guard complete(search, done: done) else { continue }
      let context = combinedContext(filter)
      guard filter.allowed.contains(context) else { continue }
      let group = Int32(hits.count)
      for place in chosen.indices {
        var hit = nearHits[Int(chosen[place])]
        hit.group = group
        hit.context = context
        hits.append(hit)
      }
    }
  }

  /// Whether the words stand near enough at all, sections and contexts left aside.
  private mutating func mayBeNear(_ line: CompiledLine, _ rules: CompiledRules) -> Bool {
    let elements = line.elements
    for place in elements { ensureLinked(rules.elements[place], rules) }
    guard elements.count == 2 || line.isOrdered else { return true }
    for place in elements.dropLast() {
      let one = rules.elements[place]
      let other = rules.elements[place + 1]
      guard
        isFollowed(one, by: other, within: line.number)
          || (!line.isOrdered && isFollowed(other, by: one, within: line.number))
      else { return false }
    }
    return true
  }

  /// Whether a word of one set has a word of another behind it, in its sentence and its reach.
  private func isFollowed(_ one: Int32, by other: Int32, within window: Int32) -> Bool {
    var first = firstLink(one)
    let start = firstLink(other)
    while first >= 0 {
      let word = occurrences[Int(links[Int(first)].occurrence)]
      first = links[Int(first)].next
      var second = start
      while second >= 0 {
        let next = occurrences[Int(links[Int(second)].occurrence)]
        second = links[Int(second)].next
        if next.start < word.end { continue }
        if next.start - word.end > window || next.sentence > word.sentence { break }
        if next.sentence == word.sentence { return true }
      }
    }
    return false
  }

  private struct NearSearch {
    var all: UInt64
    var window: Int32
    var ordered: Bool
    var sameSentence: Bool
  }

  /// All hits of all elements that pass, in order of start.
  private mutating func gatherNear(
    _ line: CompiledLine, _ filter: HitFilter, _ rules: CompiledRules,
    _ document: borrowing Document
  ) {
    // The words are collected into `nearHits`, which changes places with `hits` meanwhile.
    nearHits.removeAll()
    swap(&hits, &nearHits)
    for place in line.elements {
      collectWords(
        rules.elements[place], element: place - Int(line.elementStart), line, filter, rules,
        document)
    }
    swap(&hits, &nearHits)
    // Insertion sort: few hits, nearly in order.
    for index in 1..<max(1, nearHits.count) {
      let hit = nearHits[index]
      var place = index
      while place > 0, nearHits[place - 1].start > hit.start {
        nearHits[place] = nearHits[place - 1]
        place -= 1
      }
      nearHits[place] = hit
    }
  }

  /// Finds hits for the elements not done yet, to the right of the last one chosen.
  private mutating func complete(_ search: NearSearch, done: UInt64) -> Bool {
    if done == search.all { return true }
    guard let lastIndex = chosen.last else { return false }
    let last = nearHits[Int(lastIndex)]
    var index = Int(lastIndex) + 1
    while index < nearHits.count {
      let hit = nearHits[index]
      if hit.start - last.end > search.window && hit.start > last.end { break }
      if search.sameSentence, hit.sentence != last.sentence { break }
      let bit: UInt64 = 1 << UInt64(hit.element)
      let isNext = !search.ordered || bit - 1 == done
      if hit.start >= last.end, done & bit == 0, isNext {
        chosen.append(Int32(truncatingIfNeeded: index))
        if complete(search, done: done | bit) { return true }
        chosen.removeLast()
      }
      index += 1
    }
    return false
  }

  /// The weightiest context of the chosen hits; negated when a gap holds a denial.
  private func combinedContext(_ filter: HitFilter) -> HitContext {
    var context = HitContext.asserted
    var previousEnd: Int32 = -1
    for place in chosen.indices {
      let hit = nearHits[Int(chosen[place])]
      if hit.context != .asserted { context = hit.context }
      if previousEnd >= 0, isGapDenied(from: previousEnd, to: hit.start) { return .negated }
      previousEnd = hit.end
    }
    return context
  }
}
