/// Leave-one-writer-out figures as people read them.
package struct LearnReport {
  private let result: LeaveWriterOut

  package init(_ result: LeaveWriterOut) { self.result = result }

  private static let shown = [
    "intent.accuracy", "intent.macro_f1", "topics.micro_f1", "topics.precision", "topics.recall",
    "causes.micro_f1", "causes.precision", "causes.recall", "causes.macro_f1", "false_causes",
    "exact",
  ]

  private let judges = LeaveWriterOut.Judge.allCases

  package var text: String {
    var table = TextTable(["LEAVE ONE WRITER OUT"] + judges.map(\.name), indent: "")
    for name in Self.shown {
      table.add([name] + judges.map { told(result.evaluations[$0]?.figure(name)) })
    }
    return table.text + "\n" + writers
  }

  private func told(_ figure: Figure?) -> String {
    figure.map { "\(three($0.value)) (\(three($0.low))–\(three($0.high)))" } ?? "-"
  }

  /// Intent, topics and causes of each writer.
  private var writers: String {
    var table = TextTable(
      ["WRITER", "orders"]
        + judges.flatMap { ["\($0.rawValue): intent", "topic F1", "cause F1"] }, indent: "")
    for writer in result.writers {
      var row = [writer]
      for judge in judges {
        let parts = result.evaluations[judge]?.files.filter {
          LeaveWriterOut.writer(of: $0.name) == writer
        }
        guard var counts = parts?.first?.counts else { continue }
        for part in parts?.dropFirst() ?? [] { counts += part.counts }
        if row.count == 1 { row.append("\(counts[.orders])") }
        row += [
          three(share(counts[.intentRight], counts[.orders])), three(counts.total(.topics).f1),
          three(counts.total(.causes).f1),
        ]
      }
      table.add(row)
    }
    return table.text
  }
}
