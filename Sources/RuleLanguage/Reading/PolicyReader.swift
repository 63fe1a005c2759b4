internal import Transcripts

/// Reads `policy.yaml`: numbers and axes; its tables are read by `PolicyTableReader`.
struct PolicyReader {
  let log: DiagnosticLog
  private let labels: LabelReader
  private let tables: PolicyTableReader
  private var values: ValueReader { ValueReader(log: log) }

  init(log: DiagnosticLog, labels: LabelReader, shared: [String: WordList]) {
    self.log = log
    self.labels = labels
    tables = PolicyTableReader(log: log, labels: labels, shared: shared)
  }

  func read(_ root: YAMLNode) -> Policy {
    var policy = Policy()
    guard let table = values.table(root, "the policy", keys: KnownKeys.policy) else {
      return policy
    }
    values.format(table, is: "policy/1", at: root)
    set(&policy.score, table["score"], "`score`", in: 1...10)
    set(&policy.margin, table["margin"], "`margin`", in: 0...10)
    set(&policy.cap, table["cap"], "`cap`", in: 1...1000)
    if let axes = table["axes"] { readAxes(axes, into: &policy) }
    if let soft = table["soft"] { readSoft(soft, into: &policy) }
    if let node = table["precedence"] { policy.precedence = precedence(node) }
    if let node = table["fault_groups"] { policy.faultCauses = faultCauses(node) }
    tables.read(table, into: &policy)
    if let node = table["generic"] { readGeneric(node, into: &policy) }
    if let node = table["review"],
      let review = values.table(node, "`review`", keys: ["low_score", "too_short"])
    {
      set(&policy.reviewLowScore, review["low_score"], "`low_score`", in: 0...1000)
      set(&policy.reviewTooShort, review["too_short"], "`too_short`", in: 0...1000)
    }
    if let node = table["pii"] { policy.privacy = privacy(node) }
    return policy
  }

  private func set(
    _ value: inout Int, _ node: YAMLNode?, _ what: String, in range: ClosedRange<Int>
  ) {
    if let read = node.flatMap({ values.integer($0, what, in: range) }) { value = read }
  }

  // MARK: Axes

  private func readAxes(_ node: YAMLNode, into policy: inout Policy) {
    let names = Taxonomy.Axis.allCases.map(\.name)
    guard let axes = values.table(node, "`axes`", keys: names) else { return }
    readAxis(axes["intent"], into: &policy.intent)
    readAxis(axes["topic"], into: &policy.topic)
    readAxis(axes["cause"], into: &policy.cause)
    if let attribute = axes["attribute"],
      let table = values.table(attribute, "the axis `attribute`", keys: ["contexts"]),
      let contexts = table["contexts"].flatMap(ContextReader(log: log).contexts)
    {
      policy.attributeContexts = contexts
    }
  }

  private func readAxis(_ node: YAMLNode?, into axis: inout Policy.AxisPolicy) {
    guard let node,
      let table = values.table(node, "an axis", keys: ["keep", "need", "contexts"])
    else { return }
    set(&axis.keep, table["keep"], "`keep`", in: 1...10)
    if let contexts = table["contexts"].flatMap(ContextReader(log: log).contexts) {
      axis.contexts = contexts
    }
    guard let need = table["need"] else { return }
    if case .table = need.content {
      let parts = values.table(need, "`need`", keys: ["first", "more"]) ?? [:]
      set(&axis.needFirst, parts["first"], "`first`", in: 0...1000)
      axis.needMore = axis.needFirst
      set(&axis.needMore, parts["more"], "`more`", in: 0...1000)
    } else {
      set(&axis.needFirst, need, "`need`", in: 0...1000)
      axis.needMore = axis.needFirst
    }
  }

  // MARK: Soft votes

  private func readSoft(_ node: YAMLNode, into policy: inout Policy) {
    let names = ["intent", "topic", "cause"] + labels.attributeNames
    guard let axes = values.table(node, "`soft`", keys: names) else { return }
    readSoftAxis(axes["intent"], "intent", into: &policy.intent.soft)
    readSoftAxis(axes["topic"], "topic", into: &policy.topic.soft)
    readSoftAxis(axes["cause"], "cause", into: &policy.cause.soft)
    for name in labels.attributeNames where axes[name] != nil {
      readSoftAxis(axes[name], name, into: &policy.attributeSoft[name, default: SoftPolicy()])
    }
  }

  private func readSoftAxis(_ node: YAMLNode?, _ name: String, into soft: inout SoftPolicy) {
    guard let node, let table = values.table(node, "an axis of `soft`", keys: KnownKeys.soft)
    else { return }
    set(&soft.scale, table["scale"], "`scale`", in: 0...100_000)
    set(&soft.neutral, table["neutral"], "`neutral`", in: -100_000...100_000)
    set(&soft.up, table["up"], "`up`", in: 0...1000)
    set(&soft.down, table["down"], "`down`", in: 0...1000)
    if let word = table["decides"].flatMap({
      values.word($0, "value of `decides`", among: ["true", "false"])
    }) {
      soft.decides = word == "true"
    }
    if let lean = table["lean"] { soft.lean = leans(lean, name) }
    guard let alone = table["alone"] else { return }
    if alone.text == "never" {
      soft.alone = nil
    } else {
      soft.alone = values.integer(alone, "`alone`, unless it is `never`,", in: -100_000...100_000)
    }
  }

  /// Label → thousandths of a logit.
  private func leans(_ node: YAMLNode, _ name: String) -> [Int: Int] {
    var found: [Int: Int] = [:]
    for entry in values.entries(node, "`lean`") ?? [] {
      guard let label = labels.number(entry.key, axis: name),
        let value = values.integer(entry.value, "`lean`", in: -100_000...100_000)
      else { continue }
      found[label] = value
    }
    return found
  }

  // MARK: Labels in order

  private func precedence(_ node: YAMLNode) -> [Int] {
    guard let table = values.table(node, "`precedence`", keys: ["intent"]),
      let intents = table["intent"].flatMap({ values.list($0, "`intent`") })
    else { return [] }
    return intents.compactMap { labels.number($0, axis: "intent") }
  }

  /// Names of groups; `group:` may be left out, a single cause is written `cause:…`.
  private func faultCauses(_ node: YAMLNode) -> [Int] {
    var found: [Int] = []
    for item in values.list(node, "`fault_groups`") ?? [] {
      var item = item
      if case .text(let name, let style) = item.content, !name.contains(":") {
        item.content = .text("group:" + name, style)
      }
      for number in labels.numbers(item) where !found.contains(number) { found.append(number) }
    }
    return found
  }

  private func readGeneric(_ node: YAMLNode, into policy: inout Policy) {
    guard let table = values.table(node, "`generic`", keys: ["labels", "minus"]) else { return }
    policy.generic = (table["labels"].flatMap { values.list($0, "`labels`") } ?? [])
      .flatMap(labels.numbers)
    set(&policy.genericMinus, table["minus"], "`minus`", in: 0...1000)
  }

  private func privacy(_ node: YAMLNode) -> [PersonalDataKind: Policy.Privacy] {
    let kinds = PersonalDataKind.allCases
    let table = values.table(node, "`pii`", keys: kinds.map { "\($0.name)" }) ?? [:]
    var found: [PersonalDataKind: Policy.Privacy] = [:]
    for kind in kinds {
      guard let value = table["\(kind.name)"] else { continue }
      let word = values.word(
        value, "treatment of personal data", among: Policy.Privacy.allCases.map(\.rawValue))
      found[kind] = word.flatMap(Policy.Privacy.init(rawValue:))
    }
    return found
  }
}
