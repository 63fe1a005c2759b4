internal import RuleLanguage
internal import Transcripts

extension ResultWriter {
  func writeIntent(
    _ scratch: borrowing MatchScratch, _ decision: borrowing Decision,
    _ listing: inout EvidenceListing, _ out: inout ByteWriter
  ) {
    out.append(",\"intent\":")
    guard let intent = decision.first(.intent, rules.policy) else {
      out.append("null")
      return
    }
    writeLabel(intent, scratch, decision, &listing, &out)
  }

  func writeLabels(
    _ head: StaticString, _ axis: Taxonomy.Axis, _ scratch: borrowing MatchScratch,
    _ decision: borrowing Decision, _ listing: inout EvidenceListing, _ out: inout ByteWriter
  ) {
    out.append(head)
    var isFirst = true
    for index in decision.kept.indices {
      let label = decision.kept[index]
      guard rules.policy.labelAxis[Int(label.label)] == axis else { continue }
      if !isFirst { out.append(0x2C) }
      isFirst = false
      writeLabel(label, scratch, decision, &listing, &out)
    }
    out.append("]")
  }

  private func writeLabel(
    _ label: Decision.Kept, _ scratch: borrowing MatchScratch, _ decision: borrowing Decision,
    _ listing: inout EvidenceListing, _ out: inout ByteWriter
  ) {
    out.append(rules.labelText.head, Int(label.label))
    out.append(number: Int(label.score))
    out.append(",\"rules\":[")
    listing.listRules(for: label.label, scratch, decision)
    for index in listing.rules.indices {
      if index > 0 { out.append(0x2C) }
      out.append(rules.labelText.rule, Int(listing.rules[index]))
    }
    out.append("]}")
  }
}
