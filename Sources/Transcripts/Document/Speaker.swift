/// Who says a turn.
package enum Speaker: UInt8, CaseIterable, Sendable {
  /// The text has no turns here, so nobody is told apart.
  case none
  case customer
  case agent
  case crew
  case other
  /// There are turns, but who speaks could not be told.
  case unknown

  /// The word used in rule files and results; nil where the text has no turns.
  package var name: String? {
    switch self {
    case .none: nil
    case .customer: "customer"
    case .agent: "agent"
    case .crew: "crew"
    case .other: "other"
    case .unknown: "unknown"
    }
  }

  /// The speaker a rule file names, or nil.
  package init?(name: String) {
    guard let found = Speaker.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}

/// A set of speakers in one byte, tested on the hot way.
package struct SpeakerSet: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package init(_ speaker: Speaker) { rawValue = 1 << speaker.rawValue }

  /// Nobody named: the speaker is not tested.
  package static let any = SpeakerSet(rawValue: 0b11_1111)
}
