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

/// Random numbers that are the same for the same seed (SplitMix64, Steele and others 2014).
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below a bound (Lemire 2016; the bias is far below what 500 resamples show).
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
