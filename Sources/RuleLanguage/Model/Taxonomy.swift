/// The label set: three axes and a few attributes.
package struct Taxonomy: Sendable {
  /// What a label speaks of.
  package enum Axis: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    case intent, topic, cause, attribute

    /// The word used in rule files and results; attributes go by their own name.
    package var name: String {
      switch self {
      case .intent: "intent"
      case .topic: "topic"
      case .cause: "cause"
      case .attribute: "attribute"
      }
    }
  }

  /// One label. Attribute values are labels too, such as `urgency:critical`.
  package struct Label: Sendable {
    package var axis: Axis
    /// Stable id, such as `lightning`; for attributes the value, such as `critical`.
    package var id: String
    /// Chinese and English names.
    package var zh: String
    package var en: String
    /// What it means, for people; may be empty.
    package var means: String
    /// The group of a cause, such as `natural`; the attribute's name for values; else nil.
    package var group: String?
    /// How often it is expected, as `Expectation` reads it; may be empty.
    package var expect: String

    /// The written form, unique over the taxonomy: `cause:lightning`, `urgency:critical`.
    package var key: String { axis == .attribute ? "\(group ?? ""):\(id)" : "\(axis.name):\(id)" }

    package init(
      axis: Axis, id: String, zh: String, en: String, means: String = "", group: String? = nil,
      expect: String = ""
    ) {
      self.axis = axis
      self.id = id
      self.zh = zh
      self.en = en
      self.means = means
      self.group = group
      self.expect = expect
    }
  }

  /// One attribute with its values in order of precedence.
  package struct Attribute: Sendable {
    package var name: String
    package var values: [String]
    /// The value given when no rule votes.
    package var nothing: String

    package init(name: String, values: [String], nothing: String) {
      self.name = name
      self.values = values
      self.nothing = nothing
    }
  }

  /// All labels; the index of a label is its number everywhere else. Attribute values come last.
  package private(set) var labels: [Label]
  /// The attributes in the order results show them.
  package private(set) var attributes: [Attribute]
  private var numbers: [String: Int]

  package init(labels: [Label], attributes: [Attribute]) {
    var all = labels
    for attribute in attributes {
      for value in attribute.values {
        all.append(
          Label(axis: .attribute, id: value, zh: value, en: value, group: attribute.name))
      }
    }
    self.labels = all
    self.attributes = attributes
    numbers = Dictionary(
      all.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The number of the label with this written form, such as `cause:lightning`.
  package func number(_ key: String) -> Int? { numbers[key] }

  /// The numbers of the causes of a group.
  package func causes(ofGroup group: String) -> [Int] {
    labels.indices.filter { labels[$0].axis == .cause && labels[$0].group == group }
  }

  /// The names of the cause groups in order of first mention.
  package var causeGroups: [String] {
    var seen: [String] = []
    for label in labels where label.axis == .cause {
      if let group = label.group, !seen.contains(group) { seen.append(group) }
    }
    return seen
  }
}
