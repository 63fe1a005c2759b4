/// Hits, false alarms and misses of one label, and the figures made of them.
package struct Tally: Equatable, Sendable {
  package var hits = 0
  package var falseAlarms = 0
  package var misses = 0

  package init() {}

  package init(hits: Int, falseAlarms: Int, misses: Int) {
    self.hits = hits
    self.falseAlarms = falseAlarms
    self.misses = misses
  }

  /// How often the label is right to be given.
  package var support: Int { hits + misses }
  package var errors: Int { falseAlarms + misses }
  package var precision: Double { share(hits, hits + falseAlarms) }
  package var recall: Double { share(hits, support) }
  package var f1: Double { share(2 * hits, 2 * hits + errors) }
  /// Nothing to find and nothing found.
  package var isEmpty: Bool { hits + errors == 0 }

  package static func += (sum: inout Tally, other: Tally) {
    sum.hits += other.hits
    sum.falseAlarms += other.falseAlarms
    sum.misses += other.misses
  }
}

/// A share; 0 of 0 is 0, as in `score.py`.
func share(_ part: Int, _ whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }
