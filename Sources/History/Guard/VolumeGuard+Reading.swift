extension VolumeGuard {
  /// Looks at the index as of a moment: the hour in which it lies is not over and does not count.
  package static func flags(
    _ watched: [Watched], _ reader: HistoryReader, now: DeskTime
  ) throws(HistoryFailure) -> [Flag] {
    guard !watched.isEmpty else { return [] }
    let end = now.seconds / 3_600 * 3_600
    var filter = OrderFilter()
    filter.from = DeskTime(end - weeks * 7 * DeskTime.day)
    filter.until = DeskTime(end)
    // Before its first order a rule was not silent: it was not there to see.
    let first = try reader.span()?.lowerBound.seconds ?? end
    let hours = min(weeks * 168, max(0, (end - first) / 3_600))
    let last = DeskTime(end - 3_600)
    let all = try series(filter, hours, end, reader)
    let outages = try series(filter.with(label: "topic:outage"), hours, end, reader)
    let volume = VolumeGuard(
      all: all, outages: outages, lastHour: last.weekday * 24 + last.hour)
    var flags: [Flag] = []
    for entry in watched {
      var own = filter
      if entry.dimension == .rule {
        own.rules = [entry.name]
      } else {
        own.labels = [entry.name]
      }
      if let flag = volume.flag(entry, try series(own, hours, end, reader)) { flags.append(flag) }
    }
    return flags
  }

  private static func series(
    _ filter: OrderFilter, _ hours: Int, _ end: Int, _ reader: HistoryReader
  ) throws(HistoryFailure) -> [Int] {
    var series = Array(repeating: 0, count: hours)
    for count in try reader.counts(by: [.day, .hour], filter) {
      guard let day = Int(count.keys[0]), let hour = Int(count.keys[1]) else { continue }
      let place = hours - (end - day * DeskTime.day - hour * 3_600) / 3_600
      if series.indices.contains(place) { series[place] += count.orders }
    }
    return series
  }
}
