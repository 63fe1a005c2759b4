/// The part of an order a piece of text belongs to.
package enum Section: UInt8, CaseIterable, Sendable {
  /// Order number, times, names, classification chosen by the desk.
  case header
  /// What the customer said, as taken down; plain text and calls are all `accept`.
  case accept
  /// What was done and found.
  case handling
  /// What was answered to the customer.
  case reply
  /// Call-back surveys and their menus.
  case survey
  /// Notes of any hand.
  case remark

  /// The word used in rule files and results.
  package var name: String {
    switch self {
    case .header: "header"
    case .accept: "accept"
    case .handling: "handling"
    case .reply: "reply"
    case .survey: "survey"
    case .remark: "remark"
    }
  }

  /// The section a rule file names, or nil.
  package init?(name: String) {
    guard let found = Section.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}

/// A set of sections in one byte, tested on the hot way.
package struct SectionSet: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package init(_ section: Section) { rawValue = 1 << section.rawValue }

  /// The sections rules read when they name none.
  package static let rulesDefault: SectionSet = [
    SectionSet(.accept), SectionSet(.handling), SectionSet(.remark),
  ]

  /// Every section.
  package static let all = SectionSet(rawValue: 0b11_1111)
}
