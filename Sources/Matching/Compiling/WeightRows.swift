/// Rows of weights as they are quickest to add to the logits of all labels: a row that speaks of
/// many labels has a number for each label, so that one loop without a choice adds it.
struct WeightRows: Sendable {
  /// Rows with fewer weights than this are added one by one.
  private static let leastDense = 12

  private let labelCount: Int
  /// The first number of each row in `dense`; -1 = the row is in `sparse`.
  private let denseStart: [Int32]
  private let dense: [Int32]
  private let sparse: NumberRows<CompiledSoft.Weight>

  init(_ rows: [[CompiledSoft.Weight]], labelCount: Int) {
    var starts: [Int32] = []
    var dense: [Int32] = []
    for row in rows {
      guard row.count >= Self.leastDense else {
        starts.append(-1)
        continue
      }
      let start = dense.count
      starts.append(Int32(start))
      dense += [Int32](repeating: 0, count: labelCount)
      for weight in row { dense[start + Int(weight.label)] &+= weight.value }
    }
    self.labelCount = labelCount
    denseStart = starts
    self.dense = dense
    sparse = NumberRows(rows.map { $0.count < Self.leastDense ? $0 : [] })
  }

  /// Adds a row to the logits, of which there is one for each label.
  func add(row: Int, to logits: inout ScratchList<Int32>) {
    let start = Int(denseStart[row])
    if start >= 0 {
      logits.add(dense, from: start, count: labelCount)
      return
    }
    for place in sparse.range(row) {
      let weight = sparse.values[place]
      logits[Int(weight.label)] &+= weight.value
    }
  }

  /// What a row says about one label.
  func weight(row: Int, of label: Int) -> Int32 {
    let start = Int(denseStart[row])
    if start >= 0 { return dense[start + label] }
    for place in sparse.range(row) where Int(sparse.values[place].label) == label {
      return sparse.values[place].value
    }
    return 0
  }
}
