/// Every key of every kind of rule file.
package enum KnownKeys {
  package static let header = ["format"]
  package static let pack = header + ["pack", "owner", "lists", "rules"]
  package static let rule = [
    "id", "name", "status", "gives", "score", "in", "by", "scope", "when", "unless", "context",
    "suppresses", "sounds_like", "fields", "hit", "miss", "todo_hit", "note", "expect", "owner",
  ]
  package static let clauseKinds = ["any", "all", "at_least", "near", "regex"]
  package static let clause =
    clauseKinds + ["within", "ordered", "by", "in", "turns", "context", "not_in"]
  package static let exclusion = clause + ["scope"]
  package static let label = ["zh", "en", "means", "seed", "expect"]
  package static let override = header + ["target", "append", "replace", "why", "until"]
  package static let cues =
    header + [
      "ends", "pseudo", "cues", "gap_negations", "affirm", "deny", "states", "examples",
    ]
  package static let cue = ["say", "kind", "looks", "reach", "ends", "lists_members"]
  package static let policy =
    header + [
      "score", "margin", "cap", "axes", "precedence", "fault_groups", "requires", "implies",
      "state_points", "beats", "clears", "denials", "generic", "improvement", "review", "pii",
      "soft",
    ]
  package static let soft = ["scale", "neutral", "up", "down", "alone", "decides", "lean"]
  package static let layouts =
    header + ["fields", "speakers", "findings", "boilerplate", "option_lists"]
  package static let taxonomy = header + ["intent", "topic", "cause", "attributes"]

  package static let all = Set(
    pack + rule + exclusion + override + cues + cue + policy + soft + layouts + taxonomy + [
      "count", "of", "zh", "en", "means", "seed", "values", "names", "section", "speaker",
      "starts", "until", "marks", "denies", "text", "state", "label", "points", "winner", "loser",
    ])
}
