/// Reads values of an expected shape and reports what is not of it.
struct ValueReader {
  let log: DiagnosticLog

  /// The entries of a table by key; misspelt keys are reported and left out.
  func table(_ node: YAMLNode, _ what: String, keys: [String]) -> [String: YAMLNode]? {
    guard let entries = entries(node, what) else { return nil }
    var found: [String: YAMLNode] = [:]
    for entry in entries {
      guard keys.contains(entry.name) else {
        unknownKey(entry.key, of: what, among: keys)
        continue
      }
      found[entry.name] = entry.value
    }
    return found
  }

  /// The entries of a table whose keys people choose.
  func entries(_ node: YAMLNode, _ what: String) -> [YAMLNode.Entry]? {
    guard case .table(let entries) = node.content else {
      wrongShape(node, what, wanted: "a table of `key: value` lines")
      return nil
    }
    return entries.filter { entry in
      guard entry.key.text != nil else {
        wrongShape(entry.key, "a key", wanted: "a word")
        return false
      }
      return true
    }
  }

  /// The items of a list.
  func list(_ node: YAMLNode, _ what: String) -> [YAMLNode]? {
    guard case .list(let items) = node.content else {
      wrongShape(node, what, wanted: "a list, one item a line")
      return nil
    }
    return items
  }

  /// The items of a list, or the one value written without a list.
  func oneOrMore(_ node: YAMLNode, _ what: String) -> [YAMLNode] {
    switch node.content {
    case .list(let items): return items
    case .text where !node.isEmpty: return [node]
    default:
      wrongShape(node, what, wanted: "a word or a list of words")
      return []
    }
  }

  /// A scalar without invisible characters.
  func text(_ node: YAMLNode, _ what: String) -> String? {
    guard let text = document(node, what) else { return nil }
    if node.style != .block, reportInvisible(in: text, node: node) { return nil }
    return text
  }

  /// A scalar that may hold anything, such as an example or a note.
  func document(_ node: YAMLNode, _ what: String) -> String? {
    guard let text = node.text else {
      if case .table = node.content {
        MappingText.report(node, what, log: log)
      } else {
        wrongShape(node, what, wanted: "text")
      }
      return nil
    }
    guard !text.isEmpty else {
      log.report(
        .missingValue, "\(what) is empty", at: node, mark: "nothing stands here",
        help: ["write a value, or delete the line"])
      return nil
    }
    return text
  }

  /// A whole number.
  func integer(_ node: YAMLNode, _ what: String, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(node, what) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      log.report(
        .badValue, "\(what) must be a whole number from \(range.lowerBound) to \(range.upperBound)",
        at: node, mark: "not such a number")
      return nil
    }
    return number
  }

  /// `true` or `false`.
  func flag(_ node: YAMLNode, _ what: String) -> Bool? {
    word(node, what, among: ["true", "false"]).map { $0 == "true" }
  }

  /// One of the words listed.
  func word(_ node: YAMLNode, _ what: String, among words: [String]) -> String? {
    guard let text = text(node, what) else { return nil }
    guard words.contains(text) else {
      log.report(
        .unknownWord, "`\(text)` is not \(article(what)) \(what)", at: node, mark: "not known",
        notes: ["known: " + words.joined(separator: " ")],
        help: UsualWords.meant(by: text, among: words).map { ["did you mean `\($0)`?"] }
          ?? NearestName.help(text, among: words))
      return nil
    }
    return text
  }

  /// The first line of every rule file.
  func format(_ table: [String: YAMLNode], is format: String, at node: YAMLNode) {
    guard let written = require(table, "format", of: "the file", at: node),
      let text = text(written, "`format`"), text != format
    else { return }
    log.report(
      .badValue, "format `\(text)` is not read here", at: written, mark: "not known",
      help: ["write: format: \(format)"])
  }

  /// The value of a key that must be there.
  func require(
    _ table: [String: YAMLNode], _ key: String, of what: String, at node: YAMLNode
  ) -> YAMLNode? {
    if let value = table[key] { return value }
    log.report(
      .missingKey, "\(what) has no `\(key)`", at: node.position,
      mark: "no `\(key)` in this table", help: ["add a line `\(key): …`"])
    return nil
  }

  private func article(_ noun: String) -> String {
    "aeio".contains(noun.first ?? "x") ? "an" : "a"
  }

  // MARK: Reports

  func unknownKey(_ key: YAMLNode, of what: String, among keys: [String]) {
    let near = NearestName.help(key.text ?? "", among: keys)
    log.report(
      .unknownKey, "`\(key.text ?? "")` is not a key of \(what)", at: key, mark: "not known",
      notes: near.isEmpty ? ["known: " + keys.joined(separator: " ")] : [], help: near)
  }

  func wrongShape(_ node: YAMLNode, _ what: String, wanted: String) {
    if let colon = wideColon(in: node) {
      WideColon.report(at: colon, log: log)
      return
    }
    log.report(
      .wrongShape, "\(what) must be \(wanted)", at: node, mark: "this is \(node.shape)")
  }

  /// `停电：` where a table was expected: the colon is the mistake, not the shape.
  private func wideColon(in node: YAMLNode) -> FilePosition? {
    guard node.text?.contains("：") == true, node.style == .plain else { return nil }
    return WideColon.place(
      in: log.line(at: node.position), file: node.position.file, number: node.position.line)
  }

  /// Reports a character nobody sees.
  func reportInvisible(in text: String, node: YAMLNode) -> Bool {
    guard let found = InvisibleCharacter.first(in: text) else { return false }
    let name = InvisibleCharacter.name(found.scalar)
    if node.style == .doubleQuoted, InvisibleCharacter.isControl(found.scalar) {
      let length = log.tokenLength(node)
      let source = log.rest(at: node.position).prefix(length).dropFirst().dropLast()
      log.report(
        .controlCharacter, "\(name) in a word or pattern", at: node,
        mark: "made by the escape in double quotes",
        notes: ["in single quotes every character stands for itself"],
        help: log.fixedLine(
          at: node.position, length: length, with: DiagnosticLog.singleQuoted(String(source))))
      return true
    }
    var place = log.textPosition(node)
    place.column += found.offset
    log.report(
      .controlCharacter, "\(name) in a word or pattern", at: place, mark: "nobody can see it",
      notes: ["a word with it matches nothing people type"],
      help: ["delete the character and type the place again"])
    return true
  }
}
