/// Learned weights for the labels of one axis, of character n-grams and of rules that fire:
/// `soft/intent.tsv` and its like.
///
/// The logit of a label on an order is its bias plus the weights of the distinct n-grams that
/// stand in the readable text: segments of the sections `accept`, `handling` and `remark` that
/// are no boilerplate. An n-gram stands there when all its code points lie in one such segment
/// and one sentence of the folded text. A row `rule:<id>` is weighed once when that rule fires on
/// any axis; a row of a rule that is not there any more says nothing. Everything is whole thousandths, so that a sum does not
/// depend on its order.
package struct SoftTable: Sendable {
  /// What an n-gram says about a label.
  package struct Row: Hashable, Sendable {
    package var ngram: String
    /// Number of the label in the taxonomy.
    package var label: Int
    /// Thousandths of a logit; negative speaks against the label.
    package var weight: Int

    package init(ngram: String, label: Int, weight: Int) {
      self.ngram = ngram
      self.label = label
      self.weight = weight
    }
  }

  package var axis: Taxonomy.Axis
  /// In the order of the file, which does not matter.
  package var rows: [Row]
  /// Label number → thousandths of a logit; 0 where nothing is written.
  package var biases: [Int: Int]

  package init(axis: Taxonomy.Axis, rows: [Row], biases: [Int: Int]) {
    self.axis = axis
    self.rows = rows
    self.biases = biases
  }

  /// How a row begins that weighs a rule instead of an n-gram.
  package static let rulePrefix = "rule:"
  /// The n-gram that stands for the bias in a file.
  package static let biasMark = "*"
  /// The longest n-gram, in code points.
  package static let longest = 8
}

/// What soft votes weigh on one axis: the table `soft:` of `policy.yaml`.
///
/// A label the table does not name gets no soft vote. Of the others, a label some rule speaks for
/// gains or loses `points(logit:)` before `need` is tested; a label no rule speaks for gains them
/// only from `alone` on.
package struct SoftPolicy: Equatable, Sendable {
  /// Points per logit, in thousandths: 1000 = one point per logit, 0 = the table is not used.
  package var scale = 1000
  /// The logit, in thousandths, that weighs nothing: rare labels have low logits throughout, so
  /// that 0 would already be strong support.
  package var neutral = 0
  /// The most points a soft vote adds, and the most it takes.
  package var up = 6
  package var down = 6
  /// The logit, in thousandths, from which a label that no rule speaks for may be given, if its
  /// points meet `need`; nil = `never`: soft votes only weigh what rules bring.
  package var alone: Int?

  package init() {}

  /// The points of a logit: rounded to the nearest, halves away from zero, then bounded.
  package func points(logit: Int) -> Int {
    let product = (logit - neutral) * scale
    let magnitude = (product.magnitude + 500_000) / 1_000_000
    return product < 0 ? -min(down, Int(magnitude)) : min(up, Int(magnitude))
  }
}
