/// Reads keywords and lists of them, and knows the ways they go wrong without a word.
struct KeywordReader {
  let log: DiagnosticLog
  let scope: ListScope
  /// In cues, layouts and policy words of one character and whole sentences are usual.
  let isProse: Bool
  private var values: ValueReader { ValueReader(log: log) }

  init(log: DiagnosticLog, scope: ListScope = ListScope(), isProse: Bool = false) {
    self.log = log
    self.scope = scope
    self.isProse = isProse
  }

  /// The meanings of a list of keywords and `$lists`.
  func meanings(_ node: YAMLNode, _ what: String) -> [Meaning] {
    values.oneOrMore(node, what).flatMap { self.item($0, what) }
  }

  /// The meanings of one item: a keyword has one, a `$list` many, a list in brackets all of its.
  func item(_ node: YAMLNode, _ what: String) -> [Meaning] {
    if case .list(let items) = node.content { return items.flatMap { item($0, what) } }
    guard let text = node.text, text.hasPrefix("$") else {
      return meaning(node, what, list: nil).map { [$0] } ?? []
    }
    return list(named: String(text.dropFirst()), at: node)?.meanings ?? []
  }

  /// Checks the lists named where different meanings are counted.
  func checkCounted(_ node: YAMLNode) {
    guard case .list(let items) = node.content else { return }
    for item in items {
      guard let text = item.text, text.hasPrefix("$"),
        let list = scope.list(String(text.dropFirst()))
      else { continue }
      KeywordCheck(log: log).checkContained(list)
    }
  }

  /// One meaning of each item: a `$list` counts as one, met by any of its words.
  func merged(_ node: YAMLNode, _ what: String) -> [Meaning] {
    values.oneOrMore(node, what).compactMap { item in
      let meanings = self.item(item, what)
      guard meanings.count > 1 else { return meanings.first }
      return Meaning(id: item.text ?? meanings[0].id, words: meanings.flatMap(\.words))
    }
  }

  /// All words of a list of keywords and `$lists`, for tables without votes.
  func words(_ node: YAMLNode, _ what: String) -> [String] {
    meanings(node, what).flatMap(\.words)
  }

  /// A list by name, or a report with the nearest ones.
  func list(named name: String, at node: YAMLNode) -> WordList? {
    if let list = scope.list(name) { return list }
    log.report(
      .unknownList, "there is no list `$\(name)`", at: node, mark: "not declared",
      notes: ["lists stand under `lists:` of the pack or in \(log.root)/lists/\(name).txt"],
      help: NearestName.help("$" + name, among: scope.names.map { "$" + $0 }))
    return nil
  }

  /// The meaning of `standard | other | other`.
  func meaning(_ node: YAMLNode, _ what: String, list: String?) -> Meaning? {
    guard let text = keyword(node, what) else { return nil }
    let quoted = node.style != .plain
    var place = log.textPosition(node)
    var words: [String] = []
    for part in text.split(separator: "|", omittingEmptySubsequences: false) {
      let length = part.unicodeScalars.count
      if let word = KeywordPart(
        text: part, place: place, isQuoted: quoted, isProse: isProse, log: log
      ).checked() {
        words.append(word)
      }
      place.column += length + 1
    }
    guard let standard = words.first else { return nil }
    return Meaning(id: list.map { "$\($0)/\(standard)" } ?? standard, words: words)
  }

  /// The text of a keyword, unless YAML made something else of it.
  private func keyword(_ node: YAMLNode, _ what: String) -> String? {
    guard !node.isEmpty, node.text != "" else {
      // `- #停电`: what was meant as a word became a comment.
      let rest = String(log.rest(at: node.position).drop { $0 == " " })
      let meant = rest.hasPrefix("#") ? rest : ""
      log.report(
        .emptyKeyword, "an empty keyword", at: node.position, mark: "nothing stands here",
        notes: ["an empty word would be found everywhere"]
          + (meant.isEmpty ? [] : ["behind a blank `#` begins a comment"]),
        help: meant.isEmpty
          ? ["delete the item"] : ["write: - " + DiagnosticLog.singleQuoted(meant)])
      return nil
    }
    guard node.text != nil else {
      if case .table = node.content {
        MappingText.report(node, what, log: log)
      } else {
        values.wrongShape(node, what, wanted: "words")
      }
      return nil
    }
    CutText.check(node, log: log)
    return values.text(node, what)
  }
}
