internal import History
internal import Matching
internal import Pipeline
internal import RuleLanguage
internal import Workbench

/// Answers what pages and programs ask, as values; one question at a time.
///
/// What a page shows and what the JSON interface gives are the same value.
actor Desk {
  let board: StatusBoard
  let spool: SpoolDesk
  let reports = ReportRoom()
  private var opened: HistoryReader?
  var said = SaidOrders()
  var overviewCaches: [Language: OverviewCache] = [:]
  let standingFigures = Standing<RuleFigures>(longest: .seconds(300))
  let standingWeeks = Standing<[Int]>(longest: .seconds(300))
  let costs = RuleCosts()

  init(board: StatusBoard, spool: SpoolDesk) {
    self.board = board
    self.spool = spool
  }

  /// The index; nil until there is one.
  func history() -> HistoryReader? {
    if let opened, opened.isCurrent { return opened }
    opened = try? HistoryReader(path: HistoryKeeper.path(inSpool: spool.spool))
    return opened
  }

  func names(_ language: Language) -> LabelNames {
    LabelNames(board.engine?.ruleSet.taxonomy, language)
  }

  /// The moment on the desk's clock.
  func now() -> DeskTime { DeskTime(wall: Clocks().wall()) }
}

/// What labels are called.
struct LabelNames: Sendable {
  private var labels: [String: Taxonomy.Label] = [:]
  private(set) var keys: [String] = []
  let language: Language

  init(_ taxonomy: Taxonomy?, _ language: Language) {
    self.language = language
    for label in taxonomy?.labels ?? [] {
      labels[label.key] = label
      keys.append(label.key)
    }
  }

  subscript(_ key: String) -> String {
    guard let label = labels[key] else { return key }
    if label.axis == .attribute, let name = AttributeWords.name(key, language) { return name }
    return language.pick(label.zh, label.en)
  }

  /// A label as pages and programs see it.
  func json(_ key: String, score: Int? = nil) -> JSONValue {
    let label = labels[key]
    return .members([
      "key": .string(key), "axis": .string(String(key.prefix { $0 != ":" })),
      "name": .string(self[key]), "zh": .string(label?.zh ?? key),
      "en": .string(label?.en ?? key), "means": .string(label?.means ?? ""),
      "link": .string(Query.encoded(key)), "score": score.map { .number($0) },
    ])
  }
}

extension JSONValue {
  /// An object with more members.
  func adding(_ more: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members + more.compactMap { one in one.value.map { (one.key, $0) } })
  }

  subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == name }?.value
  }
}

extension Desk {
  /// The text of an order for the playground, personal data masked; nil when there is none.
  func textOfOrder(_ id: String?) -> String? {
    guard let id, let engine = board.engine, let record = try? history()?.order(id: id),
      let text = spool.text(of: record, reader: engine.reader)
    else { return nil }
    return MaskedText.masked(text, engine)
  }

  func packNames() -> [String] {
    Array(Set(board.engine?.ruleSet.rules.map(\.pack) ?? [])).sorted()
  }
}
