internal import RuleLanguage
internal import Transcripts

// Small values of other modules are compared through their conformances, a call or three each
// time. Said once more here, the same is one instruction; the compiler takes the nearer one.

extension Taxonomy.Axis {
  @inline(__always)
  private var number: UInt8 {
    switch self {
    case .intent: 0
    case .topic: 1
    case .cause: 2
    case .attribute: 3
    }
  }

  @inline(__always)
  static func == (one: Self, other: Self) -> Bool { one.number == other.number }
}

extension HitContext {
  @inline(__always)
  fileprivate var number: UInt16 {
    switch self {
    case .asserted: 0
    case .suspected: 1
    case .supposed: 2
    case .negated: 3
    case .past: 4
    case .asked: 5
    case .wondered: 6
    case .listed: 7
    case .instructed: 8
    }
  }

  @inline(__always)
  static func == (one: Self, other: Self) -> Bool { one.number == other.number }
}

extension ContextSet {
  @inline(__always)
  func contains(_ context: HitContext) -> Bool { rawValue &>> context.number & 1 != 0 }
}

extension Section {
  @inline(__always)
  fileprivate var number: UInt8 {
    switch self {
    case .header: 0
    case .accept: 1
    case .handling: 2
    case .reply: 3
    case .survey: 4
    case .remark: 5
    }
  }

  @inline(__always)
  static func == (one: Self, other: Self) -> Bool { one.number == other.number }
}

extension SectionSet {
  @inline(__always)
  func contains(_ section: Section) -> Bool { rawValue &>> section.number & 1 != 0 }
}

extension Speaker {
  @inline(__always)
  fileprivate var number: UInt8 {
    switch self {
    case .none: 0
    case .customer: 1
    case .agent: 2
    case .crew: 3
    case .other: 4
    case .unknown: 5
    }
  }

  @inline(__always)
  static func == (one: Self, other: Self) -> Bool { one.number == other.number }
}

extension SpeakerSet {
  @inline(__always)
  func contains(_ speaker: Speaker) -> Bool { rawValue &>> speaker.number & 1 != 0 }
}
