/// One order with the answer people gave, as `Corpus/labelled` holds it.
package struct LabelledOrder: Decodable, Sendable {
  package var id: String
  package var text: String
  package var intent: String
  package var topics: [String]
  package var causes: [String]
  package var channel: String
  /// What makes the order hard, such as `negation`.
  package var tags: [String]
  /// Attribute name → value; one that is absent was not judged.
  package var attributes: [String: String]
  /// Intents that count as right; the main one alone when nothing is said.
  package var acceptedIntents: [String]
  package var acceptedChannels: [String]
  /// Labels that are neither required nor wrong, such as `topic:outage`.
  package var optional: Set<String>
  package var acceptedAttributes: [String: [String]]
  /// The file it came from, without ending: one writer each.
  package var file = ""

  private enum CodingKeys: String, CodingKey {
    case id, text, intent, topics, causes, channel, tags, attributes, optional
    case acceptedIntents = "intent_ok"
    case acceptedChannels = "channel_ok"
    case acceptedAttributes = "attributes_ok"
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    text = try values.decode(String.self, forKey: .text)
    intent = try values.decode(String.self, forKey: .intent)
    topics = try values.decodeIfPresent([String].self, forKey: .topics) ?? []
    causes = try values.decodeIfPresent([String].self, forKey: .causes) ?? []
    channel = try values.decodeIfPresent(String.self, forKey: .channel) ?? "unknown"
    tags = try values.decodeIfPresent([String].self, forKey: .tags) ?? []
    attributes = try values.decodeIfPresent([String: String].self, forKey: .attributes) ?? [:]
    acceptedIntents =
      try values.decodeIfPresent([String].self, forKey: .acceptedIntents) ?? [intent]
    acceptedChannels =
      try values.decodeIfPresent([String].self, forKey: .acceptedChannels) ?? [channel]
    optional = Set(try values.decodeIfPresent([String].self, forKey: .optional) ?? [])
    acceptedAttributes =
      try values.decodeIfPresent([String: [String]].self, forKey: .acceptedAttributes) ?? [:]
  }

  /// The right values of a judged attribute, the main one first; nil when it was not judged.
  package func accepted(_ attribute: String) -> [String]? {
    guard let main = attributes[attribute] else { return nil }
    if let values = acceptedAttributes[attribute], !values.isEmpty { return values }
    return [main]
  }
}
