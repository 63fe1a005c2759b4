/// A bound a figure must keep: `intent.macro_f1=0.9`.
package struct Gate: Sendable {
  package enum Side: Sendable { case least, most }

  package let name: String
  package let bound: Double
  package let side: Side

  /// nil when the name is none of the figures or the bound no number.
  package init?(_ text: String, side: Side) {
    let parts = text.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, Evaluation.figureNames.contains(String(parts[0])),
      let bound = Double(parts[1]), bound.isFinite
    else { return nil }
    name = String(parts[0])
    self.bound = bound
    self.side = side
  }

  /// What is told when the figure does not keep the bound; nil when it does.
  package func complaint(_ evaluation: Evaluation) -> String? {
    guard let figure = evaluation.figure(name) else { return "\(name) is not measured" }
    switch side {
    case .least where figure.value < bound:
      return "\(name) is \(three(figure.value)), below \(three(bound))"
    case .most where figure.value > bound:
      return "\(name) is \(three(figure.value)), above \(three(bound))"
    default: return nil
    }
  }
}
