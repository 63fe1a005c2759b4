/// Weights of features for labels: label after label within a feature.
struct LogisticModel {
  var labelCount: Int
  var weights: [Double]
  var biases: [Double]

  /// The logit of every label for an order with these features.
  func logits(_ features: [Int32]) -> [Double] {
    var sums = biases
    for feature in features {
      let base = Int(feature) * labelCount
      for label in 0..<labelCount { sums[label] += weights[base + label] }
    }
    return sums
  }
}

/// Learns logistic regression by Adagrad (Duchi, Hazan and Singer 2011), one order after another
/// in a seeded order: softmax where one label is right, one against the rest elsewhere.
///
/// The L2 penalty of a feature is spread over the orders it stands in, so that a step touches only
/// the features of its order and the sum over an epoch is the whole penalty. A step may see a part of
/// an order's features alone, drawn anew each time: no label then hangs on one wording, as if every
/// order had been written in many ways (dropout: Srivastava et al. 2014; as a penalty that heeds how
/// sure a feature makes: Wager, Wang and Liang 2013). The weights are the mean over the last epochs
/// (Polyak and Juditsky 1992).
struct LogisticLearner {
  let fitting: Fitting
  let seed: UInt64
  let isExclusive: Bool

  /// `features` and `targets` are lists of numbers for each order.
  func learn(
    features: [[Int32]], featureCount: Int, targets: [[Int32]], labelCount: Int
  ) -> LogisticModel {
    var state = State(
      features: features, featureCount: featureCount, targets: targets, labelCount: labelCount,
      fitting: fitting, isExclusive: isExclusive)
    var mean = Mean(of: state)
    var random = SplitMix(seed: seed)
    var order = Array(features.indices)
    var seen: [Int32] = []
    for epoch in 0..<fitting.epochs {
      // Fisher and Yates, with our own random numbers.
      for place in order.indices.dropFirst().reversed() {
        order.swapAt(place, random.below(place + 1))
      }
      for index in order {
        seen.removeAll(keepingCapacity: true)
        for feature in features[index] where random.happens(fitting.kept) { seen.append(feature) }
        state.step(seen, targets[index])
      }
      if epoch >= fitting.epochs - fitting.averaged { mean.add(state) }
    }
    return LogisticModel(
      labelCount: labelCount, weights: mean.weights.map { $0 * fitting.scale }, biases: mean.biases)
  }

  /// The mean of the states it was given.
  private struct Mean {
    private var weightSums: [Double]
    private var biasSums: [Double]
    private var count = 0.0

    /// With room for states like this one.
    init(of state: State) {
      weightSums = [Double](repeating: 0, count: state.weights.count)
      biasSums = [Double](repeating: 0, count: state.biases.count)
    }

    var weights: [Double] { weightSums.map { $0 / count } }
    var biases: [Double] { biasSums.map { $0 / count } }

    mutating func add(_ state: State) {
      for place in weightSums.indices { weightSums[place] += state.weights[place] }
      for label in biasSums.indices { biasSums[label] += state.biases[label] }
      count += 1
    }
  }

  private struct State {
    let labelCount: Int
    let rate: Double
    let isExclusive: Bool
    var weights: [Double]
    var squares: [Double]
    var biases: [Double]
    var biasSquares: [Double]
    /// Penalty of each feature, per order it stands in.
    var shares: [Double]
    var errors: [Double]

    init(
      features: [[Int32]], featureCount: Int, targets: [[Int32]], labelCount: Int,
      fitting: Fitting, isExclusive: Bool
    ) {
      self.labelCount = labelCount
      self.isExclusive = isExclusive
      rate = fitting.rate
      weights = [Double](repeating: 0, count: featureCount * labelCount)
      squares = [Double](repeating: 1e-8, count: featureCount * labelCount)
      biasSquares = [Double](repeating: 1e-8, count: labelCount)
      errors = [Double](repeating: 0, count: labelCount)
      shares = [Double](repeating: 0, count: featureCount)
      for order in features { for feature in order { shares[Int(feature)] += 1 } }
      for feature in shares.indices {
        shares[feature] = fitting.penalty / max(1, shares[feature])
      }
      biases = [Double](repeating: 0, count: labelCount)
      for order in targets { for label in order { biases[Int(label)] += 1 } }
      for label in biases.indices {
        // Where learning begins: how frequent the label is.
        let part = max(1e-4, min(0.99, biases[label] / Double(max(1, targets.count))))
        biases[label] = isExclusive ? 0 : PlainMath.log(part / (1 - part))
      }
    }

    mutating func step(_ features: [Int32], _ targets: [Int32]) {
      findErrors(features, targets)
      let count = labelCount
      let rate = rate
      weights.withUnsafeMutableBufferPointer { weights in
        squares.withUnsafeMutableBufferPointer { squares in
          errors.withUnsafeBufferPointer { errors in
            for feature in features {
              let share = shares[Int(feature)]
              let base = Int(feature) * count
              for label in 0..<count {
                let slope = errors[label] + share * weights[base + label]
                let square = squares[base + label] + slope * slope
                squares[base + label] = square
                weights[base + label] -= rate * slope / square.squareRoot()
              }
            }
          }
        }
      }
      for label in 0..<count {
        biasSquares[label] += errors[label] * errors[label]
        biases[label] -= rate * errors[label] / biasSquares[label].squareRoot()
      }
    }

    /// Likelihood minus truth, for every label.
    private mutating func findErrors(_ features: [Int32], _ targets: [Int32]) {
      let count = labelCount
      for label in 0..<count { errors[label] = biases[label] }
      weights.withUnsafeBufferPointer { weights in
        errors.withUnsafeMutableBufferPointer { errors in
          for feature in features {
            let base = Int(feature) * count
            for label in 0..<count { errors[label] += weights[base + label] }
          }
        }
      }
      if isExclusive {
        let most = errors.max() ?? 0
        var sum = 0.0
        for label in 0..<count {
          errors[label] = PlainMath.exp(errors[label] - most)
          sum += errors[label]
        }
        for label in 0..<count { errors[label] /= sum }
      } else {
        for label in 0..<count { errors[label] = 1 / (1 + PlainMath.exp(-errors[label])) }
      }
      for label in targets { errors[Int(label)] -= 1 }
    }
  }
}
