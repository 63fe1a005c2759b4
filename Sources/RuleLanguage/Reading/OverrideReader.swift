/// Reads `overrides/*.yaml` and applies them to the rules as written.
struct OverrideReader {
  let log: DiagnosticLog
  /// `2026-07-12`; an override with an earlier `until` is reported, and keeps working.
  let today: String
  /// Whether every pack could be read, so that a rule not known does not exist.
  let knowsAllRules: Bool
  private var values: ValueReader { ValueReader(log: log) }

  /// Changes the rule the file names.
  func apply(_ root: YAMLNode, to rules: inout [WrittenRule]) {
    guard let table = values.table(root, "an override", keys: KnownKeys.override) else { return }
    values.format(table, is: "override/1", at: root)
    checkReason(table, at: root)
    guard let target = values.require(table, "target", of: "the override", at: root),
      let id = values.text(target, "`target`")
    else { return }
    guard let index = rules.firstIndex(where: { $0.id == id }) else {
      guard knowsAllRules else { return }
      log.report(
        .orphanOverride, "the override is for `\(id)`, and there is no such rule", at: target,
        mark: "no such rule", notes: ["it was renamed or removed, and this change is lost"],
        help: NearestName.help(id, among: rules.map(\.id)) + ["or delete this file"])
      return
    }
    if table["append"] == nil, table["replace"] == nil {
      log.report(
        .missingKey, "the override changes nothing", at: root.position,
        help: ["add `append:` with lines to add, or `replace:` with new values"])
    }
    let keys = KnownKeys.rule.filter { $0 != "id" }
    for (key, value) in changes(table["replace"], "`replace`", keys: keys) {
      rules[index].node.set(key, to: value)
    }
    for (key, value) in changes(table["append"], "`append`", keys: keys) {
      append(value, to: key, of: &rules[index].node)
    }
  }

  private func changes(
    _ node: YAMLNode?, _ what: String, keys: [String]
  ) -> [(key: YAMLNode, value: YAMLNode)] {
    guard let node, let entries = values.entries(node, what) else { return [] }
    return entries.compactMap { entry in
      guard keys.contains(entry.name) else {
        values.unknownKey(entry.key, of: what, among: keys)
        return nil
      }
      return (entry.key, entry.value)
    }
  }

  private func append(_ value: YAMLNode, to key: YAMLNode, of rule: inout YAMLNode) {
    guard let items = values.list(value, "`append`") else { return }
    guard let present = rule.value(key.text ?? "") else {
      rule.set(key, to: value)
      return
    }
    var joined = present
    switch present.content {
    case .list(let old): joined.content = .list(old + items)
    case .text: joined.content = .list([present] + items)
    case .table:
      log.report(
        .wrongShape, "`\(key.text ?? "")` of the rule is no list, so nothing can be appended",
        at: key, help: ["use `replace:`"])
    }
    rule.set(key, to: joined)
  }

  private func checkReason(_ table: [String: YAMLNode], at root: YAMLNode) {
    if let why = values.require(table, "why", of: "the override", at: root) {
      _ = values.document(why, "`why`")
    }
    guard let until = values.require(table, "until", of: "the override", at: root),
      let date = values.text(until, "`until`")
    else { return }
    guard CalendarDay.isDay(date) else {
      log.report(
        .badValue, "`until` must be a date such as 2026-12-31", at: until, mark: "not such a date")
      return
    }
    guard date < today else { return }
    log.report(
      .expiredOverride, "the override was to end on \(date)", at: until, mark: "past",
      notes: ["it keeps working until somebody decides"],
      help: ["delete the file, or write a later date and say why"])
  }
}

extension YAMLNode {
  /// Sets a key of a table.
  mutating func set(_ key: YAMLNode, to value: YAMLNode) {
    guard case .table(var entries) = content else { return }
    let entry = Entry(key: key, value: value)
    if let index = entries.firstIndex(where: { $0.name == key.text }) {
      entries[index] = entry
    } else {
      entries.append(entry)
    }
    content = .table(entries)
  }
}
