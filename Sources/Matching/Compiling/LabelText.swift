internal import RuleLanguage

/// The JSON text of labels and rules, made once, so that a result is mostly copied.
final class LabelText: Sendable {
  /// `{"id":"…","zh":"…","en":"…","score":` of each label; causes with their group.
  let head: TextArena
  /// `"cause:lightning"` of each label.
  let key: TextArena
  /// `"lightning"` of each label.
  let id: TextArena
  /// `"outage.household"` of each rule.
  let rule: TextArena
  /// `"urgency":` of each attribute.
  let attribute: TextArena
  private let order: [Int32]
  private let numbers: [String: Int32]

  init(taxonomy: Taxonomy, ruleIds: [String]) {
    head = TextArena(
      taxonomy.labels.map { label in
        let group = label.axis == .cause ? "\"group\":\(Self.json(label.group ?? ""))," : ""
        return Array(
          """
          {"id":\(Self.json(label.id)),\(group)"zh":\(Self.json(label.zh)),\
          "en":\(Self.json(label.en)),"score":
          """.utf8)
      })
    key = TextArena(taxonomy.labels.map { Array(Self.json($0.key).utf8) })
    id = TextArena(taxonomy.labels.map { Array(Self.json($0.id).utf8) })
    rule = TextArena(ruleIds.map { Array(Self.json($0).utf8) })
    attribute = TextArena(taxonomy.attributes.map { Array("\(Self.json($0.name)):".utf8) })
    var order = [Int32](repeating: 0, count: taxonomy.labels.count)
    let sorted = taxonomy.labels.indices.sorted {
      taxonomy.labels[$0].key.utf8.lexicographicallyPrecedes(taxonomy.labels[$1].key.utf8)
    }
    for (place, label) in sorted.enumerated() { order[label] = Int32(place) }
    self.order = order
    var numbers: [String: Int32] = [:]
    for (number, label) in taxonomy.labels.enumerated() { numbers[label.key] = Int32(number) }
    self.numbers = numbers
  }

  /// Whether a label comes before another by its written form.
  func precedes(_ one: Int32, _ other: Int32) -> Bool { order[Int(one)] < order[Int(other)] }

  /// The number of a label by its written form.
  func number(_ key: String) -> Int32? { numbers[key] }

  /// A JSON string with its quotation marks.
  static func json(_ text: String) -> String {
    var writer = ByteWriter(capacity: 64)
    writer.append(json: text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
