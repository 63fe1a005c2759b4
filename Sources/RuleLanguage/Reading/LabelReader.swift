/// Turns written labels into their numbers in the taxonomy.
struct LabelReader {
  let log: DiagnosticLog
  /// nil when the taxonomy could not be read: then nothing more is said about labels.
  let taxonomy: Taxonomy?
  private var values: ValueReader { ValueReader(log: log) }

  /// The attributes by name.
  var attributeNames: [String] { taxonomy?.attributes.map(\.name) ?? [] }

  /// The names a rule's `gives` may use as keys.
  var axisNames: [String] { ["intent", "topic", "cause"] + attributeNames }

  /// The number of an id of one axis (or attribute).
  func number(_ node: YAMLNode, axis: String) -> Int? {
    guard let id = values.text(node, "a label"), let taxonomy else { return nil }
    if let number = taxonomy.number("\(axis):\(id)") { return number }
    let known = taxonomy.labels.filter { self.axis(of: $0) == axis }
    if axis == "cause", taxonomy.causeGroups.contains(id) {
      log.report(
        .unknownLabel, "`\(id)` is a group of causes, not a cause", at: node, mark: "a group",
        notes: ["labels are declared in \(log.root)/taxonomy.yaml"],
        help: ["its causes: " + known.filter { $0.group == id }.map(\.id).joined(separator: " ")])
      return nil
    }
    let noun = known.first?.axis == .attribute ? "\(axis) value" : axis
    reportUnknown("\(noun) `\(id)`", written: id, at: node, known: known) { $0.id }
    return nil
  }

  /// The numbers of `cause:lightning`, `urgency:critical` or `group:natural`.
  func numbers(_ node: YAMLNode) -> [Int] {
    guard let key = values.text(node, "a label"), let taxonomy else { return [] }
    if key.hasPrefix("group:") {
      let group = String(key.dropFirst("group:".count))
      let causes = taxonomy.causes(ofGroup: group)
      if causes.isEmpty {
        log.report(
          .unknownLabel, "cause group `\(group)` is not in the taxonomy", at: node,
          mark: "not declared", notes: ["labels are declared in \(log.root)/taxonomy.yaml"],
          help: NearestName.help(group, among: taxonomy.causeGroups))
      }
      return causes
    }
    if let number = taxonomy.number(key) { return [number] }
    reportUnknown("label `\(key)`", written: key, at: node, known: taxonomy.labels) { $0.key }
    return []
  }

  /// The one number of a label that is no group.
  func number(_ node: YAMLNode) -> Int? {
    let numbers = numbers(node)
    guard numbers.count <= 1 else {
      log.report(
        .badValue, "one label is needed here, not a group", at: node, mark: "a group")
      return nil
    }
    return numbers.first
  }

  private func axis(of label: Taxonomy.Label) -> String {
    label.axis == .attribute ? label.group ?? "" : label.axis.name
  }

  /// People often write the Chinese name, or forget the axis: both lead to the id.
  private func reportUnknown(
    _ what: String, written: String, at node: YAMLNode, known: [Taxonomy.Label],
    name: (Taxonomy.Label) -> String
  ) {
    let bare = String(written.split(separator: ":").last ?? "")
    let same = known.filter { $0.zh == bare || $0.id == bare }.map(name)
    let help =
      same.isEmpty
      ? NearestName.help(written, among: known.map(name))
      : ["did you mean " + same.prefix(4).map { "`\($0)`" }.joined(separator: " or ") + "?"]
    log.report(
      .unknownLabel, "\(what) is not in the taxonomy", at: node, mark: "not declared",
      notes: ["labels are declared in \(log.root)/taxonomy.yaml"], help: help)
  }
}
