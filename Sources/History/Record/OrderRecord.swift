/// One classified order as the index keeps it: ids, times, places and masked words, never the text.
package struct OrderRecord: Equatable, Sendable {
  /// A label the order was given.
  package struct Label: Equatable, Sendable {
    /// The written form: `intent:inquiry`, `cause:lightning`.
    package var key: String
    package var zh: String
    /// The group of a cause; empty elsewhere.
    package var group: String
    package var score: Int

    package init(key: String, zh: String, group: String = "", score: Int = 0) {
      self.key = key
      self.zh = zh
      self.group = group
      self.score = score
    }
  }

  /// A sentence that shows why, personal data masked, with the rules and labels it speaks for.
  package struct Quote: Equatable, Sendable {
    package var sentence: String
    package var rules: [String]
    package var labels: [String]

    package init(sentence: String, rules: [String], labels: [String]) {
      self.sentence = sentence
      self.rules = rules
      self.labels = labels
    }
  }

  /// The claim id; for a row of a batch file with `-` and the row's number.
  package var id = ""
  /// The folder of the archive it lies in, `YYYY-MM-DD`, and the file's name there.
  package var archiveDay = ""
  package var file = ""
  /// The row of a batch file, from 1; 0 = the whole file.
  package var row = 0
  /// Time of analysis: the order's own accept time, else the drop time.
  package var time = DeskTime(0)
  /// Whether `time` is the order's own.
  package var hasOwnTime = false
  package var dropped = DeskTime(0)
  package var intent: Label?
  /// Topics and causes, strongest first.
  package var topics: [Label] = []
  package var causes: [Label] = []
  /// The nine attributes by name.
  package var attributes: [String: String] = [:]
  package var reviewReasons: [String] = []
  package var isPartial = false
  /// `sha256:…` of the rules, and what people call them.
  package var ruleset = ""
  package var rulesetLabel = ""
  /// 64 hex digits over the bytes of the text.
  package var sha256 = ""
  package var orderNumber = ""
  package var place = OrderPlace()
  /// Rules with evidence in the order, and those that only ran beside.
  package var rules: [String] = []
  package var shadowRules: [String] = []
  package var quotes: [Quote] = []

  package init() {}

  /// Every label but attributes.
  package var labels: [Label] { (intent.map { [$0] } ?? []) + topics + causes }
}

/// Where an order belongs, as far as it says so; empty = not said.
package struct OrderPlace: Equatable, Sendable {
  package var unit = ""
  package var city = ""
  package var county = ""
  package var hall = ""

  package init(unit: String = "", city: String = "", county: String = "", hall: String = "") {
    self.unit = unit
    self.city = city
    self.county = county
    self.hall = hall
  }
}
