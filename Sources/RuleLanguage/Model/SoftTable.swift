/// Learned weights for the labels of one axis or attribute, of character n-grams, of rules that fire
/// and of labels that rules alone give: `soft/intent.tsv`, `soft/urgency.tsv` and their like.
///
/// The logit of a label on an order is its bias plus the weights of the distinct n-grams that
/// stand in the readable text: segments of the sections `accept`, `handling` and `remark` that
/// are no boilerplate. An n-gram stands there when all its code points lie in one such segment
/// and one sentence of the folded text. A row `rule:<id>` is weighed once when that rule fires on
/// any axis, a row `label:<key>` when rules alone give that label; a row of a rule that is not
/// there any more says nothing. Everything is whole numbers, so that a sum does not depend on its
/// order.
package struct SoftTable: Sendable {
  package var axis: Taxonomy.Axis
  /// The attribute the table weighs, when `axis` is `.attribute`.
  package var attribute: String?
  /// Numbers of the labels weighed, one a column.
  package var labels: [Int]
  /// Thousandths of a logit, by column.
  package var biases: [Int]
  /// What each row weighs: an n-gram, or `rule:<id>`, or `label:<key>`.
  package var features: [String]
  /// Thousandths of a logit, row after row; negative speaks against the label.
  package var weights: [Int32]

  package init(
    axis: Taxonomy.Axis, attribute: String? = nil, labels: [Int] = [], biases: [Int] = [],
    features: [String] = [], weights: [Int32] = []
  ) {
    self.axis = axis
    self.attribute = attribute
    self.labels = labels
    self.biases = biases
    self.features = features
    self.weights = weights
  }

  /// The name of its file: `intent`, `topic`, `cause`, or that of an attribute.
  package var name: String { attribute ?? axis.name }

  /// What a row says about a label, thousandths of a logit; 0 when there is no such row.
  package func weight(of feature: String, for label: Int) -> Int {
    guard let row = features.firstIndex(of: feature), let column = labels.firstIndex(of: label)
    else { return 0 }
    return Int(weights[row * labels.count + column])
  }

  /// How a row begins that weighs a rule instead of an n-gram.
  package static let rulePrefix = "rule:"
  /// How a row begins that weighs a label given by rules alone.
  package static let labelPrefix = "label:"
  /// The first cell of the row that names the columns, and of the row of biases.
  package static let headMark = "@"
  package static let biasMark = "*"
  /// Files hold hundredths of a logit, which is as fine as learning is sure of.
  package static let fileUnit = 10
  /// The longest n-gram, in code points.
  package static let longest = 8
}

/// What soft votes weigh on one axis or attribute: the table `soft:` of `policy.yaml`.
///
/// A label the table does not name gets no soft vote. Of the others, a label some rule speaks for
/// gains or loses `points(logit:)` before `need` is tested; a label no rule speaks for gains them
/// only from `alone` on. Where soft votes decide, the points of the logit take the place of those
/// of the rules the table has learned from, as it has weighed them already, but takes `down` of these
/// at most; rules it does not know keep theirs and are not spoken against.
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
  /// Soft votes take the place of what learned rules bring, instead of being added to it.
  package var decides = false
  /// Label number → thousandths of a logit added before anything else: what missing it costs.
  package var lean: [Int: Int] = [:]

  package init() {}

  /// The points of a logit: rounded to the nearest, halves away from zero, then bounded, unless
  /// soft votes decide.
  package func points(logit: Int) -> Int {
    let product = (logit - neutral) * scale
    let magnitude = Int((product.magnitude + 500_000) / 1_000_000)
    if decides { return product < 0 ? -magnitude : magnitude }
    return product < 0 ? -min(down, magnitude) : min(up, magnitude)
  }
}
