/// Every key of every kind of rule file.
enum KnownKeys {
  static let header = ["format"]
  static let pack = header + ["pack", "owner", "lists", "rules"]
  static let rule = [
    "id", "name", "status", "gives", "score", "in", "by", "scope", "when", "unless", "context",
    "suppresses", "sounds_like", "fields", "hit", "miss", "todo_hit", "note", "expect", "owner",
  ]
  static let clauseKinds = ["any", "all", "at_least", "near", "regex"]
  static let clause = clauseKinds + ["within", "ordered", "by", "in", "turns", "context", "not_in"]
  static let exclusion = clause + ["scope"]
  static let override = header + ["target", "append", "replace", "why", "until"]
  static let cues =
    header + [
      "ends", "pseudo", "cues", "gap_negations", "affirm", "deny", "states", "examples",
    ]
  static let cue = ["say", "kind", "looks", "reach", "ends", "lists_members"]
  static let policy =
    header + [
      "score", "margin", "cap", "axes", "precedence", "fault_groups", "requires", "implies",
      "state_points", "beats", "clears", "denials", "generic", "improvement", "review", "pii", "soft",
    ]
  static let soft = ["scale", "neutral", "up", "down", "alone"]
  static let layouts = header + ["fields", "speakers", "findings", "boilerplate", "option_lists"]
  static let taxonomy = header + ["intent", "topic", "cause", "attributes"]

  static let all = Set(
    pack + rule + exclusion + override + cues + cue + policy + soft + layouts + taxonomy + [
      "count", "of", "zh", "en", "means", "seed", "values", "names", "section", "speaker",
      "starts", "until", "marks", "denies", "text", "state", "label", "points", "winner", "loser",
    ])
}
