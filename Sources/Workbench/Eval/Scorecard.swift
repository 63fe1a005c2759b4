internal import FoundationEssentials

/// The counts of an evaluation as they stood when somebody last looked at them: a golden file in
/// which a change of rules shows as a difference.
package struct Scorecard: Codable, Equatable, Sendable {
  /// Why a stored scorecard cannot be used.
  package enum Failure: Error, CustomStringConvertible {
    case unreadable(String)

    package var description: String {
      switch self {
      case .unreadable(let path):
        "\(path) is not there or no scorecard; write it with --write-scorecard"
      }
    }
  }

  package var orders: Int
  package var files: [String]
  /// Figure → value, four digits.
  package var figures: [String: Double]
  /// Axis → label → hits, false alarms, misses.
  package var labels: [String: [String: [Int]]]

  package init(_ evaluation: Evaluation) {
    orders = evaluation.counts[.orders]
    files = evaluation.files.map(\.name)
    figures = Dictionary(
      uniqueKeysWithValues: evaluation.figures.map { ($0.name, rounded($0.value)) })
    labels = [:]
    for axis in EvalAxis.allCases {
      var part: [String: [Int]] = [:]
      for label in evaluation.counts.layout.labels[axis] ?? [] {
        let tally = evaluation.counts.tally(axis, label)
        part[label] = [tally.hits, tally.falseAlarms, tally.misses]
      }
      labels[axis.rawValue] = part
    }
  }

  package init(path: String) throws(Failure) {
    guard let data = FileManager.default.contents(atPath: path),
      let card = try? JSONDecoder().decode(Scorecard.self, from: data)
    else { throw .unreadable(path) }
    self = card
  }

  /// The content of the file.
  package var text: String { Self.compactLists(StableJSON.text(self)) }

  /// What changed since the stored card, a line each; empty when nothing did.
  package func differences(from old: Scorecard) -> [String] {
    var lines: [String] = []
    if orders != old.orders || files != old.files {
      lines.append("corpus: \(old.orders) orders → \(orders); the figures are of other orders")
    }
    for name in FigureMaker.names {
      guard let new = figures[name], let before = old.figures[name], new != before else { continue }
      let sign = new > before ? "+" : ""
      lines.append("\(name): \(three(before)) → \(three(new)) (\(sign)\(three(new - before)))")
    }
    for axis in EvalAxis.allCases {
      let new = labels[axis.rawValue] ?? [:]
      let before = old.labels[axis.rawValue] ?? [:]
      for label in Set(new.keys).union(before.keys).sorted() where new[label] != before[label] {
        lines.append(
          "\(axis.rawValue) \(label): \(Self.told(before[label])) → \(Self.told(new[label]))")
      }
    }
    return lines
  }

  private static func told(_ counts: [Int]?) -> String {
    guard let counts, counts.count == 3 else { return "nothing" }
    return "\(counts[0]) hit \(counts[1]) false \(counts[2]) missed"
  }

  /// Puts lists of numbers on one line, so that a label is one line of a difference.
  private static func compactLists(_ text: String) -> String {
    var lines: [Substring] = []
    var joined: String?
    var result: [String] = []
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines {
      if let open = joined {
        let part = line.drop { $0 == " " }
        joined = open + (open.hasSuffix("[") || part.hasPrefix("]") ? "" : " ") + part
        if part.hasPrefix("]") {
          result.append(joined ?? "")
          joined = nil
        }
      } else if line.hasSuffix("[") {
        joined = String(line)
      } else {
        result.append(String(line))
      }
    }
    return result.joined(separator: "\n")
  }
}
