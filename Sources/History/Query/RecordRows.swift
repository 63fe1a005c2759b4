internal import GRDB

/// Names by their numbers.
struct NameList {
  fileprivate struct Entry {
    var name: String
    var zh: String
    var group: String
  }

  fileprivate var entries: [Int64: Entry] = [:]

  init(_ database: Database) throws {
    for row in try Row.fetchAll(database, sql: "SELECT id, name, zh, grp FROM names") {
      entries[row[0]] = Entry(name: row[1], zh: row[2], group: row[3])
    }
  }

  /// The name with that number; empty for 0.
  func name(_ number: Int64) -> String { entries[number]?.name ?? "" }
}

/// Makes records of rows again.
struct RecordRows {
  private let names: NameList

  init(_ database: Database) throws { names = try NameList(database) }

  /// A row of `orders` with the columns of `words`.
  func record(_ row: Row) -> OrderRecord {
    var record = OrderRecord()
    record.id = row["id"]
    record.archiveDay = row["day"]
    record.file = row["file"]
    record.row = row["row"]
    record.time = DeskTime(row["at"])
    record.hasOwnTime = row["own"]
    record.dropped = DeskTime(row["dropped"])
    addLabels(row["labels"], to: &record)
    for attribute in HistorySchema.attributes {
      let key = names.name(row[attribute])
      guard let colon = key.firstIndex(of: ":") else { continue }
      record.attributes[attribute] = String(key[key.index(after: colon)...])
    }
    record.reviewReasons = (row["why"] as String).split(separator: ",").map(String.init)
    record.isPartial = row["partial"]
    let ruleset: Int64 = row["ruleset"]
    record.ruleset = names.name(ruleset)
    record.rulesetLabel = names.entries[ruleset]?.zh ?? ""
    record.sha256 = row["sha"]
    record.orderNumber = row["number"]
    record.place = OrderPlace(
      unit: names.name(row["unit"]), city: names.name(row["city"]),
      county: names.name(row["county"]), hall: names.name(row["hall"]))
    record.rules = list(row["rules"])
    record.shadowRules = list(row["shadow"])
    record.quotes = QuotePacking.unpack(row["quotes"])
    return record
  }

  private func list(_ numbers: String) -> [String] {
    numbers.split(separator: ",").compactMap { Int64($0).map { names.name($0) } }
  }

  private func addLabels(_ packed: String, to record: inout OrderRecord) {
    for part in packed.split(separator: ",") {
      let pair = part.split(separator: ":")
      guard pair.count == 2, let number = Int64(pair[0]), let score = Int(pair[1]),
        let entry = names.entries[number]
      else { continue }
      let label = OrderRecord.Label(
        key: entry.name, zh: entry.zh, group: entry.group, score: score)
      switch entry.name.prefix(while: { $0 != ":" }) {
      case "intent": record.intent = label
      case "topic": record.topics.append(label)
      default: record.causes.append(label)
      }
    }
  }
}
