/// What learning is done with; the defaults did best on writers left out.
package struct LearnSettings: Sendable {
  /// The longest n-gram.
  package var length = 2
  /// An n-gram must stand in so many orders.
  package var leastOrders = 4
  package var seed: UInt64 = 1

  package init() {}
}

/// How one table is fitted.
struct Fitting: Sendable {
  /// Strength of the L2 penalty.
  var penalty: Double
  /// Adagrad's first step.
  var rate: Double
  var epochs: Int
  /// The part of an order's features that a step sees, 0 to 1.
  var kept = 1.0
  /// What a weight counts for when all features are seen, 0 to 1: fitted to a part, it is too strong.
  var scale = 1.0
  /// The last epochs the weights are the mean of, at least 1.
  var averaged = 1
}
