/// Reads `soft/*.tsv`: comment lines, then n-gram, label and weight with tabs between.
struct SoftReader {
  let log: DiagnosticLog
  /// nil when the taxonomy could not be read: then nothing is said about labels.
  let taxonomy: Taxonomy?

  /// After so many bad rows the rest of a file is left unread: it is no soft table.
  private static let mostComplaints = 10

  /// One file; its name is the axis.
  func table(_ source: SourceFile) -> SoftTable? {
    guard FileTraps.admitText(source, log: log) else { return nil }
    guard let axis = Self.axes.first(where: { $0.name == source.stem }) else {
      log.report(
        .strayFile, "`\(source.path)` is not read",
        at: FilePosition(file: source.path, line: 1, column: 1),
        notes: [
          "soft tables are called " + Self.axes.map { $0.name + ".tsv" }.joined(separator: ", ")
        ],
        help: ["rename it, or move it away"])
      return nil
    }
    var table = SoftTable(axis: axis, rows: [], biases: [:])
    var seen: Set<SoftTable.Row> = []
    var complaints = 0
    for (index, line) in source.lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      let place = FilePosition(file: source.path, line: index + 1, column: 1)
      guard let row = row(line, axis, at: place) else {
        complaints += 1
        if complaints == Self.mostComplaints { break }
        continue
      }
      guard seen.insert(SoftTable.Row(ngram: row.ngram, label: row.label, weight: 0)).inserted
      else {
        log.report(
          .badSoftRow, "`\(row.ngram)` is weighed twice for one label", at: place,
          length: row.ngram.unicodeScalars.count, mark: "again",
          help: ["delete one of the rows, or learn the table anew with `suqiu learn`"])
        continue
      }
      if row.ngram == SoftTable.biasMark {
        table.biases[row.label] = row.weight
      } else {
        table.rows.append(row)
      }
    }
    return table
  }

  private static let axes = [Taxonomy.Axis.intent, .topic, .cause]

  private func row(
    _ line: String, _ axis: Taxonomy.Axis, at place: FilePosition
  ) -> SoftTable.Row? {
    let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard cells.count == 3 else {
      log.report(
        .badSoftRow, "a row of a soft table has \(cells.count) cells, not 3", at: place,
        length: line.unicodeScalars.count, mark: "not three cells",
        help: ["write: n-gram, tab, label, tab, weight in thousandths"])
      return nil
    }
    let ngram = String(cells[0])
    let length = ngram.unicodeScalars.count
    guard ngram.hasPrefix(SoftTable.rulePrefix) || (1...SoftTable.longest).contains(length) else {
      log.report(
        .badSoftRow, length == 0 ? "the n-gram is empty" : "the n-gram `\(ngram)` is too long",
        at: place, length: max(1, length), mark: "1 to \(SoftTable.longest) characters",
        help: ["write the characters, or `\(SoftTable.biasMark)` for the bias of the label"])
      return nil
    }
    guard let weight = Int(cells[2]), abs(weight) <= 100_000 else {
      report(
        cells[2], .badSoftRow, "the weight `\(cells[2])` is not a whole number",
        mark: "not a number", at: place, column: line.unicodeScalars.count,
        help: ["write thousandths of a logit, such as 250 or -1400"])
      return nil
    }
    guard let taxonomy else { return nil }
    guard let label = taxonomy.number("\(axis.name):\(cells[1])") else {
      let known = taxonomy.labels.filter { $0.axis == axis }.map(\.id)
      var position = place
      position.column = length + 2
      log.report(
        .unknownLabel, "\(axis.name) `\(cells[1])` is not in the taxonomy", at: position,
        length: max(1, cells[1].unicodeScalars.count), mark: "not declared",
        notes: ["labels are declared in \(log.root)/taxonomy.yaml"],
        help: NearestName.help(String(cells[1]), among: known))
      return nil
    }
    return SoftTable.Row(ngram: ngram, label: label, weight: weight)
  }

  /// Marks the last cell of a row, which ends in `column`.
  private func report(
    _ cell: Substring, _ code: DiagnosticCode, _ message: String, mark: String,
    at place: FilePosition, column: Int, help: [String]
  ) {
    var position = place
    position.column = column - cell.unicodeScalars.count + 1
    log.report(
      code, message, at: position, length: max(1, cell.unicodeScalars.count), mark: mark,
      help: help)
  }
}
