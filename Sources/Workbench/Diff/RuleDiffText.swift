/// A difference of rules as people read it.
package struct RuleDiffText {
  /// What may be shown.
  package struct Options: Sendable {
    /// Neither sentences nor ids of orders.
    package var countsOnly = false
    /// Groups shown of each kind; nil = all.
    package var groups: Int?

    package init() {}
  }

  private let diff: RuleDiff
  private let options: Options

  package init(_ diff: RuleDiff, _ options: Options = Options()) {
    self.diff = diff
    self.options = options
  }

  package var text: String {
    var parts = [head]
    parts += RuleDiff.Kind.allCases.map(groups)
    parts += [labels, rules]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// A few lines for the notice beside the inbox, in the language of the desk; so many changes are
  /// named after the counts.
  package func notice(moreGroups: Int = 8) -> String {
    guard !diff.isEmpty else { return "试了 \(diff.orders) 张工单，结果都没有变化。\n" }
    var text =
      "试了 \(diff.orders) 张工单，\(diff.changedOrders) 张的结果会变："
      + "少打 \(diff.count(.removed))，改打 \(diff.count(.moved))，多打 \(diff.count(.added))\n"
    for group in diff.groups.prefix(moreGroups) {
      let rules = group.rules.keys.sorted().prefix(2).joined(separator: "、")
      text += "  \(Self.chinese(group.kind)) \(zh(group)) \(group.orders) 张"
      text += rules.isEmpty ? "\n" : "  规则 \(rules)\n"
      if !options.countsOnly, let sample = group.samples.first, !sample.passage.isEmpty {
        text += "      \(sample.order)：\(sample.passage)\n"
      }
    }
    let left = diff.groups.count - moreGroups
    if left > 0 { text += "  另有 \(left) 种变化，用 suqiu diff 看全部\n" }
    return text
  }

  // MARK: Parts

  private var head: String {
    var lines = TextTable(
      ["OLD", diff.old.name, diff.old.label, short(diff.old.digest)], indent: "")
    lines.add(["NEW", diff.new.name, diff.new.label, short(diff.new.digest)])
    var text = lines.text
    text += edits + "\n"
    guard !diff.isEmpty else {
      return text + "\(orders(diff.orders)), none of them comes out differently\n"
    }
    text +=
      "\(orders(diff.orders)), \(diff.changedOrders) come out differently: "
      + "\(diff.count(.removed)) removed, \(diff.count(.moved)) moved, \(diff.count(.added)) added\n"
    if diff.hasGold {
      text += "of those people have labelled: \(diff.better) better, \(diff.worse) worse\n"
    }
    return text
  }

  private var edits: String {
    let edits = diff.edits
    let parts = [("changed", edits.changed), ("added", edits.added), ("taken out", edits.removed)]
      .filter { !$0.1.isEmpty }
      .map { name, ids in "\(ids.count) \(name) (\(list(ids)))" }
    if parts.isEmpty {
      return edits.hasOther
        ? "rules are the same; labels, policy, cues, layouts or weights differ"
        : "the two rule sets are the same"
    }
    return "rules: " + parts.joined(separator: ", ")
  }

  private func groups(_ kind: RuleDiff.Kind) -> String {
    let chosen = diff.groups.filter { $0.kind == kind }
    guard !chosen.isEmpty else { return "" }
    var text = "\(kind.rawValue.uppercased())  \(diff.count(kind))\n"
    for group in chosen.prefix(options.groups ?? chosen.count) { text += self.group(group) }
    let left = chosen.count - (options.groups ?? chosen.count)
    if left > 0 { text += "  and \(left) more\n" }
    return text
  }

  private func group(_ group: RuleDiff.Group) -> String {
    var text = "  \(name(group))  \(orders(group.orders))"
    if group.better + group.worse > 0 { text += ", \(group.better) better, \(group.worse) worse" }
    text += "\n"
    let rules = group.rules.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    if !rules.isEmpty {
      text += "    by \(list(rules.map { "\($0.key) \($0.value)" }))\n"
    }
    guard !options.countsOnly else { return text }
    for sample in group.samples {
      let why = sample.why.map { " (\($0))" } ?? ""
      let verdict = sample.verdict.map { ", \($0.rawValue)" } ?? ""
      text += "    \(sample.order)\(verdict)\(why): \(sample.passage)\n"
    }
    return text
  }

  private var labels: String {
    guard !diff.labels.isEmpty else { return "" }
    var table = TextTable(
      ["LABEL", "before", "after", "removed", "moved out", "moved in", "added"], indent: "")
    for label in diff.labels {
      table.add(
        [name(label.label)]
          + [
            label.before, label.after, label.removed, label.movedOut, label.movedIn, label.added,
          ].map { "\($0)" })
    }
    return table.text
  }

  private var rules: String {
    guard !diff.rules.isEmpty else { return "" }
    var table = TextTable(["RULE", "before", "after", "lost", "gained"], indent: "")
    for rule in diff.rules {
      table.add([rule.rule] + [rule.before, rule.after, rule.lost, rule.gained].map { "\($0)" })
    }
    return table.text
  }

  // MARK: Words

  private func name(_ group: RuleDiff.Group) -> String {
    [group.from, group.to].compactMap { $0.map(name) }.joined(separator: " → ")
  }

  private func name(_ label: String) -> String {
    guard let zh = diff.names[label], !label.hasSuffix(":" + zh) else { return label }
    return "\(label) \(zh)"
  }

  private func zh(_ group: RuleDiff.Group) -> String {
    [group.from, group.to].compactMap { label in
      label.map { label in
        guard let zh = diff.names[label], !label.hasSuffix(":" + zh) else { return label }
        return zh
      }
    }.joined(separator: "→")
  }

  private static func chinese(_ kind: RuleDiff.Kind) -> String {
    switch kind {
    case .removed: "少打"
    case .moved: "改打"
    case .added: "多打"
    }
  }

  private func orders(_ count: Int) -> String { count == 1 ? "1 order" : "\(count) orders" }

  private func list(_ words: [String]) -> String {
    let shown = words.prefix(6).joined(separator: ", ")
    return words.count > 6 ? shown + " and \(words.count - 6) more" : shown
  }

  private func short(_ digest: String) -> String { String(digest.prefix(15)) }
}
