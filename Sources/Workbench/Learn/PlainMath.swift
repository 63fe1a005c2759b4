/// Exponential and logarithm from sums and products alone: the same to the last bit on every
/// machine, which a C library does not promise, so that learned tables are the same too.
enum PlainMath {
  private static let ln2 = 0.693_147_180_559_945_3
  /// The top of ln 2 with so few bits that a product with a small whole number is exact.
  private static let ln2High = 0.693_147_180_369_123_8
  private static let ln2Low = 1.908_214_929_270_588e-10

  /// e to the power of x; x is cut at ±700.
  static func exp(_ x: Double) -> Double {
    let x = max(-700, min(700, x))
    let power = (x / ln2).rounded()
    // What is left is at most half of ln 2: thirteen terms of the series are enough.
    let rest = x - power * ln2High - power * ln2Low
    var sum = 1.0
    for term in (1...13).reversed() { sum = 1 + sum * rest / Double(term) }
    return Double(sign: .plus, exponent: Int(power), significand: sum)
  }

  /// The natural logarithm of a number above 0.
  static func log(_ x: Double) -> Double {
    precondition(x > 0, "only numbers above 0 have a logarithm")
    // ln m = 2 artanh((m - 1) / (m + 1)) for m from 1 to 2.
    let ratio = (x.significand - 1) / (x.significand + 1)
    var sum = 0.0
    for term in (0...24).reversed() { sum = sum * ratio * ratio + 1 / Double(2 * term + 1) }
    return Double(x.exponent) * ln2 + 2 * ratio * sum
  }
}
