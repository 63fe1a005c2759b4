/// A value of a YAML file with its place. Every scalar is text: `0571` stays `0571`, `no` stays `no`.
struct YAMLNode: Sendable {
  /// How a scalar is written.
  enum Style: Sendable { case plain, singleQuoted, doubleQuoted, block }

  /// One line of a table.
  struct Entry: Sendable {
    var key: YAMLNode
    var value: YAMLNode

    /// The key as text; empty when it is no scalar.
    var name: String { key.text ?? "" }
  }

  enum Content: Sendable {
    case text(String, Style)
    case list([YAMLNode])
    case table([Entry])
  }

  var content: Content
  var position: FilePosition

  /// The text of a scalar.
  var text: String? {
    if case .text(let text, _) = content { return text }
    return nil
  }

  /// How a scalar is written; nil for lists and tables.
  var style: Style? {
    if case .text(_, let style) = content { return style }
    return nil
  }

  /// Whether nothing stands here, as after `key:` or in `- #停电`.
  var isEmpty: Bool {
    if case .text("", .plain) = content { return true }
    return false
  }

  /// What a person would call this value.
  var shape: String {
    switch content {
    case .text: isEmpty ? "nothing" : "text"
    case .list: "a list"
    case .table: "a table"
    }
  }

  /// The value of a key, if this is a table that has it.
  func value(_ key: String) -> YAMLNode? {
    guard case .table(let entries) = content else { return nil }
    return entries.first { $0.name == key }?.value
  }
}
