/// Resamples of a corpus: how far a figure may move by the luck of which orders were drawn.
struct Bootstrap {
  static let resamples = 500

  /// 95 % percentile intervals of every figure (Efron 1979), the same for the same seed.
  static func intervals(
    _ places: [[Int32]], layout: CountLayout, maker: FigureMaker, seed: UInt64 = 1
  ) -> [(low: Double, high: Double)] {
    var random = SplitMix(seed: seed)
    var columns = [[Double]](repeating: [], count: FigureMaker.names.count)
    var counts = Counts(layout: layout)
    var times = [Int](repeating: 0, count: places.count)
    for _ in 0..<resamples {
      for order in times.indices { times[order] = 0 }
      for _ in places.indices { times[random.below(places.count)] += 1 }
      counts.removeAll()
      for (order, count) in times.enumerated() where count > 0 {
        counts.add(places[order], times: count)
      }
      for (column, value) in maker.values(counts).enumerated() { columns[column].append(value) }
    }
    return columns.map { column in
      let sorted = column.sorted()
      let cut = resamples * 25 / 1000
      return (sorted[cut], sorted[resamples - 1 - cut])
    }
  }
}
