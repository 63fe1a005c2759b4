/// Rows of weights as they are quickest to add to the logits of all labels: a row that speaks of
/// many labels has a number for each label, so that one loop without a choice adds it. The numbers
/// are short, so that twice as many stay in the cache; a weight beyond 32 logits says no more than 32.
struct WeightRows: Sendable {
  /// Rows with fewer weights than this are added one by one.
  private static let leastDense = 12

  /// Where a row stands in `dense`, and the labels it is of.
  private struct Row: Sendable {
    /// -1 = the row is in `sparse`.
    var start: Int32 = -1
    var firstLabel: Int32 = 0
    var count: Int32 = 0
  }

  private let rows: [Row]
  private let dense: [Int16]
  private let sparse: NumberRows<CompiledSoft.Weight>
  /// How many rows can be added up in two bytes whatever they are.
  let mostNarrow: Int

  init(_ rows: [[CompiledSoft.Weight]]) {
    var places: [Row] = []
    var dense: [Int16] = []
    for row in rows {
      let labels = row.map(\.label)
      guard row.count >= Self.leastDense, let first = labels.min(), let last = labels.max() else {
        places.append(Row())
        continue
      }
      let start = dense.count
      places.append(Row(start: Int32(start), firstLabel: first, count: last - first + 1))
      dense += [Int16](repeating: 0, count: Int(last - first) + 1)
      for weight in row {
        let place = start + Int(weight.label - first)
        dense[place] = Int16(clamping: Int32(dense[place]) + weight.value)
      }
    }
    self.rows = places
    let heaviest = dense.reduce(1) { max($0, abs(Int($1))) }
    mostNarrow = Int(Int16.max) / heaviest
    self.dense = dense
    sparse = NumberRows(rows.map { $0.count < Self.leastDense ? $0 : [] })
  }

  /// Adds a row to the logits, of which there is one for each label.
  func add(row: Int, to logits: inout ScratchList<Int32>) {
    let place = rows[row]
    if place.start >= 0 {
      logits.add(
        dense, from: Int(place.start), count: Int(place.count), at: Int(place.firstLabel))
      return
    }
    for place in sparse.range(row) {
      let weight = sparse.values[place]
      logits[Int(weight.label)] &+= weight.value
    }
  }

  /// Adds a row to sums in two bytes, half the work; `mostNarrow` of them at most.
  ///
  /// - Returns: Whether it was added; a row with few weights is not.
  func add(row: Int, toNarrow sums: inout ScratchList<Int16>) -> Bool {
    let place = rows[row]
    guard place.start >= 0 else { return false }
    sums.add(dense, from: Int(place.start), count: Int(place.count), at: Int(place.firstLabel))
    return true
  }

  /// What a row says about one label.
  func weight(row: Int, of label: Int) -> Int32 {
    let place = rows[row]
    if place.start >= 0 {
      let offset = label - Int(place.firstLabel)
      return offset >= 0 && offset < place.count ? Int32(dense[Int(place.start) + offset]) : 0
    }
    for place in sparse.range(row) where Int(sparse.values[place].label) == label {
      return sparse.values[place].value
    }
    return 0
  }
}
