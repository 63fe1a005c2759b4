internal import RuleLanguage
internal import Transcripts

extension ResultWriter {
  /// Writes the brief form without the outer braces and the id: ids only, no evidence.
  func writeBrief(
    _ scratch: borrowing MatchScratch, _ decision: borrowing Decision, to out: inout ByteWriter
  ) {
    let ids = rules.labelText.id
    let names = rules.labelText.attribute
    out.append("\"intent\":")
    if let intent = decision.first(.intent, rules.policy) {
      out.append(ids, Int(intent.label))
    } else {
      out.append("null")
    }
    writeIds(",\"topics\":[", .topic, decision, &out)
    writeIds(",\"causes\":[", .cause, decision, &out)
    out.append(",\"attributes\":{")
    for number in decision.attributes.indices {
      if number > 0 { out.append(0x2C) }
      out.append(names, number)
      out.append(ids, Int(decision.attributes[number]))
    }
    out.append("},\"rules\":[")
    writeFiredRules(scratch, &out)
    out.append("]")
  }

  private func writeIds(
    _ head: StaticString, _ axis: Taxonomy.Axis, _ decision: borrowing Decision,
    _ out: inout ByteWriter
  ) {
    out.append(head)
    var isFirst = true
    for label in decision.kept where rules.policy.labelAxis[Int(label.label)] == axis {
      if !isFirst { out.append(0x2C) }
      isFirst = false
      out.append(rules.labelText.id, Int(label.label))
    }
    out.append("]")
  }

  /// The rules that fired, in order of their ids, each once.
  private func writeFiredRules(_ scratch: borrowing MatchScratch, _ out: inout ByteWriter) {
    var last: Int32 = -1
    while true {
      var next = Int32.max
      for index in scratch.fired.indices {
        let fired = scratch.fired[index]
        if fired.rule > last, fired.rule < next, fired.suppressedBy < 0,
          !rules.rules[Int(fired.rule)].isShadow
        {
          next = fired.rule
        }
      }
      guard next != .max else { return }
      if last >= 0 { out.append(0x2C) }
      out.append(rules.labelText.rule, Int(next))
      last = next
    }
  }
}
