/// Reads `soft/*.tsv`: comment lines, the row that names the labels, then rows of weights.
struct SoftReader {
  let log: DiagnosticLog
  /// nil when the taxonomy could not be read: then nothing is said about labels.
  let taxonomy: Taxonomy?

  /// After so many bad rows the rest of a file is left unread: it is no soft table.
  private static let mostComplaints = 10

  /// One file; its name is the axis or the attribute.
  func table(_ source: SourceFile) -> SoftTable? {
    guard FileTraps.admitText(source, log: log) else { return nil }
    guard var table = empty(source) else { return nil }
    var seen: Set<String> = []
    var complaints = 0
    for (index, line) in source.lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      let place = FilePosition(file: source.path, line: index + 1, column: 1)
      var cells = SoftCells(line)
      let feature = cells.text
      if feature == SoftTable.headMark {
        guard let labels = columns(line, table, at: place) else { return nil }
        table.labels = labels
        continue
      }
      guard let weights = row(&cells, line, feature, columns: table.labels.count, at: place),
        isNew(feature, &seen, at: place)
      else {
        complaints += 1
        if complaints == Self.mostComplaints { break }
        continue
      }
      if feature == SoftTable.biasMark {
        table.biases = weights.map { Int($0) }
      } else {
        table.features.append(feature)
        table.weights += weights
      }
    }
    if table.biases.isEmpty { table.biases = table.labels.map { _ in 0 } }
    return table
  }

  /// The table a file of this name is for, without rows.
  private func empty(_ source: SourceFile) -> SoftTable? {
    for axis in [Taxonomy.Axis.intent, .topic, .cause] where axis.name == source.stem {
      return SoftTable(axis: axis)
    }
    guard let taxonomy else { return nil }
    let attributes = taxonomy.attributes.map(\.name)
    if attributes.contains(source.stem) {
      return SoftTable(axis: .attribute, attribute: source.stem)
    }
    log.report(
      .strayFile, "`\(source.path)` is not read",
      at: FilePosition(file: source.path, line: 1, column: 1),
      notes: [
        "soft tables are called after an axis or an attribute: "
          + (["intent", "topic", "cause"] + attributes).map { $0 + ".tsv" }.joined(separator: ", ")
      ],
      help: ["rename it, or move it away"])
    return nil
  }

  /// The labels of the head row; nil when one of them is unknown, as columns would shift.
  private func columns(
    _ line: String, _ table: SoftTable, at place: FilePosition
  ) -> [Int]? {
    guard let taxonomy else { return nil }
    var numbers: [Int] = []
    var position = place
    for (index, cell) in line.split(separator: "\t", omittingEmptySubsequences: false).enumerated() {
      defer { position.column += cell.unicodeScalars.count + 1 }
      if index == 0 { continue }
      if let number = taxonomy.number("\(table.name):\(cell)") {
        numbers.append(number)
        continue
      }
      let known = taxonomy.labels.filter {
        $0.axis == table.axis && (table.attribute == nil || $0.group == table.attribute)
      }.map(\.id)
      log.report(
        .unknownLabel, "\(table.name) `\(cell)` is not in the taxonomy", at: position,
        length: max(1, cell.unicodeScalars.count), mark: "not declared",
        notes: ["labels are declared in \(log.root)/taxonomy.yaml"],
        help: NearestName.help(String(cell), among: known))
      return nil
    }
    return numbers
  }

  private func row(
    _ cells: inout SoftCells, _ line: String, _ feature: String, columns: Int,
    at place: FilePosition
  ) -> [Int32]? {
    let length = feature.unicodeScalars.count
    let isNamed =
      feature.hasPrefix(SoftTable.rulePrefix) || feature.hasPrefix(SoftTable.labelPrefix)
    guard isNamed || (1...SoftTable.longest).contains(length) else {
      log.report(
        .badSoftRow, length == 0 ? "the n-gram is empty" : "the n-gram `\(feature)` is too long",
        at: place, length: max(1, length), mark: "1 to \(SoftTable.longest) characters",
        help: ["write the characters, or `\(SoftTable.biasMark)` for the bias of the labels"])
      return nil
    }
    var weights: [Int32] = []
    weights.reserveCapacity(columns)
    while let cell = cells.next() {
      guard let weight = cell else {
        log.report(
          .badSoftRow, "cell \(weights.count + 2) is not a whole number", at: place,
          length: line.unicodeScalars.count, mark: "not a number",
          help: ["write hundredths of a logit, such as 25 or -140, or nothing for 0"])
        return nil
      }
      weights.append(weight * Int32(SoftTable.fileUnit))
    }
    guard weights.count == columns else {
      log.report(
        .badSoftRow,
        "a row has \(weights.count + 1) cells where the head row names \(columns + 1)", at: place,
        length: line.unicodeScalars.count, mark: "not one cell a column",
        help: [
          columns == 0
            ? "begin the table with `\(SoftTable.headMark)` and the labels, tabs between"
            : "learn the table anew with `suqiu learn`"
        ])
      return nil
    }
    return weights
  }

  private func isNew(_ feature: String, _ seen: inout Set<String>, at place: FilePosition) -> Bool {
    if seen.insert(feature).inserted { return true }
    log.report(
      .badSoftRow, "`\(feature)` is weighed twice", at: place,
      length: feature.unicodeScalars.count, mark: "again",
      help: ["delete one of the rows, or learn the table anew with `suqiu learn`"])
    return false
  }
}

/// The cells of a row, taken from its bytes: a table has a million of them.
private struct SoftCells {
  private var rest: Substring.UTF8View
  let text: String
  private var isAtEnd: Bool

  init(_ line: String) {
    let bytes = line.utf8[...]
    let end = bytes.firstIndex(of: 9) ?? bytes.endIndex
    text = String(Substring(bytes[..<end]))
    isAtEnd = end == bytes.endIndex
    rest = isAtEnd ? bytes[end...] : bytes[bytes.index(after: end)...]
  }

  /// nil at the end; a cell that holds no number of up to six digits is `.some(nil)`; an empty one 0.
  mutating func next() -> Int32?? {
    if isAtEnd { return nil }
    var value: Int32 = 0
    var digits = 0
    var isNegative = false
    var isFine = true
    while true {
      guard let byte = rest.popFirst() else {
        isAtEnd = true
        break
      }
      switch byte {
      case 9: return .some(isFine && digits <= 6 ? (isNegative ? -value : value) : nil)
      case 0x2D where digits == 0 && !isNegative: isNegative = true
      case 0x30...0x39 where digits < 7:
        value = value * 10 + Int32(byte - 0x30)
        digits += 1
      default: isFine = false
      }
    }
    return .some(isFine && digits <= 6 ? (isNegative ? -value : value) : nil)
  }
}
