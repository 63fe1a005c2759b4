internal import GRDB

/// The tables of the index.
///
/// `marks` is the heart: one row for each label and rule of an order, sorted by time, so that a
/// page of any of them is one walk along a B-tree.
enum HistorySchema {
  /// Counted up with every change; an index of another version is built anew.
  static let version = 2

  /// Attributes in the order of their columns.
  static let attributes = [
    "channel", "urgency", "sentiment", "safety_hazard", "repeat_contact", "extent", "side",
    "season", "improvement",
  ]

  /// Values most orders have because nothing was said: columns tell them, no mark does.
  static let quietValues: Set<String> = ["unknown", "normal", "neutral", "none", "first"]

  static func create(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE names(
          id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL,
          zh TEXT NOT NULL DEFAULT '', grp TEXT NOT NULL DEFAULT '', UNIQUE(kind, name));
        CREATE TABLE files(
          day TEXT NOT NULL, claim TEXT NOT NULL, gone INTEGER NOT NULL,
          PRIMARY KEY(day, claim)) WITHOUT ROWID;
        CREATE TABLE orders(
          seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day TEXT NOT NULL, file TEXT NOT NULL,
          row INTEGER NOT NULL, at INTEGER NOT NULL, own INTEGER NOT NULL,
          dropped INTEGER NOT NULL, labels TEXT NOT NULL, intent INTEGER NOT NULL,
          \(attributes.map { "\($0) INTEGER NOT NULL" }.joined(separator: ", ")),
          review INTEGER NOT NULL, why TEXT NOT NULL, partial INTEGER NOT NULL,
          ruleset INTEGER NOT NULL, sha TEXT NOT NULL, number TEXT NOT NULL,
          unit INTEGER NOT NULL, city INTEGER NOT NULL, county INTEGER NOT NULL,
          hall INTEGER NOT NULL);
        CREATE TABLE words(
          seq INTEGER PRIMARY KEY, rules TEXT NOT NULL, shadow TEXT NOT NULL, quotes TEXT NOT NULL);
        CREATE TABLE marks(
          name INTEGER NOT NULL, at INTEGER NOT NULL, seq INTEGER NOT NULL, unit INTEGER NOT NULL,
          review INTEGER NOT NULL, score INTEGER NOT NULL, PRIMARY KEY(name, at, seq))
          WITHOUT ROWID;
        CREATE INDEX orders_at ON orders(at);
        CREATE INDEX orders_unit ON orders(unit, at, seq, review);
        CREATE INDEX orders_city ON orders(city, at, seq, review);
        CREATE INDEX orders_hall ON orders(hall, at, seq, review);
        CREATE INDEX orders_ruleset ON orders(ruleset, at, seq, review);
        CREATE INDEX orders_review ON orders(at) WHERE review = 1;
        CREATE INDEX orders_sha ON orders(sha);
        CREATE INDEX orders_number ON orders(number, at, seq) WHERE number <> '';
        CREATE INDEX orders_day ON orders(day);
        PRAGMA user_version = \(version);
        """)
  }

  /// Kinds of names.
  enum Kind: String {
    case label, rule, shadow, unit, city, county, hall, ruleset
  }
}
