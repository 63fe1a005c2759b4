internal import Glibc

/// How surely a phrase is more usual on one side than on the other (log-likelihood, Dunning 1993).
struct Significance {
  /// Orders of each side with the phrase.
  let inTarget: Int
  let inRest: Int
  let targetSize: Int
  let restSize: Int

  /// Whether its share is larger in the target.
  var isTypical: Bool { inTarget * restSize > inRest * targetSize }

  /// G²; grows with the evidence, 0 where both shares are the same.
  var likelihood: Double {
    let all = Double(targetSize + restSize)
    let having = Double(inTarget + inRest)
    func part(_ seen: Int, _ size: Int, _ share: Double) -> Double {
      guard seen > 0 else { return 0 }
      return Double(seen) * PlainMath.log(Double(seen) / (Double(size) * share))
    }
    let with = having / all
    return 2
      * (part(inTarget, targetSize, with) + part(inRest, restSize, with)
        + part(targetSize - inTarget, targetSize, 1 - with)
        + part(restSize - inRest, restSize, 1 - with))
  }

  /// The chance to see this by luck in any of so many phrases tried (χ² with one degree, Bonferroni).
  func chance(ofTests tests: Int) -> Double {
    min(1, erfc((max(0, likelihood) / 2).squareRoot()) * Double(tests))
  }
}
