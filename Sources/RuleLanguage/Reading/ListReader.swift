/// Reads word lists: `lists:` of a pack and `lists/*.txt`.
struct ListReader {
  let log: DiagnosticLog
  private var values: ValueReader { ValueReader(log: log) }

  /// The lists of a pack.
  func lists(_ node: YAMLNode) -> [String: WordList] {
    guard !node.isEmpty else { return [:] }
    var lists: [String: WordList] = [:]
    for entry in values.entries(node, "`lists`") ?? [] {
      guard let name = name(entry.key) else { continue }
      let items = values.list(entry.value, "the list `\(name)`") ?? []
      let reader = KeywordReader(log: log)
      var list = WordList(name: name, meanings: [])
      for item in items {
        if let text = item.text, text.hasPrefix("$"), item.style == .plain {
          reportNested(text, at: item)
          continue
        }
        if let meaning = reader.meaning(item, "an item of `\(name)`", list: name) {
          list.add(meaning, at: item.position)
        }
      }
      KeywordCheck(log: log).checkDoubles(list)
      lists[name] = list
    }
    return lists
  }

  /// A shared list: one meaning a line, `#` lines are comments.
  func list(_ source: SourceFile) -> WordList? {
    guard FileTraps.admitText(source, log: log) else { return nil }
    var list = WordList(name: source.stem, meanings: [])
    for (index, line) in source.lines.enumerated() {
      let start = line.unicodeScalars.prefix { InvisibleCharacter.isBlank($0) || $0 == "\t" }.count
      let content = String(line.unicodeScalars.dropFirst(start))
      guard !content.isEmpty, !content.hasPrefix("#") else { continue }
      let position = FilePosition(file: source.path, line: index + 1, column: start + 1)
      // Seen as a plain scalar, a line of a list is checked like an item of a pack.
      let node = YAMLNode(content: .text(content, .plain), position: position)
      guard let meaning = KeywordReader(log: log).meaning(node, "a line", list: source.stem)
      else { continue }
      list.add(meaning, at: position)
    }
    KeywordCheck(log: log).checkDoubles(list)
    return list
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
