/// How a hit is meant. Each hit has exactly one.
package enum HitContext: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  case asserted, suspected, supposed, negated, past, asked, wondered, listed, instructed

  /// The word used in rule files and results.
  package var name: String {
    switch self {
    case .asserted: "asserted"
    case .suspected: "suspected"
    case .supposed: "supposed"
    case .negated: "negated"
    case .past: "past"
    case .asked: "asked"
    case .wondered: "wondered"
    case .listed: "listed"
    case .instructed: "instructed"
    }
  }

  package init?(name: String) {
    guard let found = HitContext.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}

/// A set of contexts.
package struct ContextSet: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package init(_ context: HitContext) { rawValue = 1 << UInt16(context.rawValue) }

  package static let asserted = ContextSet(HitContext.asserted)
  package static let all = ContextSet(rawValue: 0b1_1111_1111)
}
