/// Reads word lists: `lists:` of a pack and `lists/*.txt`.
struct ListReader {
  let log: DiagnosticLog
  private var values: ValueReader { ValueReader(log: log) }

  init(log: DiagnosticLog) { self.log = log }

  /// The lists of a pack.
  func lists(_ node: YAMLNode) -> [String: WordList] {
    guard !node.isEmpty else { return [:] }
    var lists: [String: WordList] = [:]
    for entry in values.entries(node, "`lists`") ?? [] {
      guard let name = name(entry.key) else { continue }
      let items = values.list(entry.value, "the list `\(name)`") ?? []
      let reader = KeywordReader(log: log)
      var words: [KeywordCheck.Word] = []
      let meanings = items.compactMap { item -> Meaning? in
        if let text = item.text, text.hasPrefix("$"), item.style == .plain {
          reportNested(text, at: item)
          return nil
        }
        let meaning = reader.meaning(item, "an item of `\(name)`", list: name)
        words += (meaning?.words ?? []).map { .init(text: $0, position: item.position) }
        return meaning
      }
      KeywordCheck(log: log).check(words, list: name)
      lists[name] = WordList(name: name, meanings: meanings)
    }
    return lists
  }

  /// A shared list: one meaning a line, `#` lines are comments.
  func list(_ source: SourceFile) -> WordList? {
    guard FileTraps.admitText(source, log: log) else { return nil }
    var meanings: [Meaning] = []
    var words: [KeywordCheck.Word] = []
    for (index, line) in source.lines.enumerated() {
      let start = line.unicodeScalars.prefix { InvisibleCharacter.isBlank($0) || $0 == "\t" }.count
      let content = String(line.unicodeScalars.dropFirst(start))
      guard !content.isEmpty, !content.hasPrefix("#") else { continue }
      let position = FilePosition(file: source.path, line: index + 1, column: start + 1)
      // Seen as a plain scalar, a line of a list is checked like an item of a pack.
      let node = YAMLNode(content: .text(content, .plain), position: position)
      guard let meaning = KeywordReader(log: log).meaning(node, "a line", list: source.stem)
      else { continue }
      meanings.append(meaning)
      words += meaning.words.map { .init(text: $0, position: position) }
    }
    KeywordCheck(log: log).check(words, list: source.stem)
    return WordList(name: source.stem, meanings: meanings)
  }

  private func name(_ key: YAMLNode) -> String? {
    guard let name = values.text(key, "the name of a list") else { return nil }
    guard !name.hasPrefix("$") else {
      log.report(
        .badValue, "a list is declared without `$`", at: key,
        help: ["write: \(name.dropFirst()):"])
      return nil
    }
    return name
  }

  private func reportNested(_ text: String, at node: YAMLNode) {
    log.report(
      .badValue, "a list cannot hold the list `\(text)`", at: node, mark: "a list, not a word",
      help: ["name both where they are used: `any: [$one, \(text)]`"])
  }
}
