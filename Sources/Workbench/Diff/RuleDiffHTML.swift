/// A difference of rules as one page that needs nothing else: to mail, to print, to keep.
package struct RuleDiffHTML {
  private let diff: RuleDiff
  private let options: RuleDiffText.Options

  package init(_ diff: RuleDiff, _ options: RuleDiffText.Options = RuleDiffText.Options()) {
    self.diff = diff
    self.options = options
  }

  package var text: String {
    """
    <!doctype html>
    <html lang="zh">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>改了会怎样 · Suqiu</title>
    <style>
    \(Self.style)
    </style>
    <h1>改了会怎样</h1>
    \(fragment)
    </html>

    """
  }

  /// The part inside a page, for a page that has its own head.
  package var fragment: String {
    var parts = [
      "<p>旧 \(escaped(diff.old.name)) <code>\(escaped(diff.old.label))</code> → "
        + "新 \(escaped(diff.new.name)) <code>\(escaped(diff.new.label))</code></p>",
      "<p>\(escaped(edits))</p>", summary,
    ]
    parts += RuleDiff.Kind.allCases.map(groups)
    parts.append(labels)
    parts.append(rules)
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static let style = """
    :root { color-scheme: light dark }
    body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
      max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
    h2 { margin-top: 2rem }
    table { border-collapse: collapse }
    td, th { padding: .2rem .8rem .2rem 0; text-align: right; font-variant-numeric: tabular-nums }
    td:first-child, th:first-child { text-align: left }
    li li { color: GrayText } mark { background: none; color: inherit; text-decoration: underline 2px }
    .removed h2::before { content: "− " } .moved h2::before { content: "→ " }
    .added h2::before { content: "+ " } .removed h2 { color: #b3261e }
    @media (prefers-color-scheme: dark) { .removed h2 { color: #f2877f } }
    @media print { body { margin: 0; max-width: none } section { break-inside: avoid-page } }
    """

  private var edits: String {
    let edits = diff.edits
    let parts = [("改了", edits.changed), ("新增", edits.added), ("去掉", edits.removed)]
      .filter { !$0.1.isEmpty }
      .map { "\($0.0) \($0.1.count) 条：\($0.1.joined(separator: "、"))" }
    if !parts.isEmpty { return "规则 " + parts.joined(separator: "；") }
    return edits.hasOther ? "规则没变；标签、策略、提示词、版式或权重有变化" : "两套规则一样"
  }

  private var summary: String {
    guard !diff.isEmpty else { return "<p>\(diff.orders) 张工单，结果都没有变化。</p>" }
    var text =
      "<p><strong>\(diff.orders) 张工单，\(diff.changedOrders) 张会变</strong>："
      + "少打 \(diff.count(.removed))，改打 \(diff.count(.moved))，多打 \(diff.count(.added))"
    if diff.hasGold { text += "；有人工答案的，变好 \(diff.better)，变差 \(diff.worse)" }
    return text + "</p>"
  }

  private func groups(_ kind: RuleDiff.Kind) -> String {
    let chosen = diff.groups.filter { $0.kind == kind }
    guard !chosen.isEmpty else { return "" }
    let title: String =
      switch kind {
      case .removed: "少打"
      case .moved: "改打"
      case .added: "多打"
      }
    return "<section class=\"\(kind.rawValue)\"><h2>\(title) \(diff.count(kind))</h2>\n<ul>\n"
      + chosen.map(group).joined(separator: "\n") + "\n</ul></section>"
  }

  private func group(_ group: RuleDiff.Group) -> String {
    var text = "<li>\([group.from, group.to].compactMap { $0.map(name) }.joined(separator: " → "))"
    text += " <strong>\(group.orders)</strong>"
    if group.better + group.worse > 0 { text += "（变好 \(group.better)，变差 \(group.worse)）" }
    let rules = group.rules.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    if !rules.isEmpty {
      text +=
        " · " + rules.map { "<code>\(escaped($0.key))</code> \($0.value)" }.joined(separator: " ")
    }
    guard !options.countsOnly, !group.samples.isEmpty else { return text + "</li>" }
    let samples = group.samples.map { sample in
      "<li>\(escaped(sample.order))"
        + (sample.why.map { " <small>\(escaped($0))</small>" } ?? "")
        + "：\(marked(sample.passage))</li>"
    }
    return text + "\n<ul>\n" + samples.joined(separator: "\n") + "\n</ul></li>"
  }

  private var labels: String {
    guard !diff.labels.isEmpty else { return "" }
    return table(
      "标签", ["标签", "原来", "现在", "少打", "改走", "改来", "多打"],
      diff.labels.map { tally in
        [name(tally.label)]
          + [
            tally.before, tally.after, tally.removed, tally.movedOut, tally.movedIn, tally.added,
          ].map { "\($0)" }
      })
  }

  private var rules: String {
    guard !diff.rules.isEmpty else { return "" }
    return table(
      "规则", ["规则", "原来", "现在", "不再命中", "新命中"],
      diff.rules.map { tally in
        ["<code>\(escaped(tally.rule))</code>"]
          + [tally.before, tally.after, tally.lost, tally.gained].map { "\($0)" }
      })
  }

  private func table(_ title: String, _ head: [String], _ rows: [[String]]) -> String {
    let lines = rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" }
    return "<section><h2>\(title)</h2>\n<table>\n<tr>" + head.map { "<th>\($0)</th>" }.joined()
      + "</tr>\n" + lines.joined(separator: "\n") + "\n</table></section>"
  }

  /// The Chinese name with the id on hover.
  private func name(_ label: String) -> String {
    "<span title=\"\(escaped(label))\">\(escaped(diff.names[label] ?? label))</span>"
  }

  private func marked(_ passage: String) -> String {
    escaped(passage).replacing("«", with: "<mark>").replacing("»", with: "</mark>")
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
