internal import GRDB

/// Numbers for names, and how records become rows of numbers.
struct NameTable {
  private struct Key: Hashable {
    var kind: HistorySchema.Kind
    var name: String
  }

  private var numbers: [Key: Int64] = [:]

  init(_ database: Database) throws {
    for row in try Row.fetchAll(database, sql: "SELECT id, kind, name FROM names") {
      guard let kind = HistorySchema.Kind(rawValue: row[1]) else { continue }
      numbers[Key(kind: kind, name: row[2])] = row[0]
    }
  }

  /// 0 for an empty name.
  private mutating func number(
    _ kind: HistorySchema.Kind, _ name: String, zh: String = "", group: String = "",
    _ database: Database
  ) throws -> Int64 {
    guard !name.isEmpty else { return 0 }
    let key = Key(kind: kind, name: name)
    if let number = numbers[key] { return number }
    try database.execute(
      sql: "INSERT INTO names(kind, name, zh, grp) VALUES(?, ?, ?, ?)",
      arguments: [kind.rawValue, name, zh, group])
    let number = database.lastInsertedRowID
    numbers[key] = number
    return number
  }

  // MARK: In

  mutating func insert(_ record: OrderRecord, into database: Database) throws {
    let unit = try number(.unit, record.place.unit, database)
    var labels: [(number: Int64, score: Int)] = []
    for label in record.labels {
      let number = try number(.label, label.key, zh: label.zh, group: label.group, database)
      labels.append((number, label.score))
    }
    let isReview = !record.reviewReasons.isEmpty
    var values: [any DatabaseValueConvertible] = [
      record.id, record.archiveDay, record.file, record.row, record.time.seconds,
      record.hasOwnTime, record.dropped.seconds,
      labels.map { "\($0.number):\($0.score)" }.joined(separator: ","),
      record.intent == nil ? 0 : labels[0].number,
    ]
    var marks = labels
    for attribute in HistorySchema.attributes {
      let value = record.attributes[attribute] ?? ""
      let number = try number(.label, value.isEmpty ? "" : "\(attribute):\(value)", database)
      values.append(number)
      if number > 0, !HistorySchema.quietValues.contains(value) { marks.append((number, 0)) }
    }
    values += [
      isReview, record.reviewReasons.joined(separator: ","), record.isPartial,
      try number(.ruleset, record.ruleset, zh: record.rulesetLabel, database), record.sha256,
      record.orderNumber, unit, try number(.city, record.place.city, database),
      try number(.county, record.place.county, database),
      try number(.hall, record.place.hall, database),
    ]
    try database.cachedStatement(sql: Self.insertOrder).execute(
      arguments: StatementArguments(values))
    // An order that is there already stays as it is.
    guard database.changesCount > 0 else { return }
    let order = database.lastInsertedRowID
    let rules = try record.rules.map { try number(.rule, $0, database) }
    let shadow = try record.shadowRules.map { try number(.shadow, $0, database) }
    try database.cachedStatement(
      sql: "INSERT INTO words(seq, rules, shadow, quotes) VALUES(?, ?, ?, ?)"
    ).execute(
      arguments: [
        order, Self.list(rules), Self.list(shadow), QuotePacking.pack(record.quotes),
      ])
    marks += (rules + shadow).map { ($0, 0) }
    let mark = try database.cachedStatement(sql: Self.insertMark)
    for entry in marks {
      try mark.execute(
        arguments: [entry.number, record.time.seconds, order, unit, isReview, entry.score])
    }
  }

  private static let insertOrder: String = {
    let columns =
      ["id", "day", "file", "row", "at", "own", "dropped", "labels", "intent"]
      + HistorySchema.attributes
      + ["review", "why", "partial", "ruleset", "sha", "number", "unit", "city", "county", "hall"]
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    return "INSERT OR IGNORE INTO orders(\(columns.joined(separator: ", "))) VALUES(\(marks))"
  }()

  private static let insertMark =
    "INSERT OR IGNORE INTO marks(name, at, seq, unit, review, score) VALUES(?, ?, ?, ?, ?, ?)"

  private static func list(_ numbers: [Int64]) -> String {
    numbers.map(String.init).joined(separator: ",")
  }

  // MARK: Out

  func remove(order: Int64, at: Int, from database: Database) throws {
    let columns = HistorySchema.attributes.joined(separator: ", ")
    guard
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT labels, rules, shadow, \(columns) FROM orders JOIN words USING(seq)
            WHERE seq = ?
          """, arguments: [order])
    else { return }
    var marks = (row["labels"] as String).split(separator: ",").compactMap {
      Int64($0.prefix { $0 != ":" })
    }
    for column in ["rules", "shadow"] {
      marks += (row[column] as String).split(separator: ",").compactMap { Int64($0) }
    }
    marks += HistorySchema.attributes.map { row[$0] as Int64 }
    for mark in marks {
      try database.cachedStatement(sql: "DELETE FROM marks WHERE name = ? AND at = ? AND seq = ?")
        .execute(arguments: [mark, at, order])
    }
    try database.execute(sql: "DELETE FROM words WHERE seq = ?", arguments: [order])
    try database.execute(sql: "DELETE FROM orders WHERE seq = ?", arguments: [order])
  }
}
