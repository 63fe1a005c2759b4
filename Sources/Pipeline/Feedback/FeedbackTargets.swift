package import RuleLanguage

/// What a result can be dragged onto: labels under `纠正/`, rules under `误判/`.
package struct FeedbackTargets: Equatable, Sendable {
  /// What somebody who drags a result says of it.
  package enum Kind: String, CaseIterable, Sendable {
    /// The order should have this label.
    case correction
    /// This rule should not have fired.
    case falseAlarm = "false_alarm"

    /// The folder inside `feedback/`.
    package var folder: String {
      switch self {
      case .correction: "纠正"
      case .falseAlarm: "误判"
      }
    }
  }

  /// The names of the folders to make, sorted.
  private(set) var folders: [Kind: [String]] = [:]
  /// Folder name, in whatever way people may write it → label or rule id.
  private var ids: [Kind: [String: String]] = [:]

  package init(_ ruleSet: RuleSet) {
    var labels: [String: String] = [:]
    var byName: [String: [String]] = [:]
    for label in ruleSet.taxonomy.labels {
      let name = Self.folderName(of: label)
      // Two labels of one name stand under their ids.
      if labels[name] != nil {
        labels[Self.safe(label.key)] = label.key
      } else {
        labels[name] = label.key
      }
      byName[label.zh, default: []].append(label.key)
    }
    folders[.correction] = labels.keys.sorted()
    for label in ruleSet.taxonomy.labels { labels[label.key] = label.key }
    for (name, keys) in byName where keys.count == 1 && labels[name] == nil {
      labels[name] = keys[0]
    }
    ids[.correction] = labels
    let rules = ruleSet.rules.filter { $0.status == .active || $0.status == .shadow }.map(\.id)
    folders[.falseAlarm] = rules.filter { Self.safe($0) == $0 }.sorted()
    ids[.falseAlarm] = Dictionary(rules.map { ($0, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The folder that stands for a label or rule; nil for one nobody knows.
  func folder(_ kind: Kind, for id: String) -> String? {
    (folders[kind] ?? []).first { ids[kind]?[$0] == id }
  }

  /// The label or rule a folder stands for; nil for a folder nobody knows.
  package func id(_ kind: Kind, folder: String) -> String? { ids[kind]?[folder] }

  /// Such as `成因·雷击`; a name all file systems of a desk can hold.
  package static func folderName(of label: Taxonomy.Label) -> String {
    let axis: String =
      switch label.axis {
      case .intent: "诉求"
      case .topic: "主题"
      case .cause: "成因"
      case .attribute: label.group ?? ""
      }
    return safe("\(axis)·\(label.zh)")
  }

  /// Without the characters that file systems or Windows refuse.
  private static func safe(_ name: String) -> String {
    String(
      name.map { character in
        "/\\:*?\"<>|".contains(character) || character.isNewline ? "_" : character
      })
  }
}
