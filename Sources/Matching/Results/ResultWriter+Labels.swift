internal import RuleLanguage
internal import Transcripts

extension ResultWriter {
  func writeIntent(
    _ scratch: borrowing MatchScratch, _ decision: Decision, _ out: inout ByteWriter
  ) {
    out.append(",\"intent\":")
    guard let intent = decision.first(.intent, rules.policy) else {
      out.append("null")
      return
    }
    writeLabel(intent, scratch, decision, &out)
  }

  func writeLabels(
    _ head: StaticString, _ axis: Taxonomy.Axis, _ scratch: borrowing MatchScratch,
    _ decision: Decision, _ out: inout ByteWriter
  ) {
    out.append(head)
    var isFirst = true
    for label in decision.kept where rules.policy.labelAxis[Int(label.label)] == axis {
      if !isFirst { out.append(0x2C) }
      isFirst = false
      writeLabel(label, scratch, decision, &out)
    }
    out.append("]")
  }

  private func writeLabel(
    _ label: Decision.Kept, _ scratch: borrowing MatchScratch, _ decision: Decision,
    _ out: inout ByteWriter
  ) {
    out.append(rules.labelText.head[Int(label.label)])
    out.append(number: Int(label.score))
    out.append(",\"rules\":[")
    var last: Int32 = -1
    var isFirst = true
    // Rules are numbered in order of their ids; each next smallest number is looked for.
    while let next = nextRule(after: last, for: label.label, scratch, decision) {
      if !isFirst { out.append(0x2C) }
      isFirst = false
      out.append(rules.labelText.rule[Int(next)])
      last = next
    }
    out.append("]}")
  }

  /// The smallest rule number above `last` that voted for a label.
  func nextRule(
    after last: Int32, for label: Int32, _ scratch: borrowing MatchScratch, _ decision: Decision
  ) -> Int32? {
    var best: Int32?
    for vote in decision.votes where vote.label == label && vote.fired >= 0 {
      let rule = scratch.fired[Int(vote.fired)].rule
      if rule > last, rule < best ?? .max { best = rule }
    }
    return best
  }
}
