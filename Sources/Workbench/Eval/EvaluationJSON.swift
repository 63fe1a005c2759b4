internal import FoundationEssentials
internal import Matching

/// An evaluation for programs: the same content with stable keys.
package struct EvaluationJSON {
  private let evaluation: Evaluation
  private let options: EvaluationReport.Options

  package init(
    _ evaluation: Evaluation, _ options: EvaluationReport.Options = EvaluationReport.Options()
  ) {
    self.evaluation = evaluation
    self.options = options
  }

  /// One JSON object with sorted keys and a line end.
  package var text: String {
    var form = Form(
      orders: evaluation.counts[.orders], partial: evaluation.partialOrders,
      support: evaluation.support,
      figures: Dictionary(
        uniqueKeysWithValues: evaluation.figures.map { ($0.name, Form.Value($0)) }),
      labels: [:], confusion: evaluation.confusion, files: evaluation.files.map(Form.Slice.init),
      tags: evaluation.tags.map(Form.Slice.init),
      rules: Form.Rules(
        active: evaluation.rules.ruleCount, silent: evaluation.rules.silent,
        singleHits: evaluation.rules.singleHits,
        singleHitShare: rounded(evaluation.rules.singleHitShare)))
    for axis in EvalAxis.allCases {
      var labels: [String: Form.Label] = [:]
      for label in evaluation.counts.layout.labels[axis] ?? [] {
        labels[label] = Form.Label(evaluation.counts.tally(axis, label))
      }
      form.labels[axis.rawValue] = labels
    }
    if options.errors > 0, !options.countsOnly {
      form.errors = evaluation.misses.prefix(options.errors).map(Form.Error.init)
    }
    return StableJSON.text(form)
  }

  private struct Form: Encodable {
    struct Value: Encodable {
      var value: Double
      var low: Double
      var high: Double

      init(_ figure: Figure) {
        value = rounded(figure.value)
        low = rounded(figure.low)
        high = rounded(figure.high)
      }
    }

    struct Label: Encodable {
      var gold: Int
      var hit: Int
      var wrong: Int
      var missed: Int
      var precision: Double
      var recall: Double
      var f1: Double

      private enum CodingKeys: String, CodingKey {
        case gold, hit, missed, precision, recall, f1
        case wrong = "false"
      }

      init(_ tally: Tally) {
        gold = tally.support
        hit = tally.hits
        wrong = tally.falseAlarms
        missed = tally.misses
        precision = rounded(tally.precision)
        recall = rounded(tally.recall)
        f1 = rounded(tally.f1)
      }
    }

    struct Slice: Encodable {
      var name: String
      var orders: Int
      var intentAccuracy: Double
      var topicsF1: Double
      var causesF1: Double
      var exact: Double
      var channelAccuracy: Double

      init(_ part: Evaluation.Part) {
        name = part.name
        orders = part.counts[.orders]
        intentAccuracy = rounded(share(part.counts[.intentRight], orders))
        topicsF1 = rounded(part.counts.total(.topics).f1)
        causesF1 = rounded(part.counts.total(.causes).f1)
        exact = rounded(share(part.counts[.exact], orders))
        channelAccuracy = rounded(share(part.counts[.channelRight], orders))
      }
    }

    struct Rules: Encodable {
      var active: Int
      var silent: Int
      var singleHits: [String]
      var singleHitShare: Double
    }

    struct Error: Encodable {
      var id: String
      var text: String
      var missed: [String]
      var wrong: [String]
      var rules: [[String]]

      private enum CodingKeys: String, CodingKey {
        case id, text, missed, rules
        case wrong = "false"
      }

      init(_ miss: Evaluation.Miss) {
        id = miss.order.id
        text = miss.order.text
        let labels = EvaluationReport.wrong(miss.score)
        missed = labels.filter(\.isMissed).map(\.label)
        wrong = labels.filter { !$0.isMissed }.map(\.label)
        rules = miss.outcome.rules.filter(\.counts).map { [$0.id, $0.label, $0.quote] }
      }
    }

    var orders: Int
    var partial: Int
    var support: Int
    var figures: [String: Value]
    var labels: [String: [String: Label]]
    var confusion: [String: [String: Int]]
    var files: [Slice]
    var tags: [Slice]
    var rules: Rules
    var errors: [Error]?
  }
}

/// Four digits are enough for a share, and the same on every machine.
func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

/// JSON that is the same for the same values: sorted keys, two blanks of indent.
enum StableJSON {
  static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    } catch {
      preconditionFailure("these values are always JSON: \(error)")
    }
  }
}
