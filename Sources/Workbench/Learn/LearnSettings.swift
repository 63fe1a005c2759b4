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
}
