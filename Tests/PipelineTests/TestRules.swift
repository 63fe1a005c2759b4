import Matching
import Pipeline
import RuleLanguage
import Transcripts

/// Rule sets without rules: enough to see an order through.
enum TestRules {
  static func engine(_ digest: String = "sha256:test") -> RuleEngine? {
    let set = RuleSet(
      taxonomy: Taxonomy(labels: [], attributes: []), policy: Policy(), cues: Cues(),
      layouts: Layouts(), rules: [], digest: digest, label: "test")
    return RuleEngine.compile(set).engine
  }

  /// Accepts any folder.
  static func source(folder: String = "/nowhere") -> RulesSource {
    RulesSource(folder: folder) { _ in outcome(engine()) }
  }

  /// Takes the content of `rules.txt` as the digest; refuses the folder when it says `broken`.
  static func reading(_ house: SpoolHouse, folder: String) -> RulesSource {
    RulesSource(folder: folder) { path in
      let text = house.text("\(path)/rules.txt")
      return text.isEmpty || text == "broken"
        ? .refused(report: "error[test]: broken") : outcome(engine(text))
    }
  }

  private static func outcome(_ engine: RuleEngine?) -> RulesOutcome {
    engine.map { .accepted($0) } ?? .refused(report: "the empty rule set does not compile")
  }
}
