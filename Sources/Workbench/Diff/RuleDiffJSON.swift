/// A difference of rules for machines.
package struct RuleDiffJSON {
  private let diff: RuleDiff
  private let options: RuleDiffText.Options

  package init(_ diff: RuleDiff, _ options: RuleDiffText.Options = RuleDiffText.Options()) {
    self.diff = diff
    self.options = options
  }

  package var text: String { value.text }

  package var value: JSONValue {
    .members([
      "schema": .string("diff/1.0"), "old": side(diff.old), "new": side(diff.new),
      "edits": .members([
        "changed": .strings(diff.edits.changed), "added": .strings(diff.edits.added),
        "removed": .strings(diff.edits.removed), "other": .bool(diff.edits.hasOther),
      ]),
      "orders": .number(diff.orders), "changed_orders": .number(diff.changedOrders),
      "removed": .number(diff.count(.removed)), "moved": .number(diff.count(.moved)),
      "added": .number(diff.count(.added)),
      "better": diff.hasGold ? .number(diff.better) : nil,
      "worse": diff.hasGold ? .number(diff.worse) : nil,
      "changes": .array(diff.groups.map(group)), "labels": .array(diff.labels.map(label)),
      "rules": .array(diff.rules.map(rule)),
    ])
  }

  private func side(_ side: RuleDiff.Side) -> JSONValue {
    .members([
      "name": .string(side.name), "label": .string(side.label), "digest": .string(side.digest),
    ])
  }

  private func group(_ group: RuleDiff.Group) -> JSONValue {
    .members([
      "kind": .string(group.kind.rawValue), "from": group.from.map { .string($0) },
      "to": group.to.map { .string($0) }, "orders": .number(group.orders),
      "better": diff.hasGold ? .number(group.better) : nil,
      "worse": diff.hasGold ? .number(group.worse) : nil,
      "rules": .object(group.rules.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) }),
      "samples": options.countsOnly ? nil : .array(group.samples.map(sample)),
    ])
  }

  private func sample(_ sample: RuleDiff.Sample) -> JSONValue {
    .members([
      "order": .string(sample.order), "passage": .string(sample.passage),
      "rules": .strings(sample.rules), "why": sample.why.map { .string($0) },
      "verdict": sample.verdict.map { .string($0.rawValue) },
    ])
  }

  private func label(_ tally: RuleDiff.LabelTally) -> JSONValue {
    .members([
      "label": .string(tally.label), "zh": diff.names[tally.label].map { .string($0) },
      "before": .number(tally.before), "after": .number(tally.after),
      "removed": .number(tally.removed), "moved_out": .number(tally.movedOut),
      "moved_in": .number(tally.movedIn), "added": .number(tally.added),
    ])
  }

  private func rule(_ tally: RuleDiff.RuleTally) -> JSONValue {
    .members([
      "rule": .string(tally.rule), "before": .number(tally.before), "after": .number(tally.after),
      "lost": .number(tally.lost), "gained": .number(tally.gained),
    ])
  }
}
